import { SecretStoreProvider } from '../constructs/secrets/secret-store-provider';

/** Options of `SecretStrategy.sops()`. */
export interface SopsOptions {
  /**
   * Secret of `flux-system` with the private keys, under names ending in `.agekey` (age) or `.asc` (PGP).
   *
   * @default 'sops-age', or none with `serviceAccountName`
   */
  readonly keySecretName?: string;

  /**
   * Service account of `flux-system` whose identity at a cloud opens the key of a key service (KMS). Needs object-level workload
   * identity in the cluster.
   *
   * @default - none
   */
  readonly serviceAccountName?: string;

  /**
   * Public keys of age that files are encrypted for, by environment: `{ production: ['age1…'] }`.
   *
   * @default - no `.sops.yaml` is written, and nothing is checked
   */
  readonly recipients?: { [environment: string]: string[] };

  /**
   * Directory of the encrypted files, inside the tree, for `recipients`. It has a directory for each environment, or for each cluster:
   * `secrets/production`. Of files outside of the tree, `sops` would compare the path on your machine.
   *
   * @default 'secrets'
   */
  readonly directory?: string;

  /**
   * The fields that are encrypted, as a regular expression of Go (RE2), for `recipients`.
   *
   * @default '^(data|stringData)$'
   */
  readonly encryptedRegex?: string;
}

/** Options of `SecretStrategy.onePassword()`. */
export interface OnePasswordOptions {
  /** Version or range of the chart `connect`, e.g. `2.x`. Annotations are copied from 2.4 on. */
  readonly version: string;

  /**
   * Version or range of the chart `reflector`.
   *
   * @default - Reflector is not installed
   */
  readonly reflectorVersion?: string;
}

/** Options of `SecretStrategy.externalSecrets()`. */
export interface ExternalSecretsOptions {
  /** Version or range of the chart `external-secrets`, e.g. `2.x`. */
  readonly version: string;

  /**
   * Where the secrets are. Accounts and Secrets that it names are those of the namespace `external-secrets`.
   *
   * @default - none; `providers` names every environment
   */
  readonly provider?: SecretStoreProvider;

  /**
   * Where the secrets of an environment are, by environment, in place of `provider`: `{ production: SecretStoreProvider.aws({ … }) }`. One
   * cluster has another one by its `secretStore`.
   *
   * @default - `provider` for all
   */
  readonly providers?: { [environment: string]: SecretStoreProvider };

  /**
   * Name of the ClusterSecretStore.
   *
   * @default 'fleet'
   */
  readonly storeName?: string;

  /**
   * Namespaces whose ExternalSecrets may use the store. Whoever may make an ExternalSecret in one of them reads all that the store can
   * read.
   *
   * @default - all but those of tenants
   */
  readonly namespaces?: string[];

  /**
   * Values of the chart, e.g. the annotation of the operator's service account, over `rbac.aggregateToEdit: false` and
   * `rbac.aggregateToAdmin: false`: with them, the admins of a namespace could read all that the operator can, by a store of their own.
   *
   * @default - only those two
   */
  readonly values?: { [key: string]: any };

  /**
   * Version or range of the chart `reflector`.
   *
   * @default - Reflector is not installed
   */
  readonly reflectorVersion?: string;
}

/** Options of `SecretStrategy.sealedSecrets()`. */
export interface SealedSecretsOptions {
  /** Version or range of the chart `sealed-secrets`, e.g. `2.x`. */
  readonly version: string;
}
