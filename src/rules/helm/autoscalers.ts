import { Kind } from '../../manifests/kind';
import { Field, Manifest } from '../../manifests/manifest';
import { ManifestSet } from '../../manifests/manifest-set';
import { ObjectId } from '../../manifests/object-id';
import { releaseNameOf, releaseNamespaceOf } from '../../verification/helm-release';

/** Kinds that write the number of replicas. A VerticalPodAutoscaler changes pods, which no chart renders. */
const AUTOSCALERS = ['HorizontalPodAutoscaler.autoscaling', 'ScaledObject.keda.sh'];

/** Parts of values that turn on an autoscaler of the chart. */
const VALUES = ['autoscaling', 'hpa', 'horizontalPodAutoscaler', 'keda'];

/** How deep charts with several components put them. */
const MAX_DEPTH = 3;

/** The autoscaler of the cluster that scales a workload of each release, as far as their names tell. */
export function autoscalersByRelease(manifests: ManifestSet): ReadonlyMap<Manifest, Manifest> {
  return manifests._once(matchAutoscalers);
}

function matchAutoscalers(manifests: ManifestSet): Map<Manifest, Manifest> {
  const byRelease = new Map<Manifest, Manifest>();
  const releases = releasesByWorkload(manifests);
  for (const scaler of AUTOSCALERS.flatMap((kind) => manifests.ofKind(kind))) {
    const release = ownerOf(scaler, releases, manifests);
    if (release) byRelease.set(release, scaler);
  }
  return byRelease;
}

/** Charts name their workloads after the release. */
function releasesByWorkload(manifests: ManifestSet): Map<string, Manifest> {
  const releases = new Map<string, Manifest>();
  for (const release of manifests.ofKind(Kind.HELM_RELEASE)) {
    const name = release.at('spec', 'values', 'fullnameOverride').text() ?? releaseNameOf(release);
    releases.set(`${releaseNamespaceOf(release)}/${name}`, release);
  }
  return releases;
}

/** The release with the longest name that the name of the workload starts with: `app-worker` is of the release `app-worker`, not of `app`. */
function ownerOf(scaler: Manifest, releases: Map<string, Manifest>, manifests: ManifestSet): Manifest | undefined {
  const { namespace } = scaler;
  const target = scaler.at('spec', 'scaleTargetRef');
  const name = target.at('name').text();
  if (name === undefined) return undefined;
  const kind = target.at('kind').text() ?? 'Deployment';
  // A workload that stands in the repository is of no chart.
  if (manifests.find(new ObjectId('apps', kind, name, namespace))) return undefined;
  const words = name.split('-');
  for (let length = words.length; length > 0; length--) {
    const release = releases.get(`${namespace}/${words.slice(0, length).join('-')}`);
    if (release) return release;
  }
  return undefined;
}

/** The value that turns on an autoscaler of the chart. */
export function autoscalingValue(values: Field, depth = 1): Field | undefined {
  for (const entry of values.entries()) {
    const enabled = entry.at('enabled');
    if (VALUES.includes(entry.key) && enabled.isTrue()) return enabled;
    const below = depth < MAX_DEPTH ? autoscalingValue(entry, depth + 1) : undefined;
    if (below) return below;
  }
  return undefined;
}
