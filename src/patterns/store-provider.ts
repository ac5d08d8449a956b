import { IConstruct } from 'constructs';
import { SecretStoreProvider } from '../constructs/secrets/secret-store-provider';
import { InputError } from '../primitives/input-error';
import { Cluster } from './cluster';
import { requireEnvironments } from './environment-names';
import type { ExternalSecretsOptions } from './secret-strategy-options';

const AT = 'SecretStrategy.externalSecrets()';

/** Refuses options by which no cluster could read anything. */
export function requireProviders({ provider, providers }: ExternalSecretsOptions): void {
  requireEnvironments(AT, 'providers', providers ?? {}, "SecretStoreProvider.aws({ region: 'eu-west-1' })");
  if (provider || Object.keys(providers ?? {}).length > 0) return;
  throw new InputError(AT, {
    prop: 'provider',
    got: provider,
    mustBe: 'given, or providers by environment',
    fix: "provider: SecretStoreProvider.aws({ region: 'eu-west-1' })",
  });
}

/** Where the secrets of the cluster around a construct are: what is nearest to the cluster wins. */
export function providerFor(at: IConstruct, { provider, providers }: ExternalSecretsOptions): SecretStoreProvider {
  const cluster = Cluster.ofConstruct(at);
  const found = cluster._secretStore ?? providers?.[cluster.environment] ?? provider;
  if (found) return found;
  throw new InputError(cluster, {
    prop: 'environment',
    got: cluster.environment,
    mustBe: `one that SecretStrategy.externalSecrets() has a provider for (${Object.keys(providers!).sort().join(', ')})`,
    fix: "secretStore: SecretStoreProvider.aws({ region: 'eu-west-1' }), or a provider for all environments in the strategy",
  });
}
