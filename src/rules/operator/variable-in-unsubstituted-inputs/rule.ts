import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { certainlyWithoutVariables } from '../../../verification/unsubstituted';
import { textsIn } from '../resource-sets';

const VARIABLE = /\$\{([A-Za-z_]\w*)[^}]*\}/;

/** Inputs are written as variables, and nobody fills them in. */
export class VariableInUnsubstitutedInputs implements IRule {
  public readonly meta: RuleMeta = {
    id: 'variable-in-unsubstituted-inputs',
    severity: Severity.ERROR,
    summary: 'The inputs of a ResourceSet have a variable, and the Kustomization that applies it fills in none.',
    why:
      'Only a Kustomization with postBuild fills in variables, and the operator knows nothing of them. The text ${NAME} itself becomes ' +
      'part of names, addresses and labels.',
    fix: 'Add postBuild.substituteFrom to the Kustomization, or write the value.',
    references: [
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution',
      'https://fluxoperator.dev/docs/crd/resourceset/#inputs',
    ],
    kinds: [Kind.RESOURCE_SET],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.RESOURCE_SET).flatMap((resourceSet) => {
      if (!certainlyWithoutVariables(manifests, resourceSet)) return [];
      const field = textsIn(resourceSet.at('spec', 'inputs')).find((text) => VARIABLE.test(text.text()!));
      return field ? [finding(resourceSet, field)] : [];
    });
  }
}

function finding(resourceSet: Manifest, field: Field): Finding {
  const [, name] = VARIABLE.exec(field.text()!)!;
  return new Finding(field, `${resourceSet} has the variable ${name} in its inputs, and nobody fills it in`);
}
