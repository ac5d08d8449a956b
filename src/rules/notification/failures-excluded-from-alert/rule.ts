import { Kind } from '../../../manifests/kind';
import { Field } from '../../../manifests/manifest';
import { readRe2 } from '../../../primitives/re2-pattern';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { knownText } from '../../../verification/known-text';
import { Severity } from '../../../verification/severity';

/** What Flux says when something has failed for good, by what failed. */
const FAILURES: Readonly<Record<string, readonly string[]>> = {
  'a health check that fails': ["health check failed after 5m0s: timeout waiting for: [Deployment/apps/web status: 'InProgress']"],
  'a release that is given up': [
    'Failed to install after 3 attempt(s), terminal error: install retries exhausted',
    'terminal error: exceeded maximum retries: cannot remediate failed release',
  ],
  'a build that fails': ["kustomize build failed: accumulating resources: no such file 'deployment.yaml'"],
  'an object that is refused': ['Deployment/apps/web dry-run failed (Invalid): spec.replicas: Invalid value: -1'],
};

/** An Alert is silent about what it is for. */
export class FailuresExcludedFromAlert implements IRule {
  public readonly meta: RuleMeta = {
    id: 'failures-excluded-from-alert',
    severity: Severity.WARNING,
    summary: 'The exclusionList of an Alert leaves out failures.',
    why:
      'Messages that match are dropped whatever their severity. "health check failed" is what Flux says when a rollout does not come up, ' +
      'and it is often the only message about it: the cluster stays broken and nobody is told.',
    fix: 'Exclude only what is noise, e.g. ".*waiting for.*", and give a slow rollout a longer timeout instead.',
    references: ['https://fluxcd.io/flux/components/notification/alerts/#event-exclusion'],
    kinds: [Kind.ALERT],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.ALERT).flatMap((alert) =>
      alert
        .at('spec', 'exclusionList')
        .items()
        .flatMap((entry) => {
          const excluded = failuresIn(entry);
          return excluded.length > 0 ? [new Finding(entry, `${alert} does not tell of ${excluded.join(', ')}`)] : [];
        }),
    );
  }
}

/** Whatever an expression leaves out that is the last word about something. */
function failuresIn(entry: Field): string[] {
  const { regex } = readRe2(knownText(entry) ?? '(?!)');
  if (!regex) return [];
  return Object.entries(FAILURES).flatMap(([failure, messages]) => (messages.some((message) => regex.test(message)) ? [failure] : []));
}
