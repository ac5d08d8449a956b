import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** An Alert is meant for all namespaces and covers none. */
export class WildcardEventNamespace implements IRule {
  public readonly meta: RuleMeta = {
    id: 'wildcard-event-namespace',
    severity: Severity.ERROR,
    summary: 'An event source has the namespace "*", which is no wildcard.',
    why: 'Flux compares the namespace of an event source for equality. No namespace is called "*", so the source never matches, and nothing says so.',
    fix: 'Write one event source for each namespace.',
    references: ['https://fluxcd.io/flux/components/notification/alerts/#event-sources'],
    kinds: [Kind.ALERT],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.ALERT).flatMap((alert) =>
      alert
        .at('spec', 'eventSources')
        .items()
        .map((source) => source.at('namespace'))
        .filter((namespace) => namespace.text() === '*')
        .map((namespace) => new Finding(namespace, `${alert} gets no event from the namespace "*", which is no wildcard`)),
    );
  }
}
