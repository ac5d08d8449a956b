import { Kind } from '../manifests/kind';
import { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { ObjectId } from '../manifests/object-id';
import { releaseNamespaceOf } from './helm-release';
import { isMap } from '../primitives/is-map';

/** The charts of the Flux Operator: the operator itself, and a FluxInstance for it. */
const OPERATOR_CHART = 'flux-operator';
const INSTANCE_CHART = 'flux-instance';

/** Where the chart of a FluxInstance takes its spec from. */
const SPEC_IN_RELEASE = ['spec', 'values', 'instance'];

/** The FluxInstances of a cluster: those that somebody wrote, and those that releases of the chart `flux-instance` bring. */
export function fluxInstancesIn(manifests: ManifestSet): readonly Manifest[] {
  return manifests._once(collectInstances);
}

function collectInstances({ manifests }: ManifestSet): Manifest[] {
  return fluxInstancesOf(manifests);
}

/** The same for a list of objects. */
export function fluxInstancesOf(manifests: readonly Manifest[]): Manifest[] {
  return [...manifests.filter(({ id }) => id.qualifiedKind === Kind.FLUX_INSTANCE), ...instancesFromCharts(manifests)];
}

/** The FluxInstances that releases of the chart `flux-instance` bring. */
export function instancesFromCharts(manifests: readonly Manifest[]): Manifest[] {
  const made: Manifest[] = [];
  for (const release of manifests) {
    if (release.id.qualifiedKind !== Kind.HELM_RELEASE || !hasInstance(release)) continue;
    const find = (id: ObjectId): Manifest | undefined => manifests.find((other) => other.id.key === id.key);
    if (chartNameOf(release, find) !== INSTANCE_CHART) continue;
    const known = MADE.get(release) ?? instanceOf(release);
    MADE.set(release, known);
    made.push(known);
  }
  return made;
}

/** One release brings one object, however often it is asked for. */
const MADE = new WeakMap<Manifest, Manifest>();

/** Whether the values say all of it, for this cluster: what `valuesFrom` adds is not known. */
function hasInstance(release: Manifest): boolean {
  if (!isMap(release.object.spec?.values?.instance)) return false;
  return release.at('spec', 'valuesFrom').isEmpty() && !release.at('spec', 'kubeConfig').exists;
}

function instanceOf(release: Manifest): Manifest {
  const { sync, ...rest } = release.at(...SPEC_IN_RELEASE).value;
  // The chart leaves out a sync without a URL, and has a kind for one with.
  const hasSync = isMap(sync) && sync.url !== undefined && sync.url !== '';
  const object = {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux', namespace: releaseNamespaceOf(release) },
    spec: { ...rest, ...(hasSync && { sync: { kind: 'GitRepository', ...sync } }) },
  };
  const origin = {
    place: ([part, ...steps]: any[]) => release._origin.place([...SPEC_IN_RELEASE, ...(part === 'spec' ? steps : [])]),
  };
  return new Manifest(object, { origin, generatedBy: release, applier: release.applier });
}

/** Whether the Flux Operator is there to install Flux and to extend its API, as an object or a chart says. */
export function hasFluxOperator(manifests: ManifestSet): boolean {
  return manifests._once(findOperator);
}

function findOperator(manifests: ManifestSet): boolean {
  if (fluxInstancesIn(manifests).length > 0) return true;
  return manifests.ofKind(Kind.HELM_RELEASE).some((release) => {
    const chart = chartNameOf(release, (id) => manifests.find(id));
    return chart === OPERATOR_CHART || chart === INSTANCE_CHART;
  });
}

/** The last part of the chart's name, or of the address that it comes from. */
function chartNameOf(release: Manifest, find: (id: ObjectId) => Manifest | undefined): string | undefined {
  const chart = release.at('spec', 'chart', 'spec', 'chart').text();
  if (chart !== undefined) return lastPart(chart);
  const reference = release.at('spec', 'chartRef');
  const [kind, name, namespace] = ['kind', 'name', 'namespace'].map((key) => reference.at(key).text());
  if (kind === undefined || name === undefined) return undefined;
  const source = find(ObjectId.of('source.toolkit.fluxcd.io/v1', kind, name, namespace ?? release.namespace));
  return lastPart(source?.at('spec', 'url').text() ?? source?.at('spec', 'chart').text());
}

function lastPart(path: string | undefined): string | undefined {
  return path?.slice(path.lastIndexOf('/') + 1);
}
