import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** A Kustomization keeps what leaves the source and deletes it with itself, or the reverse. */
export class DeletionPolicyContradictsPrune implements IRule {
  public readonly meta: RuleMeta = {
    id: 'deletion-policy-contradicts-prune',
    severity: Severity.INFO,
    summary: 'A Kustomization does the opposite with its objects when it is deleted itself.',
    why:
      'prune decides about objects that leave the source, deletionPolicy about all of them when the Kustomization goes. With prune: false ' +
      'and Delete, removing the Kustomization deletes what it was told to keep; with prune: true and Orphan, removing it leaves behind ' +
      'what would have been deleted one by one.',
    fix: 'Leave spec.deletionPolicy out, which does as prune says, or say both on purpose and accept this finding.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#deletion-policy'],
    fields: ['spec.deletionPolicy'],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.KUSTOMIZATION).flatMap((kustomization) => {
      if (kustomization.object.spec?.deletionPolicy === undefined) return [];
      const policy = kustomization.at('spec', 'deletionPolicy');
      const prune = kustomization.at('spec', 'prune');
      const deletes = ['Delete', 'WaitForTermination'].includes(policy.text() ?? '');
      if (prune.value === false && deletes) {
        return [new Finding(policy, `${kustomization} keeps what leaves its source, and deletes all of it with itself`)];
      }
      if (!prune.isTrue() || policy.text() !== 'Orphan') return [];
      return [new Finding(policy, `${kustomization} deletes what leaves its source, and leaves all of it behind with itself`)];
    });
  }
}
