import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { durationText, secondsOf } from '../../../verification/duration';
import { Finding } from '../../../verification/finding';
import { knownText } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { cronProblem } from '../cron';

const TIMEOUT = 'fluxcd.controlplane.io/reconcileTimeout';
const DEFAULT_TIMEOUT = 120;

/** A provider never comes to its turn. */
export class InvalidProviderSchedule implements IRule {
  public readonly meta: RuleMeta = {
    id: 'invalid-provider-schedule',
    severity: Severity.ERROR,
    summary: 'The schedule of a ResourceSetInputProvider cannot be read, or its window is too short.',
    why:
      'A schedule is a cron expression of five fields in a time zone. Its window must be 0 or at least twice the timeout of the provider, ' +
      'which is 2m unless an annotation says otherwise. With a schedule that breaks this the provider is Stalled.',
    fix: 'Write five fields, and a window of 0s or of at least twice the timeout.',
    references: ['https://fluxoperator.dev/docs/crd/resourcesetinputprovider/#schedule'],
    kinds: [Kind.RESOURCE_SET_INPUT_PROVIDER],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.RESOURCE_SET_INPUT_PROVIDER).flatMap((provider) =>
      provider
        .at('spec', 'schedule')
        .items()
        .flatMap((schedule) => problemsOf(provider, schedule)),
    );
  }
}

function problemsOf(provider: Manifest, schedule: Field): Finding[] {
  const cron = schedule.at('cron');
  const problem = knownText(cron) === undefined ? undefined : cronProblem(cron.text()!);
  const zone = schedule.at('timeZone');
  const window = schedule.at('window');
  const length = secondsOf(window.text());
  // What cannot be read as a duration is the default to the operator.
  const timeout = secondsOf(provider.annotation(TIMEOUT)) ?? DEFAULT_TIMEOUT;
  return [
    ...(problem === undefined ? [] : [new Finding(cron, `the schedule of ${provider} cannot be read: ${problem}`)]),
    ...(knownText(zone) === undefined || isZone(zone.text()!) ? [] : [new Finding(zone, `${zone.text()} is no time zone`)]),
    ...(length === undefined || length === 0 || length >= 2 * timeout
      ? []
      : [new Finding(window, `the window of ${provider} is shorter than ${durationText(2 * timeout)}, twice its timeout`)]),
  ];
}

function isZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return name === 'Local';
  }
}
