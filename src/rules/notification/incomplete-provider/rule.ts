import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { PROVIDER_TRAITS, ProviderTraits, SLACK_API } from '../../../primitives/provider-traits';
import { contentOf } from '../../../verification/config-keys';
import { resolve } from '../../../verification/existence';
import { Finding } from '../../../verification/finding';
import { knownText } from '../../../verification/known-text';
import { referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** A Provider cannot send anything. */
export class IncompleteProvider implements IRule {
  public readonly meta: RuleMeta = {
    id: 'incomplete-provider',
    severity: Severity.ERROR,
    summary: 'A Provider lacks an address, a channel or a key that its type needs.',
    why:
      'The schema asks for the type only. What the type needs is checked when the first event is sent; then the event is dropped with a ' +
      'line in the log of the notification-controller, for a Provider has no status.',
    fix: 'Add what is missing to the Provider or its Secret.',
    references: ['https://fluxcd.io/flux/components/notification/providers/'],
    kinds: [Kind.PROVIDER],
  };

  public check(context: RuleContext): Finding[] {
    return context.manifests.ofKind(Kind.PROVIDER).flatMap((provider) => {
      const traits = PROVIDER_TRAITS.get(knownText(provider.at('spec', 'type')) ?? '');
      return traits ? findingOf(provider, needsOf(provider, traits), keysOf(context, provider)) : [];
    });
  }
}

/** The API of Slack posts to channels, where a webhook has its own. */
function needsOf(provider: Manifest, traits: ProviderTraits): ProviderTraits {
  const isChatApi = provider.at('spec', 'type').text() === 'slack' && provider.at('spec', 'address').text() === SLACK_API;
  return isChatApi ? { ...traits, channel: 'required', keys: [['token']] } : traits;
}

/** The keys of its Secret; `undefined` where nobody can tell. */
function keysOf(context: RuleContext, provider: Manifest): readonly string[] | undefined {
  const secret = provider.at('spec', 'secretRef');
  if (!secret.exists) return [];
  const reference = referencesIn(context.manifests)
    .of(provider)
    .find(({ role }) => role === 'credentials');
  return reference && contentOf(resolve(context, reference.to)).keys;
}

function findingOf(provider: Manifest, { address, channel, keys }: ProviderTraits, has: readonly string[] | undefined): Finding[] {
  const spec = provider.at('spec');
  const lacks: [Field, string][] = [];
  if (address && spec.at('address').isEmpty() && has?.includes('address') === false) lacks.push([spec, 'an address']);
  if (channel === 'required' && spec.at('channel').isEmpty()) lacks.push([spec, 'a channel']);
  if (isWithoutTopic(spec)) lacks.push([spec.at('channel'), 'a topic, as <channel>/<topic>']);
  if (keys && has && !keys.some((all) => all.every((key) => has.includes(key)))) {
    const names = keys.map((all) => all.join(' and ')).join(', or ');
    lacks.push([spec.at('secretRef'), `${spec.at('secretRef').exists ? 'the key' : 'a Secret with the key'} ${names}`]);
  }
  if (lacks.length === 0) return [];
  return [
    new Finding(lacks[0][0], `${provider} is of type ${spec.at('type').text()} and lacks ${lacks.map(([, what]) => what).join(', ')}`),
  ];
}

function isWithoutTopic(spec: Field): boolean {
  return spec.at('type').text() === 'zulip' && knownText(spec.at('channel'))?.includes('/') === false;
}
