import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { type Answer, ask, isReady } from './http';
import { freePorts } from './ports';
import { program } from './programs';
import { until } from './until';
import type { Workplace } from './workplace';

/** A Kubernetes API server on the loopback with its store. There are no nodes, and no controllers of Kubernetes. */
export class ApiServer {
  private constructor(
    public readonly url: string,
    /** Where the keys and certificates are. */
    public readonly keys: string,
    /** Who has it may do everything. */
    public readonly adminToken: string,
    private readonly agent: Agent,
  ) {}

  /** Starts both programs, and waits until the server is ready. */
  public static async start(place: Workplace): Promise<ApiServer> {
    const keys = place.makeFolder('keys');
    execFileSync(await program('certificates'), [keys]);
    const adminToken = randomBytes(16).toString('hex');
    writeFileSync(`${keys}/tokens.csv`, `${adminToken},e2e-admin,e2e-admin,system:masters\n`);

    const [client, peer, secure] = await freePorts(3);
    const store = `http://127.0.0.1:${client}`;
    const etcd = place.start('etcd', await program('etcd'), etcdFlags(place, store, `http://127.0.0.1:${peer}`));
    const apiserver = place.start('kube-apiserver', await program('kube-apiserver'), serverFlags(place, keys, store, secure));
    const agent = new Agent({ ca: readFileSync(`${keys}/ca.crt`), keepAlive: true, maxSockets: 16 });
    const server = new ApiServer(`https://127.0.0.1:${secure}`, keys, adminToken, agent);
    await until('the API server', async () => {
      etcd.assertRuns();
      apiserver.assertRuns();
      return isReady(`${server.url}/readyz`, agent);
    });
    return server;
  }

  /** One request of the administrator, or of somebody else. A body that is no text is sent as JSON. */
  public async request(
    method: string,
    path: string,
    body?: unknown,
    contentType = 'application/json',
    token = this.adminToken,
  ): Promise<Answer> {
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': contentType }),
    };
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    return ask(`${this.url}${path}`, { method, headers, body: text, agent: this.agent });
  }

  /** What is at a path; undefined where there is nothing. */
  public async get(path: string): Promise<any> {
    const answer = await this.request('GET', path);
    if (answer.status === 404) return undefined;
    return expectSuccess(answer, `GET ${path}`);
  }

  /** Makes an object, unless there is one of its name. */
  public async create(collection: string, object: object): Promise<any> {
    const answer = await this.request('POST', collection, object);
    return answer.status === 409 ? undefined : expectSuccess(answer, `POST ${collection}`);
  }

  /** A kubeconfig for programs that are given one, with the rights of a token. */
  public kubeconfig(place: Workplace, name: string, token = this.adminToken): string {
    const path = place.path(`${name}.kubeconfig`);
    const cluster = { server: this.url, 'certificate-authority': `${this.keys}/ca.crt` };
    writeFileSync(
      path,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name: 'e2e', cluster }],
        users: [{ name, user: { token } }],
        contexts: [{ name: 'e2e', context: { cluster: 'e2e', user: name } }],
        'current-context': 'e2e',
      }),
    );
    return path;
  }
}

/** The answer's JSON; an error that says what the server said when it is none of success. */
export function expectSuccess(answer: Answer, what: string): any {
  if (answer.status < 300) return JSON.parse(answer.text);
  throw new Error(`${what}: ${answer.status} ${messageOf(answer)}`);
}

/** What the server says in its answer. */
export function messageOf({ text }: Answer): string {
  try {
    return JSON.parse(text).message ?? text;
  } catch {
    return text;
  }
}

function etcdFlags(place: Workplace, client: string, peer: string): string[] {
  return [
    `--data-dir=${place.path('etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
  ];
}

function serverFlags(place: Workplace, keys: string, store: string, port: number): string[] {
  return [
    `--etcd-servers=${store}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${port}`,
    '--endpoint-reconciler-type=none',
    `--cert-dir=${place.path('apiserver')}`,
    `--tls-cert-file=${keys}/server.crt`,
    `--tls-private-key-file=${keys}/server.key`,
    `--client-ca-file=${keys}/ca.crt`,
    `--token-auth-file=${keys}/tokens.csv`,
    '--authorization-mode=RBAC',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${keys}/accounts.pub`,
    `--service-account-signing-key-file=${keys}/accounts.key`,
    '--service-cluster-ip-range=10.0.0.0/24',
    '--allow-privileged=true',
    // It marks a new node as not ready, and the controller that would take the mark away does not run.
    '--disable-admission-plugins=TaintNodesByCondition',
  ];
}
