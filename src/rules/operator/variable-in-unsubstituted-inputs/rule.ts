import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { ObjectId } from '../../../manifests/object-id';
import { Finding } from '../../../verification/finding';
import { fluxInstancesIn } from '../../../verification/flux-instances';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { textsIn } from '../resource-sets';

const VARIABLE = /\$\{([A-Za-z_]\w*)[^}]*\}/;
const SYNC = ObjectId.of('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'flux-system', 'flux-system');

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
      if (mayBeFilledIn(manifests, resourceSet)) return [];
      const field = textsIn(resourceSet.at('spec', 'inputs')).find((text) => VARIABLE.test(text.text()!));
      return field ? [finding(resourceSet, field)] : [];
    });
  }
}

function finding(resourceSet: Manifest, field: Field): Finding {
  const [, name] = VARIABLE.exec(field.text()!)!;
  return new Finding(field, `${resourceSet} has the variable ${name} in its inputs, and nobody fills it in`);
}

/** Whether the applier has variables, or the sync of the cluster may have got some by a patch. */
function mayBeFilledIn(manifests: ManifestSet, { applier }: Manifest): boolean {
  const kustomization = applier ?? manifests.find(SYNC);
  if (applier && applier.id.qualifiedKind !== Kind.KUSTOMIZATION) return true;
  if (!kustomization || kustomization.at('spec', 'postBuild').exists) return true;
  const patches = fluxInstancesIn(manifests).flatMap((instance) => instance.at('spec', 'kustomize', 'patches').items());
  return !applier && patches.some((patch) => patch.at('patch').text()?.includes('postBuild') === true);
}
