import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { ObjectId } from '../manifests/object-id';
import { fluxInstancesIn } from './flux-instances';
import { RuleContext } from './rule-context';

/** Whether an object makes others: it is ready or not, and others may wait for it. */
export function isApplier({ id }: Manifest): boolean {
  return id.qualifiedKind === Kind.KUSTOMIZATION || id.qualifiedKind === Kind.HELM_RELEASE || id.qualifiedKind === Kind.RESOURCE_SET;
}

/** The appliers of a cluster, in the order in which they were found; also those that a FluxInstance makes. */
export function appliersIn(manifests: ManifestSet): Manifest[] {
  return manifests._once(collectAppliers);
}

function collectAppliers({ manifests, generated }: ManifestSet): Manifest[] {
  const appliers = manifests.filter(isApplier);
  for (const manifest of generated) if (isApplier(manifest)) appliers.push(manifest);
  return appliers;
}

/** The appliers around an object, the innermost first. */
export function appliersAround(manifest: Manifest): Manifest[] {
  const around: Manifest[] = [];
  for (let applier = manifest.applier; applier && !around.includes(applier); applier = applier.applier) around.push(applier);
  return around;
}

/** The object that keeps the credentials of the cluster that an object goes to; the empty text for the cluster itself. */
export function targetClusterOf(manifest: Manifest): string {
  for (const applier of appliersAround(manifest)) {
    const kubeConfig = applier.at('spec', 'kubeConfig');
    if (kubeConfig.exists) return `${applier.namespace}/${JSON.stringify(kubeConfig.value)}`;
  }
  return '';
}

/**
 * Whether objects are those of a cluster: something of Flux starts them. Without it they are the components of a library or the repository
 * of a tenant; who applies them, where to and with what around them stands elsewhere, so nothing is claimed about their cluster.
 */
export function hasEntry(manifests: ManifestSet): boolean {
  return manifests._once(findEntry);
}

function findEntry(manifests: ManifestSet): boolean {
  if (fluxInstancesIn(manifests).length > 0 || manifests.ofKind(Kind.KUSTOMIZATION).length > 0) return true;
  return manifests.generated.some(({ id }) => id.qualifiedKind === Kind.KUSTOMIZATION);
}

/** The Kustomizations that apply the entry of the cluster: that of a FluxInstance, that of `flux bootstrap`. */
export function syncsOf(context: RuleContext): readonly Manifest[] {
  return context._once(findSyncs);
}

function findSyncs({ manifests, path }: RuleContext): Manifest[] {
  const entry = path === undefined ? undefined : normalPath(path);
  const made = manifests.generated.filter(({ id, generatedBy }) => id.qualifiedKind === Kind.KUSTOMIZATION && generatedBy);
  const written = manifests
    .ofKind(Kind.KUSTOMIZATION)
    .filter((kustomization) => kustomization.applier === undefined && isEntry(kustomization, entry));
  return [...made, ...written];
}

function isEntry(kustomization: Manifest, entry: string | undefined): boolean {
  if (isBootstrapSync(kustomization)) return true;
  return entry !== undefined && normalPath(kustomization.at('spec', 'path').text()) === entry;
}

/** What `flux bootstrap` calls its own Kustomization. */
function isBootstrapSync({ id, name, namespace, applier }: Manifest): boolean {
  return id.qualifiedKind === Kind.KUSTOMIZATION && name === 'flux-system' && namespace === 'flux-system' && applier === undefined;
}

/** A path as Flux reads it: no `./` in front, no slash behind, nothing above the root; the empty text for the root itself. */
export function normalPath(path: string | undefined): string {
  const plain = path?.startsWith('./') ? path.slice('./'.length) : (path ?? '');
  return HAS_EMPTY_SEGMENT.test(plain) ? resolved(plain) : plain;
}

/** A segment that is no name: nothing, `.` or `..`. */
const HAS_EMPTY_SEGMENT = /(?:^|\/)\.{0,2}(?:\/|$)/;

function resolved(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

/** An object whose health decides about that of an applier, and the field that says so. */
export interface Awaited {
  readonly manifest: Manifest;
  readonly field: Field;
}

/** What an applier waits for before it is ready, as far as it can be seen. */
export function awaitedBy(manifests: ManifestSet, applier: Manifest): readonly Awaited[] {
  const { spec } = applier.object;
  // Most appliers wait for nothing, or for what stands elsewhere.
  if (spec?.wait === true && awaitsAll(applier)) return appliesNothing(manifests, applier) ? NOTHING : awaitedByWait(manifests, applier);
  return spec?.healthChecks === undefined ? NOTHING : awaitedByChecks(manifests, applier);
}

const NOTHING: readonly Awaited[] = [];

/** A release waits for what its chart brings. */
function awaitsAll({ id }: Manifest): boolean {
  return id.qualifiedKind === Kind.KUSTOMIZATION || id.qualifiedKind === Kind.RESOURCE_SET;
}

function appliesNothing(manifests: ManifestSet, applier: Manifest): boolean {
  return manifests.appliedBy(applier).length === 0 && !isBootstrapSync(applier);
}

function awaitedByWait(manifests: ManifestSet, applier: Manifest): Awaited[] {
  const field = applier.at('spec', 'wait');
  return applied(manifests, applier).map((manifest) => ({ manifest, field }));
}

function awaitedByChecks(manifests: ManifestSet, applier: Manifest): readonly Awaited[] {
  if (applier.id.qualifiedKind !== Kind.KUSTOMIZATION) return NOTHING;
  return applier
    .at('spec', 'healthChecks')
    .items()
    .flatMap((field) => {
      const [apiVersion = DEFAULT_API_VERSION, kind = '', name = ''] = ['apiVersion', 'kind', 'name'].map((key) => field.at(key).text());
      const manifest = manifests.find(ObjectId.of(apiVersion, kind, name, field.at('namespace').text()));
      return manifest && manifest !== applier ? [{ manifest, field }] : [];
    });
}

/** What Flux takes for the API version of a health check that says none. */
export const DEFAULT_API_VERSION = 'apps/v1';

/** A Kustomization never waits for itself. What the sync applies has no applier. */
function applied(manifests: ManifestSet, applier: Manifest): Manifest[] {
  const own = isBootstrapSync(applier)
    ? [...manifests.appliedBy(applier), ...manifests._appliedBy(undefined)]
    : manifests.appliedBy(applier);
  return own.filter((manifest) => manifest !== applier);
}
