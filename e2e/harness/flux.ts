import type { ApiServer } from './api-server';
import { isReady } from './http';
import { freePorts } from './ports';
import { program } from './programs';
import { until } from './until';
import type { RunningProgram, Workplace } from './workplace';

export const CONTROLLERS = ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'] as const;
/** What an installation has only on request. */
export const IMAGE_CONTROLLERS = ['image-reflector-controller', 'image-automation-controller'] as const;
export type Controller = (typeof CONTROLLERS)[number] | (typeof IMAGE_CONTROLLERS)[number];

/** What a controller is told besides its addresses. */
export type Flags = (controller: Controller) => string[];

/** How Flux is installed. */
export interface FluxOptions {
  readonly flags?: Flags;
  /** Default: all but those that move images. */
  readonly controllers?: readonly Controller[];
}

const NAMESPACE = 'flux-system';

/** How a controller is started, whatever its flags. */
interface Start {
  readonly controller: Controller;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
  readonly health: string;
}

/** The controllers of Flux, each under its own service account with the rights that an installation of Flux gives it. */
export class Flux {
  private running: RunningProgram[] = [];

  private constructor(
    /** Where a Receiver would be called, and where notification-controller answers. */
    public readonly receivers: string,
    private readonly place: Workplace,
    private readonly starts: readonly Start[],
  ) {}

  public static async start(place: Workplace, server: ApiServer, options: FluxOptions = {}): Promise<Flux> {
    const { flags = () => [], controllers = CONTROLLERS } = options;
    await installRights(server, controllers);
    const [storage, events, receivers, ...others] = await freePorts(3 + 2 * controllers.length);
    const own: Record<Controller, string[]> = {
      'source-controller': [
        `--storage-path=${place.makeFolder('source-controller')}`,
        `--storage-addr=127.0.0.1:${storage}`,
        `--storage-adv-addr=127.0.0.1:${storage}`,
        '--requeue-dependency=2s',
      ],
      'kustomize-controller': ['--requeue-dependency=2s'],
      'helm-controller': ['--requeue-dependency=2s'],
      'notification-controller': [`--receiverAddr=127.0.0.1:${receivers}`],
      'image-reflector-controller': [`--storage-path=${place.makeFolder('image-reflector-controller')}`, '--requeue-dependency=2s'],
      'image-automation-controller': [],
    };
    const starts: Start[] = [];
    for (const [index, controller] of controllers.entries()) {
      const [health, metrics] = others.slice(2 * index);
      const eventsFlag =
        controller === 'notification-controller' ? `--events-addr=127.0.0.1:${events}` : `--events-addr=http://127.0.0.1:${events}/`;
      const args = [
        '--watch-all-namespaces=true',
        '--enable-leader-election=false',
        `--health-addr=127.0.0.1:${health}`,
        `--metrics-addr=127.0.0.1:${metrics}`,
        eventsFlag,
        ...own[controller],
      ];
      const kubeconfig = server.kubeconfig(place, controller, await tokenOf(server, controller));
      const env = { KUBECONFIG: kubeconfig, RUNTIME_NAMESPACE: NAMESPACE, TMPDIR: place.makeFolder(`${controller}-tmp`), GOGC: '200' };
      starts.push({ controller, args, env, health: `http://127.0.0.1:${health}/readyz` });
    }
    const flux = new Flux(`http://127.0.0.1:${receivers}`, place, starts);
    await flux.restart(flags);
    return flux;
  }

  /** Ends the controllers, and starts them with other flags. They keep their addresses, which are in the status of objects. */
  public async restart(flags: Flags): Promise<void> {
    for (const each of this.running) await each.stop();
    this.running = [];
    for (const { controller, args, env } of this.starts) {
      this.running.push(this.place.start(controller, await program(controller), [...args, ...flags(controller)], env));
    }
    for (const [index, running] of this.running.entries()) {
      await until(running.name, async () => {
        running.assertRuns();
        return isReady(this.starts[index].health);
      });
    }
  }
}

/** A token as the kubelet would put it into the controller's pod. */
async function tokenOf(server: ApiServer, account: string): Promise<string> {
  const path = `/api/v1/namespaces/${NAMESPACE}/serviceaccounts/${account}/token`;
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 7200 } };
  return (await server.create(path, request)).status.token;
}

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const GROUP = 'rbac.authorization.k8s.io';
const FLUX_GROUPS = ['source', 'kustomize', 'helm', 'notification', 'image'].map((name) => `${name}.toolkit.fluxcd.io`);

/** The service accounts and roles of an installation of Flux. */
async function installRights(server: ApiServer, controllers: readonly Controller[]): Promise<void> {
  const accounts = controllers.map((name) => ({ kind: 'ServiceAccount', name, namespace: NAMESPACE }));
  await server.create('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  for (const { name } of accounts) {
    await server.create(`/api/v1/namespaces/${NAMESPACE}/serviceaccounts`, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name },
    });
  }
  await createRole(server, 'crd-controller', CRD_CONTROLLER);
  // What makes the roles of Kubernetes reach the kinds of Flux: a tenant with `admin` may then make releases.
  await createRole(server, 'flux-edit', [{ apiGroups: FLUX_GROUPS, resources: ['*'], verbs: ['*'] }], ['edit', 'admin']);
  await bind(server, 'crd-controller', 'crd-controller', accounts);
  const appliers = accounts.filter(({ name }) => name === 'kustomize-controller' || name === 'helm-controller');
  await bind(server, 'cluster-reconciler', 'cluster-admin', appliers);
}

const CRD_CONTROLLER = [
  { apiGroups: FLUX_GROUPS, resources: ['*'], verbs: ['*'] },
  { apiGroups: [''], resources: ['namespaces', 'secrets', 'configmaps', 'serviceaccounts'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
  { apiGroups: [''], resources: ['configmaps', 'configmaps/status'], verbs: ['*'] },
  { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['*'] },
  { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
  { nonResourceURLs: ['/livez/ping'], verbs: ['head'] },
];

function createRole(server: ApiServer, name: string, rules: object[], aggregatesTo: string[] = []): Promise<unknown> {
  const labels = Object.fromEntries(aggregatesTo.map((role) => [`rbac.authorization.k8s.io/aggregate-to-${role}`, 'true']));
  return server.create(`${RBAC}/clusterroles`, { apiVersion: `${GROUP}/v1`, kind: 'ClusterRole', metadata: { name, labels }, rules });
}

function bind(server: ApiServer, name: string, role: string, subjects: object[]): Promise<unknown> {
  const roleRef = { apiGroup: GROUP, kind: 'ClusterRole', name: role };
  return server.create(`${RBAC}/clusterrolebindings`, {
    apiVersion: `${GROUP}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef,
    subjects,
  });
}
