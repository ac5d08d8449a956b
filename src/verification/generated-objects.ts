import { Kind } from '../manifests/kind';
import { Manifest } from '../manifests/manifest';
import { groupOf } from '../manifests/object-id';
import { Origin, Steps } from '../manifests/place';
import { remembered } from '../primitives/remembered';
import { instancesFromCharts } from './flux-instances';

/** What controllers create because of objects: nobody wrote it, and others refer to it. */
export function generatedObjects(manifests: readonly Manifest[]): Manifest[] {
  const fromCharts = instancesFromCharts(manifests);
  const made = [...fromCharts];
  for (const manifest of manifests) addMade(manifest, made);
  for (const instance of fromCharts) addMade(instance, made);
  return made;
}

function addMade(manifest: Manifest, made: Manifest[]): void {
  const make = GENERATORS.get(manifest.id.qualifiedKind);
  if (make) made.push(...make(manifest));
}

const GENERATORS: ReadonlyMap<string, (manifest: Manifest) => Manifest[]> = new Map([
  [Kind.FLUX_INSTANCE as string, syncOf],
  [Kind.ARTIFACT_GENERATOR, artifactsOf],
  [Kind.EXTERNAL_SECRET, (secret: Manifest) => [secretFrom(secret, secret.at('spec', 'target', 'name').text() ?? secret.name)]],
  [Kind.ONE_PASSWORD_ITEM, (item: Manifest) => [secretFrom(item, item.name)]],
  [Kind.SEALED_SECRET, (sealed: Manifest) => [secretFrom(sealed, sealed.name)]],
  [
    'Certificate.cert-manager.io',
    (certificate: Manifest) => [secretFrom(certificate, certificate.at('spec', 'secretName').text() ?? certificate.name)],
  ],
]);

/** The source and the Kustomization that the operator makes for the sync of its instance. */
function syncOf(instance: Manifest): Manifest[] {
  const sync = instance.at('spec', 'sync');
  const written = sync.at('kind').text();
  if (written === undefined) return [];
  // A kind that no sync takes is reported as such: the address says which one is meant.
  const byAddress = sync.at('url').text()?.startsWith('oci://') ? 'OCIRepository' : 'GitRepository';
  const kind = SYNC_KINDS.includes(written) ? written : byAddress;
  const pullSecret = sync.at('pullSecret').text();
  const provider = sync.at('provider').text();
  return syncObjects({
    kind,
    name: sync.at('name').text() ?? instance.namespace ?? 'flux-system',
    namespace: instance.namespace,
    path: sync.at('path').text(),
    origin: { place: () => sync.place },
    generatedBy: instance,
    source: {
      url: sync.at('url').value,
      interval: sync.at('interval').text() ?? '1m',
      ...(pullSecret && { secretRef: { name: pullSecret } }),
      ...(provider && { provider }),
    },
    account: instance.at('spec', 'cluster', 'multitenant').isTrue() ? 'kustomize-controller' : undefined,
  });
}

/** The kinds of sources that an instance syncs from. */
export const SYNC_KINDS: readonly string[] = ['GitRepository', 'OCIRepository', 'Bucket'];

/** What is known about the sync of a cluster. */
export interface SyncOfCluster {
  /** Kind of the source. */
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly path?: string;
  readonly origin: Origin;
  readonly generatedBy?: Manifest;
  readonly source?: object;
  readonly account?: string;
}

/** The source and the Kustomization that sync a cluster, which somebody or something else makes. */
export function syncObjects({ kind, name, namespace, path, origin, generatedBy, source, account }: SyncOfCluster): Manifest[] {
  const objects = [
    { apiVersion: 'source.toolkit.fluxcd.io/v1', kind, metadata: { name, namespace }, spec: { ...source } },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name, namespace },
      spec: { interval: '10m', path, prune: true, sourceRef: { kind, name }, ...(account && { serviceAccountName: account }) },
    },
  ];
  return objects.map((object) => new Manifest(object, { origin, generatedBy }));
}

/** Artifacts with a fixed name. Those of a path pattern depend on what the source holds. */
function artifactsOf(generator: Manifest): Manifest[] {
  return generator
    .at('spec', 'artifacts')
    .items()
    .flatMap((artifact) => {
      const name = artifact.at('name').text();
      if (name === undefined || name.includes('{')) return [];
      return [
        generated(generator, artifact._steps, {
          apiVersion: 'source.toolkit.fluxcd.io/v1',
          kind: 'ExternalArtifact',
          metadata: { name, namespace: generator.namespace },
          spec: {
            sourceRef: {
              apiVersion: generator.apiVersion,
              kind: generator.kind,
              name: generator.name,
              namespace: generator.namespace,
            },
          },
        }),
      ];
    });
}

/** A Secret that another operator fills. Its keys are known to nobody here. */
function secretFrom(maker: Manifest, name: string): Manifest {
  return generated(maker, [], {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: maker.namespace, labels: maker.object.metadata?.labels },
  });
}

function generated(by: Manifest, at: Steps, object: object): Manifest {
  return new Manifest(object, { origin: { place: () => by._origin.place(at) }, generatedBy: by, applier: by.applier });
}

/** Whether an object is one of Flux or of its operator. */
export function isFluxObject({ apiVersion }: Pick<Manifest, 'apiVersion'>): boolean {
  return isFluxVersion(apiVersion);
}

const isFluxVersion = remembered((apiVersion) => isFluxGroup(groupOf(apiVersion)));

/** Whether an API group is one of Flux or of its operator; those of Flux v1 are not. */
export function isFluxGroup(group: string): boolean {
  return /(^|\.)(toolkit\.fluxcd\.io|extensions\.fluxcd\.io|fluxcd\.controlplane\.io)$/.test(group);
}
