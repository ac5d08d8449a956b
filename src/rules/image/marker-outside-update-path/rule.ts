import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { automationsByNamespace, findPolicy, scans } from '../automations';
import { validMarkers } from '../marker';

/** A marker stands where no automation looks. */
export class MarkerOutsideUpdatePath implements IRule {
  public readonly meta: RuleMeta = {
    id: 'marker-outside-update-path',
    severity: Severity.WARNING,
    summary: 'An image marker stands in a file that no automation scans.',
    why:
      'An ImageUpdateAutomation only looks into update.path. A marker elsewhere in the repository is never read: the automation is Ready, ' +
      'the policy selects new tags, and the file stays as it is.',
    fix: 'Move the file below the update.path of an automation in the namespace of the policy, or widen that path.',
    references: ['https://fluxcd.io/flux/components/image/imageupdateautomations/#update'],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    const markers = validMarkers(context.files);
    const automations = markers.length > 0 ? automationsByNamespace(context) : new Map();
    const all = [...automations.values()].flat();
    return markers.flatMap(({ policy, field, file }) => {
      const [own] = automations.get(policy.namespace) ?? [];
      if (!own || !findPolicy(context, policy) || all.some((automation) => scans(automation, file))) return [];
      const path = own.at('spec', 'update', 'path').text();
      const message = `the marker at ${field.path} is outside of ${path}, where ${own} looks for markers`;
      return [new Finding(field, message, { severity: context.mayHoldUnseen(policy.namespace) ? Severity.INFO : Severity.WARNING })];
    });
  }
}
