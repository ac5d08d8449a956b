import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
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
    return objectProblemsIn(manifests)
      .filter((found) => found.problem.reason !== 'cel' && !isReportedElsewhere(found))
      .map(finding);
  }
}

function finding({ manifest, problem }: ObjectProblem): Finding {
  const field = manifest.root._in(problem.path);
  const fix = problem.suggestion === undefined ? undefined : `Write '${problem.suggestion}'.`;
  return new Finding(field, `${manifest}: ${field.path || 'the object'} ${problem.message}`, { fix });
}
