import { InputError, InputPlace } from '../../primitives/input-error';
import { ProviderTraits, RETIRED_TEAMS_CONNECTOR } from '../../primitives/provider-traits';

/** Addresses that let everybody post who knows them. */
const CREDENTIALS = [
  /^[a-z+]+:\/\/[^/@]*@/i,
  /^https:\/\/hooks\.slack(?:-gov)?\.com\//i,
  /^https:\/\/(?:[\w.-]+\.)?discord(?:app)?\.com\/api\/webhooks\//i,
  /^https:\/\/open\.(?:larksuite|feishu)\.[a-z]+\/.*\/hook\//i,
  /[?&](?:sig|key|token|access_token)=/i,
  /SharedAccessKey=/i,
];

/** Names that only resolve inside of the cluster, where TLS is rare. */
const INTERNAL = /^http:\/\/(?:[\w-]+|127\.0\.0\.1|\[::1\]|[\w.-]+\.svc(?:\.[\w.-]+)?)(?::\d+)?(?:\/|$)/;

/** Refuses an address that the type has no use for, that tells a secret, or that sends events in the clear. Repeats no secret. */
export function requireAddress(at: InputPlace, type: string, expected: ProviderTraits['address'], address: string): void {
  if (expected === undefined) throw new InputError(at, { prop: 'address', got: shown(address), ...unused(type, 'address') });
  if (RETIRED_TEAMS_CONNECTOR.test(address)) throw retired(at, address);
  if (CREDENTIALS.some((pattern) => pattern.test(address))) throw credentials(at, address);
  if (expected === 'text' || /^https:\/\/[^/]/.test(address)) return;
  if (expected === 'url' && INTERNAL.test(address)) return;
  throw new InputError(at, {
    prop: 'address',
    got: shown(address),
    mustBe:
      expected === 'repository'
        ? 'the address of a repository that starts with https://'
        : 'an address that starts with https://; over http:// only inside of the cluster',
    fix:
      expected === 'repository'
        ? "address: 'https://github.com/acme/fleet'"
        : `address: 'https://${hostOf(address)}', or 'http://<service>.<namespace>.svc'`,
  });
}

/** What is said about a field that a type of Provider ignores. */
export function unused(type: string, prop: string): { mustBe: string; fix: string } {
  return { mustBe: `left out with the type ${type}, which has no use for it`, fix: `remove ${prop}` };
}

function retired(at: InputPlace, address: string): InputError {
  return new InputError(at, {
    prop: 'address',
    got: shown(address),
    mustBe: 'that of a workflow: Microsoft has retired the connectors of Office 365',
    fix: "make a workflow for incoming webhooks in Teams, keep its address in a Secret, and use ProviderType.microsoftTeams('teams')",
  });
}

function credentials(at: InputPlace, address: string): InputError {
  return new InputError(at, {
    prop: 'address',
    got: shown(address),
    mustBe: 'kept in the Secret under the key address: who knows it can use it, and this program stands in Git',
    fix: "secretName: 'webhook', without address",
  });
}

/** The address without what may be secret. */
function shown(address: string): string {
  const host = hostOf(address);
  return host === '' ? '***' : `${/^[a-z+]+:\/\//i.exec(address)?.[0] ?? ''}${host}/***`;
}

function hostOf(address: string): string {
  return /^(?:[a-z+]+:\/\/)?(?:[^/@]*@)?([\w.-]+(?::\d+)?)(?=[/?]|$)/i.exec(address)?.[1] ?? '';
}
