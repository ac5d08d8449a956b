import { Kind } from '../../../manifests/kind';
import { RETIRED_TEAMS_CONNECTOR } from '../../../primitives/provider-traits';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { addressesOf } from '../provider-address';

/** Messages go to a service that is no more. */
export class RetiredTeamsWebhook implements IRule {
  public readonly meta: RuleMeta = {
    id: 'retired-teams-webhook',
    severity: Severity.WARNING,
    summary: 'A Provider sends to a connector of Office 365, which Microsoft has retired.',
    why:
      'Addresses at webhook.office.com and outlook.office.com belong to the connectors that Microsoft is switching off. For another host than ' +
      'webhook.office.com Flux writes an Adaptive Card, which only workflows read. A Provider has no status, so nothing says that no ' +
      'message arrives.',
    fix: 'Make a workflow for incoming webhooks in Teams, and put its address into the Secret under the key address.',
    references: [
      'https://fluxcd.io/flux/components/notification/providers/#microsoft-teams',
      'https://devblogs.microsoft.com/microsoft365dev/retirement-of-office-365-connectors-within-microsoft-teams/',
    ],
    kinds: [Kind.PROVIDER],
  };

  public check(context: RuleContext): Finding[] {
    return context.manifests
      .ofKind(Kind.PROVIDER)
      .filter((provider) => provider.at('spec', 'type').text() === 'msteams')
      .flatMap((provider) =>
        addressesOf(context, provider)
          .filter(({ address }) => RETIRED_TEAMS_CONNECTOR.test(address))
          // The address is a credential: who has it can post.
          .map(({ field }) => new Finding(field, `${provider} sends to a connector of Office 365, which is retired`)),
      );
  }
}
