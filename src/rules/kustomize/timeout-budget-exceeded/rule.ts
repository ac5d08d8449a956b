import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

import { Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { appliersIn, awaitedBy } from '../../../verification/applying';
import { durationText, secondsOf, Timeout, timeoutOf } from '../../../verification/duration';
import { checksHealth } from '../../../verification/health';

/** An applier gives up before what it waits for does. */
export class TimeoutBudgetExceeded implements IRule {
  public readonly meta: RuleMeta = {
    id: 'timeout-budget-exceeded',
    severity: Severity.WARNING,
    summary: 'Health checks may take as long as the interval, or end before something that the object waits for.',
    why:
      'Flux checks health until the timeout ends and only then reconciles again. A timeout that is not below the interval lets one stuck ' +
      'rollout take the place of the next reconciliation; one that ends before the install of a release does reports a failure while the ' +
      'release is still on its way. Where nothing is checked, the timeout limits no reconciliation.',
    fix: 'Choose a timeout that is at least the longest one below it, and shorter than the interval.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#timeout'],
    kinds: [Kind.KUSTOMIZATION, Kind.RESOURCE_SET],
  };

  public check({ manifests }: RuleContext): Finding[] {
    const found: Finding[] = [];
    for (const applier of appliersIn(manifests)) {
      const own = applier.id.qualifiedKind === Kind.HELM_RELEASE ? undefined : timeoutOf(applier);
      if (!own) continue;
      const tooLong = reachesInterval(applier, own);
      const tooEarly = endsTooEarly(manifests, applier, own);
      if (tooLong) found.push(tooLong);
      if (tooEarly) found.push(tooEarly);
    }
    return found;
  }
}

function reachesInterval(applier: Manifest, { seconds, field }: Timeout): Finding | undefined {
  if (field.key !== 'timeout' || !checksHealth(applier)) return undefined;
  const interval = secondsOf(applier.at('spec', 'interval').text());
  if (interval === undefined || seconds < interval) return undefined;
  return new Finding(field, `${applier} may take ${durationText(seconds)} and is to be reconciled every ${durationText(interval)}`);
}

function endsTooEarly(manifests: ManifestSet, applier: Manifest, own: Timeout): Finding | undefined {
  let longest: { readonly manifest: Manifest; readonly seconds: number } | undefined;
  for (const { manifest } of awaitedBy(manifests, applier)) {
    const seconds = timeoutOfAwaited(manifest);
    if (seconds !== undefined && seconds > (longest?.seconds ?? own.seconds)) longest = { manifest, seconds };
  }
  if (!longest) return undefined;
  const message = `${applier} gives up after ${durationText(own.seconds)}, but waits for ${longest.manifest}, which may take ${durationText(longest.seconds)}`;
  return new Finding(own.field, message, { fix: `allow at least ${durationText(longest.seconds)}` });
}

/** A Kustomization that checks nothing is ready at once, and one without a timeout is reported by itself. */
function timeoutOfAwaited(manifest: Manifest): number | undefined {
  const timeout = timeoutOf(manifest);
  if (manifest.id.qualifiedKind !== Kind.KUSTOMIZATION) return timeout?.seconds;
  return checksHealth(manifest) && timeout?.field.key === 'timeout' ? timeout.seconds : undefined;
}
