import { Manifest } from '../manifests/manifest';
import { mayBeGenerated } from './artifact-names';
import { resolve } from './existence';
import { isChartOfRelease, isSyncOfOthers } from './implied-sources';
import { isUnknown } from './known-text';
import { Reference, referencesIn } from './references';
import { RuleContext } from './rule-context';
import { Severity } from './severity';

/**
 * How much it matters that an object is missing: nothing is claimed about Secrets and ConfigMaps where a project declares none, and
 * little where something that cannot be seen may hold it. An applier that cannot be seen because its own source is missing applies
 * nothing, so that a typing error does not excuse itself.
 */
export function severityOfMissing(context: RuleContext, { to }: Reference, severity: Severity): Severity {
  const isConfig = to.group === '' && (to.kind === 'Secret' || to.kind === 'ConfigMap');
  if (isConfig && !context.externals.any) return Severity.INFO;
  return mayBeUnseen(context, to.namespace) ? Severity.INFO : severity;
}

/** Whether something that cannot be seen, and that can be applied, could hold an object of a namespace. */
export function mayBeUnseen(context: RuleContext, namespace: string | undefined): boolean {
  return context.mayHoldUnseen(namespace) && context.manifests.unseen.some(({ applier }) => hasSource(context, applier));
}

function hasSource(context: RuleContext, applier: Manifest): boolean {
  return referencesIn(context.manifests)
    .of(applier)
    .every((reference) => !['source', 'chart'].includes(reference.role) || isThere(context, reference));
}

/** Whether a source is in the cluster, as far as anybody can tell. */
export function isThere(context: RuleContext, { to }: Reference): boolean {
  const { manifests } = context;
  if (isUnknown(to.name) || isUnknown(to.namespace ?? '') || resolve(context, to).exists) return true;
  return isSyncOfOthers(manifests, to) || isChartOfRelease(manifests, to) || mayBeGenerated(manifests, to);
}
