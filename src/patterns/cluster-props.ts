import { Sync } from '../constructs/operator/sync';
import { SecretStoreProvider } from '../constructs/secrets/secret-store-provider';
import { Environment } from '../primitives/environment';
import { FleetProfile } from '../primitives/fleet-profile';
import { FluxVersion } from '../primitives/flux-version';
import { Variation } from '../primitives/variation';
import { Install } from './install';
import { Tenancy } from './tenancy';

/** Props for `Cluster`. */
export interface ClusterProps {
  /**
   * What the cluster is for.
   *
   * @default Environment.PRODUCTION, the strictest
   */
  readonly environment?: Environment;

  /**
   * Where the cluster gets its manifests from. Required for `Install.operator()`.
   *
   * @default - the source that `flux bootstrap` makes
   */
  readonly sync?: Sync;

  /**
   * Who installs Flux.
   *
   * @default Install.operator()
   */
  readonly install?: Install;

  /**
   * Whether tenants are confined.
   *
   * @default - `Tenancy.locked()` as soon as the cluster has a tenant
   */
  readonly tenancy?: Tenancy;

  /**
   * Values that differ between clusters, by name. `variable()` returns them, and files that a layer includes may use `${NAME}`.
   *
   * @default - none
   */
  readonly variables?: { [name: string]: string };

  /**
   * Defaults of the cluster: intervals, failure handling, drift, and how exactly versions are written.
   *
   * @default - that of the app
   */
  readonly profile?: FleetProfile;

  /**
   * Where the secrets of this cluster are, e.g. in the region of the cluster. For `SecretStrategy.externalSecrets()`.
   *
   * @default - what the strategy has for the environment
   */
  readonly secretStore?: SecretStoreProvider;

  /**
   * Release of Flux that runs in the cluster.
   *
   * @default - that of the app
   */
  readonly fluxVersion?: FluxVersion;

  /**
   * How the tree shows what differs between this cluster and others. Under a `FluxApp` only.
   *
   * @default - that of the app
   */
  readonly variation?: Variation;
}
