import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { Substitution, substitutionsIn } from '../../../verification/substitution-analysis';

/** A Kustomization defines a variable that nothing uses. */
export class UnusedVariable implements IRule {
  public readonly meta: RuleMeta = {
    id: 'unused-variable',
    severity: Severity.INFO,
    summary: 'No object that a Kustomization applies uses a variable of it.',
    why:
      'The variables of a Kustomization reach the objects that it applies itself, not those of Kustomizations among them. One that ' +
      'nothing uses is left over, or misspelled where it should be used.',
    fix: 'Remove the variable, or move it to the Kustomization whose objects use it.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
    kinds: [Kind.KUSTOMIZATION],
  };

  public check(context: RuleContext): Finding[] {
    return substitutionsIn(context).flatMap((substitution) => {
      if (isPartlyHidden(context, substitution)) return [];
      const used = new Set(substitution.objects.flatMap(({ result }) => [...result.used]));
      // Without a single variable Flux does not fill in defaults either.
      if (substitution.variables.size === 1 && used.size > 0) return [];
      return substitution.postBuild
        .at('substitute')
        .entries()
        .filter(({ key }) => !used.has(key))
        .map((field) => new Finding(field, `Nothing that ${substitution.kustomization} applies uses \${${field.key}}`));
    });
  }
}

/** Whether it applies something that cannot be seen, or read. */
function isPartlyHidden({ manifests }: RuleContext, { kustomization }: Substitution): boolean {
  if (manifests.unseen.some(({ applier }) => applier === kustomization)) return true;
  const applied = manifests.appliedBy(kustomization);
  return applied.length === 0 || applied.some((manifest) => manifest.at('sops').exists);
}
