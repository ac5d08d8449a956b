import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

import { sharedLiteralsIn } from '../cluster-literals';

/** A value of one cluster in a file that several read. */
export class HardcodedClusterValue implements IRule {
  public readonly meta: RuleMeta = {
    id: 'hardcoded-cluster-value',
    severity: Severity.INFO,
    summary: 'A file that several clusters read holds the name or the domain of one of them as a literal.',
    why:
      'The other clusters get the value too: their hosts, certificates and records carry the name of a cluster that is not theirs, unless ' +
      'each of them patches it away.',
    fix: 'Use a variable that each cluster sets for itself, e.g. ${CLUSTER_DOMAIN}.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    return sharedLiteralsIn(context).map(({ field, literal, manifest }) => {
      const message = `${manifest} holds ${literal}, which belongs to the cluster ${context.cluster}, in a file that other clusters read too`;
      return new Finding(field, message);
    });
  }
}
