import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { Substitution, substitutionsIn } from '../../../verification/substitution-analysis';
import { VariableSource } from '../../../verification/variable-sources';

/** Two sources of one Kustomization disagree about a variable. */
export class VariableDefinedTwice implements IRule {
  public readonly meta: RuleMeta = {
    id: 'variable-defined-twice',
    severity: Severity.INFO,
    summary: 'A variable has different values in two sources of one Kustomization.',
    why: 'A later entry of substituteFrom beats an earlier one, and substitute beats all of them. The other value has no effect.',
    fix: 'Define the variable once, or keep it so if one value is meant to replace the other.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
    kinds: [Kind.KUSTOMIZATION],
  };

  public check(context: RuleContext): Finding[] {
    return substitutionsIn(context).flatMap((substitution) =>
      substitution.sources.flatMap((source, index) =>
        index === 0 ? [] : findings(substitution, source, substitution.sources.slice(0, index)),
      ),
    );
  }
}

/** What a source replaces in those before it. */
function findings({ kustomization }: Substitution, source: VariableSource, before: readonly VariableSource[]): Finding[] {
  const names: string[] = [];
  source.values?.forEach((value, name) => {
    if (before.some(({ values }) => differs(values?.get(name), value))) names.push(name);
  });
  if (names.length === 0) return [];
  const end = 'and not the other value that an earlier source has';
  if (source.id) return [new Finding(source.field, `${kustomization} takes ${names.join(', ')} from ${source.id}, ${end}`)];
  return names.map((name) => new Finding(source.field.at(name), `${kustomization} takes ${name} from substitute, ${end}`));
}

/** Values that are not known may be the same. */
function differs(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}
