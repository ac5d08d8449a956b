import { Manifest } from '../manifests/manifest';
import { ObjectId } from '../manifests/object-id';
import { mayBeGenerated } from './artifact-names';
import { isMisnamed, isMisplaced } from './evidence';
import { resolve } from './existence';
import { isChartOfRelease, isSyncOfOthers } from './implied-sources';
import { isUnknown } from './known-text';
import { canApply, hiddenAppliers } from './reach';
import { Reference, referencesIn } from './references';
import { RuleContext } from './rule-context';
import { Severity } from './severity';

/**
 * How much it matters that an object is missing. What the repository has under a name that is almost the same is certainly a mistake.
 * Else little is claimed where something that cannot be seen may hold it, and about Secrets and ConfigMaps where a project declares
 * none, unless one stands in the wrong place or in another cluster.
 */
export function severityOfMissing(context: RuleContext, reference: Reference, severity: Severity): Severity {
  const { to } = reference;
  if (isMisnamed(context, to)) return severity;
  if (mayBeUnseen(context, to)) return Severity.INFO;
  const isConfig = to.group === '' && (to.kind === 'Secret' || to.kind === 'ConfigMap');
  return !isConfig || context.externals.any || isMisplaced(context, reference) ? severity : Severity.INFO;
}

/**
 * Whether something that cannot be seen, and that can be applied, could hold an object. An applier that cannot be seen because its own
 * source is missing applies nothing, so that a typing error does not excuse itself.
 */
export function mayBeUnseen(context: RuleContext, { name, namespace, qualifiedKind }: ObjectId): boolean {
  return hiddenAppliers(context.manifests).some(
    (applier) => canApply(context, applier, namespace, qualifiedKind, name) && hasSource(context, applier),
  );
}

/** Whether the sources of an object are there, and so are those of the generator that makes one of them. */
function hasSource(context: RuleContext, object: Manifest, around: readonly Manifest[] = []): boolean {
  if (around.includes(object)) return true;
  const sources = referencesIn(context.manifests)
    .of(object)
    .filter(({ role }) => role === 'source' || role === 'chart');
  return sources.every((source) => {
    const maker = resolve(context, source.to).manifest?.generatedBy;
    return isThere(context, source) && (maker === undefined || hasSource(context, maker, [...around, object]));
  });
}

/** Whether a source is in the cluster, as far as anybody can tell. */
export function isThere(context: RuleContext, { to }: Reference): boolean {
  const { manifests } = context;
  if (isUnknown(to.name) || isUnknown(to.namespace ?? '') || resolve(context, to).exists) return true;
  return isSyncOfOthers(manifests, to) || isChartOfRelease(manifests, to) || mayBeGenerated(manifests, to);
}
