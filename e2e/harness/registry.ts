import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { ask, isReady } from './http';
import { freePorts } from './ports';
import { program } from './programs';
import { type Files, tarGz } from './tar';
import { until } from './until';
import type { Workplace } from './workplace';

interface MediaTypes {
  readonly config: string;
  readonly content: string;
}

const ARTIFACT = { config: 'application/vnd.cncf.flux.config.v1+json', content: 'application/vnd.cncf.flux.content.v1.tar+gzip' };
const CHART = { config: 'application/vnd.cncf.helm.config.v1+json', content: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip' };

/** An OCI registry on the loopback, without TLS. */
export class Registry {
  private constructor(
    /** Host and port, as an `oci://` address has them. */
    public readonly host: string,
  ) {}

  public static async start(place: Workplace): Promise<Registry> {
    const [port] = await freePorts(1);
    const host = `127.0.0.1:${port}`;
    const config = place.path('registry.json');
    const storage = { filesystem: { rootdirectory: place.path('registry') } };
    writeFileSync(config, JSON.stringify({ version: 0.1, storage, http: { addr: host } }));
    const registry = place.start('registry', await program('registry'), ['serve', config]);
    await until('the registry', async () => {
      registry.assertRuns();
      return isReady(`http://${host}/v2/`);
    });
    return new Registry(host);
  }

  /** Pushes files as an artifact of Flux. */
  public pushArtifact(repository: string, tag: string, files: Files): Promise<string> {
    return this.push(repository, tag, ARTIFACT, {}, tarGz(files));
  }

  /** Pushes a Helm chart; its files are below a folder of its name. */
  public pushChart(repository: string, version: string, files: Files): Promise<string> {
    const name = repository.split('/').pop()!;
    return this.push(repository, version, CHART, { apiVersion: 'v2', name, version }, tarGz(files));
  }

  /** Two blobs and a manifest that names them; the answer is the digest. */
  private async push(repository: string, tag: string, types: MediaTypes, config: object, content: Buffer): Promise<string> {
    const base = `http://${this.host}/v2/${repository}`;
    const configText = Buffer.from(JSON.stringify(config));
    const manifest = {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: { mediaType: types.config, ...(await upload(base, configText)) },
      layers: [{ mediaType: types.content, ...(await upload(base, content)) }],
      annotations: { 'org.opencontainers.image.revision': `main@sha1:${createHash('sha1').update(content).digest('hex')}` },
    };
    const headers = { 'content-type': manifest.mediaType };
    const answer = await ask(`${base}/manifests/${tag}`, { method: 'PUT', headers, body: JSON.stringify(manifest) });
    if (answer.status !== 201) throw new Error(`the registry refuses ${repository}:${tag}: ${answer.status} ${answer.text}`);
    return String(answer.headers['docker-content-digest']);
  }
}

async function upload(base: string, content: Buffer): Promise<{ digest: string; size: number }> {
  const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
  const { headers } = await ask(`${base}/blobs/uploads/`, { method: 'POST' });
  const location = new URL(String(headers.location), base);
  location.searchParams.set('digest', digest);
  const answer = await ask(String(location), { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: content });
  if (answer.status !== 201) throw new Error(`the registry refuses a blob: ${answer.status} ${answer.text}`);
  return { digest, size: content.length };
}
