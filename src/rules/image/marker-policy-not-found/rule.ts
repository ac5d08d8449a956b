import { Kind } from '../../../manifests/kind';
import { isSelected } from '../../../manifests/label-selector';
import { Manifest } from '../../../manifests/manifest';
import { isMap } from '../../../primitives/is-map';
import { Finding } from '../../../verification/finding';
import { isUnknown } from '../../../verification/known-text';
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
    summary: 'An image marker names an ImagePolicy that no cluster of the fleet has, or an automation selects none.',
    why:
      'Flux skips a marker whose policy it does not know and says nothing: the automation is Ready, and the image stays where it is. ' +
      'What counts are names and namespaces after overlays have changed them.',
    fix: 'Name an ImagePolicy that exists, as <namespace>:<name>, or add it.',
    references: ['https://fluxcd.io/flux/guides/image-update/#configure-image-updates'],
    kinds: [Kind.IMAGE_UPDATE_AUTOMATION],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    const unselected = context.manifests.ofKind(Kind.IMAGE_UPDATE_AUTOMATION).flatMap((automation) => selectsNone(context, automation));
    const missing = validMarkers(context.files).flatMap((marker) => {
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
    return [...missing, ...unselected];
  }
}

/** An automation knows only the policies that it selects. */
function selectsNone(context: RuleContext, automation: Manifest): Finding[] {
  const selector = automation.at('spec', 'policySelector');
  const { value, manifest } = selector;
  if (!isMap(value) || isUnknown(JSON.stringify(value)) || context.mayHoldUnseen(manifest.namespace, Kind.IMAGE_POLICY)) return [];
  const policies = context.manifests.ofKind(Kind.IMAGE_POLICY).filter(({ namespace }) => namespace === manifest.namespace);
  // Where there are none, the markers say what is missing.
  if (policies.length === 0 || policies.some(({ object }) => isSelected(object.metadata.labels ?? {}, value))) return [];
  return [new Finding(selector, `${automation} selects no ImagePolicy of its namespace, so that it updates nothing`)];
}

/** A repository without any policy leaves the updates to another one. */
function severityOf(context: RuleContext, { policy }: ValidMarker): Severity {
  const clusters = updatingClusters(context);
  const mayBeElsewhere = clusters.some((cluster) => cluster.mayHoldUnseen(policy.namespace)) || context.mayHoldUnseen(policy.namespace);
  return clusters.length === 0 || mayBeElsewhere ? Severity.INFO : Severity.ERROR;
}
