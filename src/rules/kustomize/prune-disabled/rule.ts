import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** A Kustomization leaves behind what is removed from its source. */
export class PruneDisabled implements IRule {
  public readonly meta: RuleMeta = {
    id: 'prune-disabled',
    severity: Severity.WARNING,
    summary: 'A Kustomization does not delete what is removed from its source.',
    why:
      'With prune: false, an object that is removed from the source stays in the cluster for ever, and nothing shows that it is left ' +
      'over. Only a layer of CRDs is better kept: deleting a CRD deletes every object of its kind.',
    fix: 'Set spec.prune to true, and keep single objects with the annotation kustomize.toolkit.fluxcd.io/prune: disabled.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#prune'],
    kinds: [Kind.KUSTOMIZATION],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.KUSTOMIZATION).flatMap((kustomization) => {
      const prune = kustomization.at('spec', 'prune');
      if (prune.value !== false || isForCrds(manifests, kustomization)) return [];
      return [new Finding(prune, `${kustomization} leaves what is removed from its source in the cluster`)];
    });
  }
}

/** Whether a layer is for CRDs: it says so in its name or path, or applies nothing else. */
function isForCrds(manifests: ManifestSet, kustomization: Manifest): boolean {
  const path = kustomization.at('spec', 'path').text() ?? '';
  if ([kustomization.name, ...path.split('/')].some((text) => /(^|[-_.])crds?($|[-_.])/i.test(text))) return true;
  const applied = manifests.appliedBy(kustomization);
  return applied.length > 0 && applied.every(({ id }) => id.qualifiedKind === Kind.CUSTOM_RESOURCE_DEFINITION);
}
