import { Kind } from '../../../manifests/kind';
import { Field } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { artifactFindings } from '../../source/invalid-artifact-copy/rule';
import { ObjectProblem, objectProblemsIn } from '../object-problems';
import { isReportedElsewhere } from '../reported-elsewhere';

/** An object has a field that its kind does not know, or a value that the field does not take. */
export class SchemaViolation implements IRule {
  public readonly meta: RuleMeta = {
    id: 'schema-violation',
    severity: Severity.ERROR,
    summary: 'An object does not have the shape that its kind requires.',
    why:
      'Flux applies objects on the server, which refuses unknown fields, wrong types and missing required fields. One refused object stops ' +
      'everything that its Kustomization applies. `kubectl apply` drops unknown fields silently, so the same file seems to work by hand.',
    fix: 'Correct the field as the message says; `kubectl explain` prints what a kind knows.',
    references: ['https://fluxcd.io/flux/components/', 'https://fluxoperator.dev/docs/crd/'],
  };

  public check({ manifests }: RuleContext): Finding[] {
    const copies = new Set(artifactFindings(manifests).map(({ field }) => `${field.manifest.id.key} ${field.path}`));
    return objectProblemsIn(manifests)
      .filter((found) => found.problem.reason !== 'cel' && !isReportedElsewhere(found))
      .map(finding)
      .filter(({ field }) => !copies.has(`${field.manifest.id.key} ${field.path}`));
  }
}

function finding({ manifest, problem }: ObjectProblem): Finding {
  const field = manifest.root._in(problem.path);
  const hint = hintFor(field);
  // Who names a field of another kind did not mistype one of this kind.
  const message = hint === undefined ? problem.message : problem.message.replace(/; did you mean .*$/, '');
  const fix = hint ?? (problem.suggestion === undefined ? fixOfNull(field) : `Write '${problem.suggestion}'.`);
  return new Finding(field, `${manifest}: ${field.path || 'the object'} ${message}`, { fix });
}

/** Nobody writes a null by intent: a key lost what stood below it. */
function fixOfNull({ value }: Field): string | undefined {
  return value === null ? 'Give the field a value, or remove it.' : undefined;
}

const OPERATOR_KINDS: readonly string[] = [Kind.FLUX_INSTANCE, Kind.RESOURCE_SET, Kind.RESOURCE_SET_INPUT_PROVIDER];

/** What to do where the schema alone leads astray. */
function hintFor({ manifest, path, value }: Field): string | undefined {
  const { qualifiedKind } = manifest.id;
  if (path === 'spec.interval' && OPERATOR_KINDS.includes(qualifiedKind)) {
    return 'Write the interval into the annotation fluxcd.controlplane.io/reconcileEvery.';
  }
  if (path === 'spec.chart.spec.sourceRef.kind' && qualifiedKind === Kind.HELM_RELEASE && value === 'OCIRepository') {
    return 'Name the OCIRepository in spec.chartRef, and leave out spec.chart.';
  }
  return undefined;
}
