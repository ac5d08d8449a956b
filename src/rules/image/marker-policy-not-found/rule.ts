import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { nearest } from '../../../verification/existence';
import { findPolicy, updatingClusters } from '../automations';
import { ValidMarker, validMarkers } from '../marker';

/** A marker names a policy that does not exist. */
export class MarkerPolicyNotFound implements IRule {
  public readonly meta: RuleMeta = {
    id: 'marker-policy-not-found',
    severity: Severity.ERROR,
    summary: 'An image marker names an ImagePolicy that no cluster of the fleet has.',
    why:
      'Flux skips a marker whose policy it does not know and says nothing: the automation is Ready, and the image stays where it is. ' +
      'What counts are names and namespaces after overlays have changed them.',
    fix: 'Name an ImagePolicy that exists, as <namespace>:<name>, or add it.',
    references: ['https://fluxcd.io/flux/guides/image-update/#configure-image-updates'],
  };

  public check(context: RuleContext): Finding[] {
    return validMarkers(context.files).flatMap((marker) => {
      const { policy, field } = marker;
      if (findPolicy(context, policy) || context.externals.find(policy)) return [];
      const near = updatingClusters(context)
        .map((cluster) => nearest(cluster, policy))
        .find((found) => found !== undefined);
      return [
        new Finding(field, `the marker at ${field.path} names ${policy}, which no cluster has`, {
          severity: severityOf(context, marker),
          fix: near && `Did you mean ${near.namespace}:${near.name}?`,
        }),
      ];
    });
  }
}

/** A repository without any policy leaves the updates to another one. */
function severityOf(context: RuleContext, { policy }: ValidMarker): Severity {
  const clusters = updatingClusters(context);
  const mayBeElsewhere = clusters.some((cluster) => cluster.mayHoldUnseen(policy.namespace)) || context.mayHoldUnseen(policy.namespace);
  return clusters.length === 0 || mayBeElsewhere ? Severity.INFO : Severity.ERROR;
}
