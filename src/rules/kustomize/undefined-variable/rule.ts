import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { SubstitutionProblem } from '../../../manifests/substitution/substituted-object';
import { pushTo } from '../../../primitives/push-to';
import { editDistance } from '../../../verification/existence';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { Substitution, seenSubstitutionsIn } from '../../../verification/substitution-analysis';
import { fieldAt, isForeignExpression, isForeignText, textAt } from '../variables';

/** An object uses a variable that nobody defines. */
export class UndefinedVariable implements IRule {
  public readonly meta: RuleMeta = {
    id: 'undefined-variable',
    severity: Severity.ERROR,
    summary: 'An object uses a variable that its Kustomization does not define.',
    why:
      'Since Flux 2.9 a variable without a value and without a default fails the whole build. Before, or with the gate ' +
      'StrictPostBuildSubstitutions off, it is replaced by nothing: a host becomes ".example.com".',
    fix: 'Define the variable in postBuild, or give it a default: ${NAME:=value}.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
    kinds: [Kind.KUSTOMIZATION],
  };

  public check(context: RuleContext): Finding[] {
    return seenSubstitutionsIn(context)
      .filter(({ active, isComplete }) => active === true && isComplete)
      .flatMap((substitution) => [...usesByName(substitution)].map(([name, uses]) => finding(substitution, name, uses)));
  }
}

interface Use {
  readonly manifest: Manifest;
  readonly problem: SubstitutionProblem;
}

/** A variable that is missing once is one defect, wherever it is used. */
function usesByName({ objects }: Substitution): Map<string, Use[]> {
  const uses = new Map<string, Use[]>();
  for (const { manifest, result } of objects) {
    for (const problem of result.problems) {
      const { kind, name, expression, path } = problem;
      if (kind !== 'undefined' || name === undefined || isForeignExpression(expression, name)) continue;
      if (isForeignText(manifest, path, textAt(manifest, path))) continue;
      pushTo(uses, name, { manifest, problem });
    }
  }
  return uses;
}

function finding({ kustomization, variables, isStrict }: Substitution, name: string, uses: readonly Use[]): Finding {
  const [{ manifest, problem }] = uses;
  const more = uses.length > 1 ? ` and in ${uses.length - 1} more ${uses.length > 2 ? 'places' : 'place'}` : '';
  const near = [...variables.keys()].find((other) => name.length > 4 && editDistance(other, name) <= 2);
  const message = `\${${name}}, which ${kustomization} does not define, is used by ${manifest}${more}`;
  return new Finding(fieldAt(manifest, problem.path), message, {
    severity: isStrict ? Severity.ERROR : Severity.WARNING,
    part: problem.expression,
    ...(near && { fix: `Write \${${near}}, or define ${name} in postBuild of ${kustomization}.` }),
  });
}
