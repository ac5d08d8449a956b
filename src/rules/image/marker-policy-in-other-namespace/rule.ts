import { Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { automationsByNamespace, findPolicy, scans } from '../automations';
import { validMarkers } from '../marker';

/** The automation that sees a marker does not see its policy. */
export class MarkerPolicyInOtherNamespace implements IRule {
  public readonly meta: RuleMeta = {
    id: 'marker-policy-in-other-namespace',
    severity: Severity.ERROR,
    summary: 'An image marker names a policy of another namespace than the automation that scans its file.',
    why:
      'An ImageUpdateAutomation considers the policies of its own namespace only. A marker for a policy elsewhere is skipped without a ' +
      'word, so the image is never updated.',
    fix: 'Put the policy and its automation into one namespace, and name that in the marker.',
    references: ['https://fluxcd.io/flux/components/image/imageupdateautomations/#policy-selector'],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    const markers = validMarkers(context.files);
    const automations = markers.length > 0 ? automationsByNamespace(context) : new Map<string | undefined, Manifest[]>();
    const all = [...automations.values()].flat();
    return markers.flatMap(({ policy, field, file }) => {
      if (!findPolicy(context, policy) || automations.get(policy.namespace)?.some((automation) => scans(automation, file))) return [];
      const first = all.find((automation) => scans(automation, file));
      if (!first) return [];
      const message = `the marker at ${field.path} names ${policy}, but ${first} only considers policies of its own namespace`;
      return [new Finding(field, message, { severity: context.mayHoldUnseen(policy.namespace) ? Severity.INFO : Severity.ERROR })];
    });
  }
}
