import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { durationText, secondsOf, timeoutOf } from '../../../verification/duration';
import { Finding } from '../../../verification/finding';
import { checksHealth } from '../../../verification/health';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isWrittenByBootstrap } from '../bootstrap-sync';

/** Flux takes no shorter timeout. */
const SHORTEST = 30;

/** A Kustomization waits as long as its interval happens to allow. */
export class KustomizationWithoutTimeout implements IRule {
  public readonly meta: RuleMeta = {
    id: 'kustomization-without-timeout',
    severity: Severity.WARNING,
    summary: 'A Kustomization has no timeout, or one that Flux does not take.',
    why:
      'The timeout limits health checks, and the deletion that WaitForTermination waits for. Without one it is the interval less 30s, ' +
      'and at least 30s: an interval of 1m leaves 30s for a rollout, one of 1h lets a broken one block for an hour. A timeout below ' +
      '30s is raised to 30s.',
    fix: 'Set spec.timeout to the time that the slowest rollout may take, e.g. 5m.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#timeout'],
    kinds: [Kind.KUSTOMIZATION],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.KUSTOMIZATION).flatMap((kustomization) => {
      const timeout = kustomization.at('spec', 'timeout');
      if (isLongEnough(timeout.text()) || isWrittenByBootstrap(kustomization)) return [];
      const message = timeout.isEmpty() ? absent(kustomization) : `${kustomization} has a timeout below 30s, which Flux raises to 30s`;
      return [new Finding(timeout, message, { severity: usesTimeout(kustomization) ? Severity.WARNING : Severity.INFO })];
    });
  }
}

/** What is no duration is reported by another rule, or has a variable left. */
function isLongEnough(timeout: string | undefined): boolean {
  return timeout !== undefined && (secondsOf(timeout) ?? SHORTEST) >= SHORTEST;
}

function absent(kustomization: Manifest): string {
  const byDefault = timeoutOf(kustomization);
  return `${kustomization} has no timeout, which makes it ${byDefault ? durationText(byDefault.seconds) : 'its interval less 30s'}`;
}

function usesTimeout(kustomization: Manifest): boolean {
  return checksHealth(kustomization) || kustomization.at('spec', 'deletionPolicy').text() === 'WaitForTermination';
}
