import { apply, type Id } from './objects';
import type { World } from './world';

const NAMESPACE = 'flux-system';

export const SYNC: Id = {
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name: 'flux-system', namespace: NAMESPACE },
};

/** What the Flux Operator makes of the sync of a FluxInstance: it cannot be built here, so we do. */
export async function applySync(
  world: World,
  source: Id & { readonly spec: object },
  path: string,
  name = 'flux-system',
  serviceAccountName?: string,
): Promise<void> {
  await apply(world, source);
  await apply(world, {
    ...SYNC,
    metadata: { name, namespace: NAMESPACE },
    spec: { interval: '10m', path, prune: true, sourceRef: { kind: source.kind, name: source.metadata.name }, serviceAccountName },
  } as Id);
}

/** The source of a Git repository that is served here. */
export function gitSource(world: World, repository: string, name = 'flux-system'): Id & { readonly spec: object } {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name, namespace: NAMESPACE },
    spec: { interval: '10m', url: `${world.git.url}/${repository}`, ref: { branch: 'main' } },
  };
}

/** The source of an artifact that was pushed here. */
export function ociSource(world: World, repository: string, tag: string, name = 'flux-system'): Id & { readonly spec: object } {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name, namespace: NAMESPACE },
    spec: { interval: '10m', url: `oci://${world.registry.host}/${repository}`, ref: { tag }, insecure: true },
  };
}
