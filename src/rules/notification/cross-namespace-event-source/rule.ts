import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isUnknown } from '../../../verification/known-text';
import { referencesIn } from '../../../verification/references';
import { isLocked } from '../selection';

/** A cluster that keeps its tenants apart drops events of other namespaces. */
export class CrossNamespaceEventSource implements IRule {
  public readonly meta: RuleMeta = {
    id: 'cross-namespace-event-source',
    severity: Severity.ERROR,
    summary: 'An Alert or a Receiver names objects of another namespace in a cluster that refuses that.',
    why:
      'With --no-cross-namespace-refs the notification-controller drops the events of other namespaces, and a Receiver does not wake ' +
      'objects there. Both look as if they worked.',
    fix: 'Put the Alert or Receiver into the namespace of the objects, with a Provider or token of its own.',
    references: ['https://fluxcd.io/flux/installation/configuration/multitenancy/'],
    kinds: [Kind.ALERT, Kind.RECEIVER],
  };

  public check(context: RuleContext): Finding[] {
    if (!isLocked(context)) return [];
    return referencesIn(context.manifests)
      .for('event-source', 'receiver-target')
      .filter(({ from, to }) => to.namespace !== from.namespace && to.namespace !== '*' && !isUnknown(`${to.namespace}${from.namespace}`))
      .map(({ from, field, to }) => {
        const what = from.id.qualifiedKind === Kind.ALERT ? 'gets no events' : 'wakes nothing';
        return new Finding(field.at('namespace'), `${from} ${what} in the namespace ${to.namespace}: the cluster refuses other namespaces`);
      });
  }
}
