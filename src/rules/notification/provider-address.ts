import { Field, Manifest } from '../../manifests/manifest';
import { resolve } from '../../verification/existence';
import { knownText } from '../../verification/known-text';
import { referencesIn } from '../../verification/references';
import { RuleContext } from '../../verification/rule-context';

/** Where a Provider sends to. It may be a credential, so it is looked at and never printed. */
export interface ProviderAddress {
  /** Where the Provider says so: the address, or the name of the Secret. */
  readonly field: Field;
  readonly address: string;
}

/** The address of a Provider, which its Secret overrides; none where nobody can tell. */
export function addressesOf(context: RuleContext, provider: Manifest): ProviderAddress[] {
  const field = provider.at('spec', 'address');
  const secretRef = provider.at('spec', 'secretRef');
  if (!secretRef.exists) return addressAt(field, knownText(field));
  const reference = referencesIn(context.manifests)
    .of(provider)
    .find(({ role }) => role === 'credentials');
  const secret = reference && resolve(context, reference.to).manifest;
  const kept = secret && addressIn(secret);
  return kept === undefined ? addressAt(field, knownText(field)) : addressAt(secretRef.at('name'), kept);
}

function addressAt(field: Field, address: string | undefined): ProviderAddress[] {
  return address === undefined || address === '' ? [] : [{ field, address }];
}

/** The address that a Secret holds, plain or in base 64. */
function addressIn(secret: Manifest): string | undefined {
  const plain = knownText(secret.at('stringData', 'address'));
  if (plain !== undefined) return plain;
  const encoded = knownText(secret.at('data', 'address'));
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}
