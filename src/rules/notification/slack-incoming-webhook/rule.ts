import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { addressesOf } from '../provider-address';

const WEBHOOK = /^https:\/\/hooks\.slack(?:-gov)?\.com\//i;

/** Messages can go to one channel only. */
export class SlackIncomingWebhook implements IRule {
  public readonly meta: RuleMeta = {
    id: 'slack-incoming-webhook',
    severity: Severity.INFO,
    summary: 'A Provider posts to Slack by an incoming webhook, which is bound to one channel.',
    why:
      'An incoming webhook posts to the channel that it was made for; spec.channel changes nothing. It belongs to the account of a person, and its ' +
      'address is a password. A bot has a token of its own and posts to each channel that it was added to.',
    fix: 'Set address to https://slack.com/api/chat.postMessage and channel, and put the token of a bot into the Secret under the key token.',
    references: ['https://fluxcd.io/flux/components/notification/providers/#slack'],
    kinds: [Kind.PROVIDER],
  };

  public check(context: RuleContext): Finding[] {
    return context.manifests
      .ofKind(Kind.PROVIDER)
      .filter((provider) => provider.at('spec', 'type').text() === 'slack')
      .flatMap((provider) => findingOf(provider, webhookOf(context, provider)));
  }
}

function webhookOf(context: RuleContext, provider: Manifest): Field | undefined {
  return addressesOf(context, provider).find(({ address }) => WEBHOOK.test(address))?.field;
}

function findingOf(provider: Manifest, webhook: Field | undefined): Finding[] {
  if (!webhook) return [];
  const channel = provider.at('spec', 'channel');
  return channel.isEmpty()
    ? [new Finding(webhook, `${provider} posts to the one channel of its webhook`)]
    : [new Finding(channel, `${provider} posts to the channel of its webhook, whatever spec.channel says`)];
}
