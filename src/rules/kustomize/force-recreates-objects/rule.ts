import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** A Kustomization deletes objects that it cannot change. */
export class ForceRecreatesObjects implements IRule {
  public readonly meta: RuleMeta = {
    id: 'force-recreates-objects',
    severity: Severity.WARNING,
    summary: 'A Kustomization deletes and recreates objects that it cannot change.',
    why:
      'force: true acts on every object, not only on fields that cannot change: on a conflict and on any validation error Flux deletes ' +
      'the object and then tries to create it. A typo deletes a StatefulSet or a PersistentVolumeClaim, and if the new object is still ' +
      'invalid, it stays deleted.',
    fix: 'Remove spec.force, and put the annotation kustomize.toolkit.fluxcd.io/force: enabled on the one object while it is needed.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#force'],
    fields: ['spec.force'],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.KUSTOMIZATION).flatMap((kustomization) => {
      const force = kustomization.at('spec', 'force');
      if (!force.isTrue()) return [];
      return [new Finding(force, `${kustomization} deletes and recreates any object that the API server refuses to change`)];
    });
  }
}
