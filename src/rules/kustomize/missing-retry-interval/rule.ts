import { Kind } from '../../../manifests/kind';
import { secondsOf } from '../../../verification/duration';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isWrittenByBootstrap } from '../bootstrap-sync';

const FIVE_MINUTES = 5 * 60;

/** A Kustomization that failed is left alone for its whole interval. */
export class MissingRetryInterval implements IRule {
  public readonly meta: RuleMeta = {
    id: 'missing-retry-interval',
    severity: Severity.WARNING,
    summary: 'A Kustomization with a long interval is tried again only after that interval.',
    why:
      'After a failure Flux waits for retryInterval, which is the interval when it is not set. With an interval of 1h, a webhook that is ' +
      'away for a moment, or a source that comes a little later, costs an hour.',
    fix: 'Set spec.retryInterval, e.g. to 2m.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#retry-interval'],
    kinds: [Kind.KUSTOMIZATION],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.KUSTOMIZATION).flatMap((kustomization) => {
      const retry = kustomization.at('spec', 'retryInterval');
      const interval = kustomization.at('spec', 'interval').text();
      if (!retry.isEmpty() || (secondsOf(interval) ?? 0) <= FIVE_MINUTES || isWrittenByBootstrap(kustomization)) return [];
      return [new Finding(retry, `${kustomization} is tried again only ${interval} after a failure`)];
    });
  }
}
