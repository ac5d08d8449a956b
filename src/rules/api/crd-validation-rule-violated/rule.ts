import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { objectProblemsIn } from '../object-problems';
import { isReportedElsewhere } from '../reported-elsewhere';

/** Fields of an object contradict each other, and its CRD says so. */
export class CrdValidationRuleViolated implements IRule {
  public readonly meta: RuleMeta = {
    id: 'crd-validation-rule-violated',
    severity: Severity.ERROR,
    summary: 'An object breaks a validation rule of its CRD.',
    why:
      'Some fields go only with others, e.g. retryInterval with RetryOnFailure. The API server checks this with rules that stand in the ' +
      'CRD, and refuses the object with all that is applied beside it. Tools that know only the schema do not see it.',
    fix: 'Change the fields so that the rule holds.',
    references: ['https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules'],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return objectProblemsIn(manifests)
      .filter((found) => found.problem.reason === 'cel' && !isReportedElsewhere(found))
      .map(({ manifest, problem }) => new Finding(manifest.root._in(problem.path), `${manifest}: ${problem.message}`));
  }
}
