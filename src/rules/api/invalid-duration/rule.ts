import { Kind } from '../../../manifests/kind';
import { Field } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isFilledInLater } from '../filled-in-later';
import { objectProblemsIn } from '../object-problems';
import { isDuration } from '../reported-elsewhere';

const OPERATOR_KINDS = [Kind.FLUX_INSTANCE, Kind.RESOURCE_SET, Kind.RESOURCE_SET_INPUT_PROVIDER];
const ANNOTATIONS = ['reconcileEvery', 'reconcileArtifactEvery', 'reconcileTimeout'].map((name) => `fluxcd.controlplane.io/${name}`);

/** What Go takes for a duration. */
const DURATION = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/;

/** A duration has a form that Flux does not read. */
export class InvalidDuration implements IRule {
  public readonly meta: RuleMeta = {
    id: 'invalid-duration',
    severity: Severity.ERROR,
    summary: 'A duration has no form that Flux reads.',
    why:
      'Durations are numbers with a unit of ms, s, m or h; there are no days, no spaces and no numbers without unit. The timeout of a ' +
      'source, an ImageRepository and a Provider takes no hours. The API server refuses the object; an annotation of the Flux Operator ' +
      'that does not parse silently falls back to its default.',
    fix: 'Write the duration as 30s, 5m, 1h or 1h30m; a timeout of a source as 60m.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#interval', 'https://pkg.go.dev/time#ParseDuration'],
  };

  public check({ manifests }: RuleContext): Finding[] {
    const refused = objectProblemsIn(manifests).filter(isDuration);
    const ignored = OPERATOR_KINDS.flatMap((kind) => manifests.ofKind(kind)).flatMap((manifest) =>
      ANNOTATIONS.map((key) => manifest.at('metadata', 'annotations', key)).filter(isNoDuration),
    );
    return [
      ...refused.map(({ manifest, problem }) => finding(manifest.root._in(problem.path), 'is no duration that the API server accepts')),
      ...ignored.map((field) => finding(field, 'is no duration, so the operator uses its default')),
    ];
  }
}

function isNoDuration({ value }: Field): boolean {
  return value !== undefined && !(typeof value === 'string' && (DURATION.test(value) || isFilledInLater(value)));
}

function finding(field: Field, problem: string): Finding {
  return new Finding(field, `${field.manifest}: '${field.value}' in ${field.path} ${problem}`);
}
