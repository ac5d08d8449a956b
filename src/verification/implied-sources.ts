import { Kind } from '../manifests/kind';
import { ManifestSet } from '../manifests/manifest-set';
import { ObjectId } from '../manifests/object-id';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';
import { fluxInstancesIn } from './flux-instances';
import { ownSync } from './own-sync';

/**
 * Whether a source is probably that of a sync which stands elsewhere: the one with the name that `flux bootstrap` and the Flux Operator
 * give it, in a cluster whose own sync nobody sees because a chart or Terraform installs it.
 */
export function isSyncOfOthers(manifests: ManifestSet, { name, namespace }: ObjectId): boolean {
  if (name !== FLUX_NAMESPACE || namespace !== FLUX_NAMESPACE) return false;
  return fluxInstancesIn(manifests).length === 0 && ownSync(manifests) === undefined;
}

/** Whether a HelmChart is one that helm-controller makes for a HelmRelease, next to the release's source. */
export function isChartOfRelease(manifests: ManifestSet, { qualifiedKind, name, namespace }: ObjectId): boolean {
  return qualifiedKind === Kind.HELM_CHART && manifests._once(chartsOfReleases).has(`${namespace}/${name}`);
}

function chartsOfReleases(manifests: ManifestSet): Set<string> {
  return new Set(
    manifests.ofKind(Kind.HELM_RELEASE).map((release) => {
      const namespace = release.at('spec', 'chart', 'spec', 'sourceRef', 'namespace').text() ?? release.namespace;
      return `${namespace}/${release.namespace}-${release.name}`;
    }),
  );
}
