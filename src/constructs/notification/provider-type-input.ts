import { ProviderSpecType as Type } from '../../../imports/notification.toolkit.fluxcd.io';
import { InputError, InputPlace } from '../../primitives/input-error';
import { requireName } from '../../primitives/kubernetes-name';
import { PROVIDER_TRAITS, ProviderTraits, SLACK_API } from '../../primitives/provider-traits';
import { requireAddress, unused } from './provider-address';
import { ProviderTypeOptions } from './provider-type-options';

/** Refuses a type that lacks what it needs, or that is given what it has no use for. */
export function requireProviderType(at: InputPlace, type: Type, options: ProviderTypeOptions): void {
  const { address, channel, username, secretName } = options;
  const traits = traitsOf(type, address);
  if (secretName !== undefined) requireName(at, 'secretName', secretName);
  if (address !== undefined) requireAddress(at, type, traits.address, address);
  else if (traits.address && (secretName === undefined || traits.address === 'repository'))
    throw missing(at, type, 'address', addressFix(traits));
  if (traits.keys && secretName === undefined) throw missing(at, type, 'secretName', secretFix(traits.keys));
  requireChannel(at, type, traits, channel);
  if (username !== undefined && !traits.username)
    throw new InputError(at, { prop: 'username', got: username, ...unused(type, 'username') });
}

function traitsOf(type: Type, address: string | undefined): ProviderTraits {
  const traits = PROVIDER_TRAITS.get(type) ?? {};
  return type === Type.SLACK && address === SLACK_API ? { ...traits, channel: 'required', keys: [['token']] } : traits;
}

/** The routing key of a pager is no secret to Flux, but it is none to print either. */
function requireChannel(at: InputPlace, type: Type, { channel: use }: ProviderTraits, channel: string | undefined): void {
  if (!channel && use === 'required') throw missing(at, type, 'channel', "channel: '…'");
  if (channel !== undefined && use === undefined) throw new InputError(at, { prop: 'channel', got: channel, ...unused(type, 'channel') });
  if (channel === undefined || type !== Type.ZULIP || /^[^/]+\/./.test(channel)) return;
  throw new InputError(at, {
    prop: 'channel',
    got: channel,
    mustBe: 'a channel and a topic, as <channel>/<topic>',
    fix: `channel: '${channel.replaceAll('/', '')}/flux'`,
  });
}

function missing(at: InputPlace, type: Type, prop: string, fix: string): InputError {
  return new InputError(at, { prop, got: undefined, mustBe: `given: the type ${type} cannot send anything without it`, fix });
}

function addressFix({ address }: ProviderTraits): string {
  if (address === 'repository') return "address: 'https://github.com/acme/fleet'";
  return "address: 'https://…', or secretName: 'webhook' of a Secret with the key address";
}

function secretFix([first]: readonly (readonly string[])[]): string {
  return `secretName: '…' of a Secret with the key ${first.join(' and ')}`;
}
