import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { resolve } from '../../../verification/existence';
import { Reference, referencesIn } from '../../../verification/references';
import { isLocked, isMadeByControllers, objectsAt, selectionOf, selects } from '../selection';

/** An event source that no object can match. */
export class AlertMatchesNothing implements IRule {
  public readonly meta: RuleMeta = {
    id: 'alert-matches-nothing',
    severity: Severity.WARNING,
    summary: 'An event source of an Alert matches no object of the cluster.',
    why:
      'The namespace of an event source is that of the Alert unless it names another. A name that does not exist, or a wildcard in a ' +
      'namespace without such objects, is valid and never sends anything.',
    fix: 'Name the namespace and the objects that are meant.',
    references: ['https://fluxcd.io/flux/components/notification/alerts/#event-sources'],
    kinds: [Kind.ALERT],
  };

  public check(context: RuleContext): Finding[] {
    return referencesIn(context.manifests)
      .for('event-source')
      .filter((reference) => isUseless(context, reference))
      .map((reference) => {
        const { from, field, to } = reference;
        const { name, namespace, kind } = to;
        const what = name === '*' ? `a ${kind} in the namespace ${namespace}` : `${to}`;
        return new Finding(field, `${from} waits for events of ${what}, and there is none`, {
          severity: context.mayHoldUnseen(namespace) ? Severity.INFO : Severity.WARNING,
        });
      });
  }
}

function isUseless(context: RuleContext, reference: Reference): boolean {
  const { from, to } = reference;
  const selection = selectionOf(reference);
  // Other rules report namespaces that are none, or that are refused.
  const isForeign = to.namespace !== from.namespace && isLocked(context);
  if (selection.isUnknown || to.group === '' || to.namespace === '*' || isForeign || isMadeByControllers(context, to.qualifiedKind))
    return false;
  if (to.name !== '*') return !resolve(context, to).exists;

  if (objectsAt(context.manifests, to.qualifiedKind, to.namespace).some((object) => selects(selection, object))) return false;
  // Of a kind that the cluster does not have, somebody thought ahead; of one that the Alert has elsewhere, the list is just complete.
  return context.manifests.ofKind(to.qualifiedKind).length > 0 && !hasElsewhere(context, reference);
}

function hasElsewhere({ manifests }: RuleContext, { from, to }: Reference): boolean {
  const sources = referencesIn(manifests)
    .of(from)
    .filter((other) => other.role === 'event-source' && other.to.qualifiedKind === to.qualifiedKind);
  return sources.some((other) =>
    objectsAt(manifests, other.to.qualifiedKind, other.to.namespace).some((object) => selects(selectionOf(other), object)),
  );
}
