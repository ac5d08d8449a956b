import { dirname } from 'node:path';
import { CHARTS } from '../fixtures/charts';
import { ApiServer } from '../harness/api-server';
import { serveCharts } from '../harness/chart-repository';
import { installCrds } from '../harness/crds';
import { Flux, type FluxOptions } from '../harness/flux';
import { GitServer } from '../harness/git-server';
import { startKubernetes } from '../harness/kubernetes';
import { program } from '../harness/programs';
import { Registry } from '../harness/registry';
import { Resources } from '../harness/resources';
import { Sink } from '../harness/sink';
import type { Files } from '../harness/tar';
import type { Workplace } from '../harness/workplace';

/** A cluster in which Flux runs, and what it fetches from. */
export interface World {
  readonly place: Workplace;
  readonly server: ApiServer;
  readonly resources: Resources;
  readonly flux: Flux;
  readonly git: GitServer;
  readonly registry: Registry;
  /** The address of a Helm repository. */
  readonly charts: string;
  readonly sink: Sink;
}

/** Starts everything. Charts of ours are in the registry, below `charts/`, and in the Helm repository. */
export async function startWorld(place: Workplace, options?: FluxOptions): Promise<World> {
  const server = await ApiServer.start(place);
  await installCrds(server);
  await startKubernetes(place, server);
  const registry = await Registry.start(place);
  for (const [name, { version, files }] of Object.entries(CHARTS)) await registry.pushChart(`charts/${name}`, version, files);
  const flux = await Flux.start(place, server, options);
  // The library looks for it on the PATH, as it does on the machine of a user.
  process.env.PATH = `${dirname(await program('kustomize'))}:${process.env.PATH}`;
  const [git, charts, sink] = [await GitServer.start(place), await serveCharts(CHARTS), await Sink.start()];
  return { place, server, resources: new Resources(server), flux, git, registry, charts, sink };
}

/**
 * Text of an example with the addresses that there are here, and without what a loopback has no need of: signatures, which nobody
 * can make here, and credentials.
 */
export function localized(files: Files, world: World): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      text
        .split(/^(?=---$)/m)
        .map((one) => local(one, world))
        .join(''),
    ]),
  );
}

function local(document: string, { registry, charts, git }: World): string {
  const moved = document
    .replaceAll('oci://ghcr.io/acme', `oci://${registry.host}/acme`)
    .replaceAll('oci://ghcr.io/stefanprodan/charts', `oci://${registry.host}/charts`)
    .replaceAll('https://github.com/acme', git.url);
  const [, kind] = /^kind: (.*)$/m.exec(document) ?? [];
  if (kind === 'HelmRepository') return moved.replace(/^( +url): .*$/m, `$1: ${charts}`);
  if (kind === 'ImageRepository') return moved.replace(/^( +)image: .*$/m, '$&\n$1insecure: true');
  if (kind !== 'OCIRepository' && kind !== 'GitRepository') return moved;
  const open = moved.replace(/^( *)(verify|secretRef):\n(?:\1 +.*\n)*/gm, '');
  return kind === 'OCIRepository' ? open.replace(/^( +)url: .*$/m, '$&\n$1insecure: true') : open;
}
