import { Kind } from '../manifests/kind';
import { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { pushTo } from '../primitives/push-to';
import { CRDS_OF_CHART } from './crd-charts';
import { isFluxObject } from './generated-objects';
import { isBuiltInGroup } from './kind-scope';
import { referencesIn } from './references';

/** Who brings the CRDs of a cluster. */
export class CrdProviders {
  /** Definitions that stand in the repository, by `Kind.group`. */
  public readonly definitions = new Map<string, Manifest[]>();
  /** Releases of charts that bring CRDs, by API group. */
  public readonly releases = new Map<string, Manifest[]>();
  /** Releases of charts of which nobody here knows what they bring. */
  public readonly unknown: Manifest[] = [];

  constructor(manifests: ManifestSet) {
    for (const crd of manifests.ofKind(Kind.CUSTOM_RESOURCE_DEFINITION)) {
      const [kind, group] = [crd.at('spec', 'names', 'kind').text(), crd.at('spec', 'group').text()];
      pushTo(this.definitions, `${kind}.${group}`, crd);
    }
    for (const release of manifests.ofKind(Kind.HELM_RELEASE)) {
      const groups = groupsOf(chartOf(manifests, release));
      if (!groups) this.unknown.push(release);
      for (const group of groups ?? []) pushTo(this.releases, group, release);
    }
  }

  /** Who brings the definition of an object. */
  public of({ id }: Manifest): readonly Manifest[] {
    return [...(this.definitions.get(id.qualifiedKind) ?? []), ...(this.releases.get(id.group) ?? [])];
  }
}

/** The providers of a cluster, worked out once. */
export function crdProvidersOf(manifests: ManifestSet): CrdProviders {
  return manifests._once(collectProviders);
}

function collectProviders(manifests: ManifestSet): CrdProviders {
  return new CrdProviders(manifests);
}

/** Objects of kinds that are neither of Kubernetes nor of Flux: each needs a definition from somewhere. */
export function customResourcesIn(manifests: ManifestSet): readonly Manifest[] {
  return manifests._once(collectCustomResources);
}

function collectCustomResources(manifests: ManifestSet): Manifest[] {
  return manifests.manifests.filter((manifest) => !isBuiltInGroup(manifest.id.group) && !isFluxObject(manifest));
}

/**
 * Whether a release is in a layer: applied by it, or by a ResourceSet that the layer applies. The steps of a ResourceSet come one after
 * the other, so what is in them is in no layer together with the rest.
 */
export function isInLayer({ applier: owner }: Manifest, layer: Manifest | undefined): boolean {
  if (owner?.at('spec', 'steps').exists) return false;
  return owner === layer || (owner?.id.qualifiedKind === Kind.RESOURCE_SET && owner.applier === layer);
}

/** API groups that a chart brings CRDs of: none for a chart that is known to bring none, `undefined` for one that is not known. */
function groupsOf(chart: string | undefined): readonly string[] | undefined {
  return chart !== undefined && Object.prototype.hasOwnProperty.call(CRDS_OF_CHART, chart) ? CRDS_OF_CHART[chart] : undefined;
}

/** The name of the chart that a release installs; `undefined` where it cannot be seen. */
export function chartOf(manifests: ManifestSet, release: Manifest): string | undefined {
  const spec = release.at('spec', 'chart', 'spec');
  // A chart in a repository of files is somebody's own, whatever its folder is called.
  if (spec.exists) return spec.at('sourceRef', 'kind').text() === 'HelmRepository' ? lastSegment(spec.at('chart').text()) : undefined;
  const reference = referencesIn(manifests)
    .of(release)
    .find(({ role }) => role === 'chart');
  const source = reference && manifests.find(reference.to);
  if (source?.id.qualifiedKind === Kind.OCI_REPOSITORY) return lastSegment(source.at('spec', 'url').text());
  if (source?.id.qualifiedKind === Kind.HELM_CHART) return lastSegment(source.at('spec', 'chart').text());
  return undefined;
}

function lastSegment(path: string | undefined): string | undefined {
  return path
    ?.split('/')
    .filter((segment) => segment !== '')
    .pop();
}
