/** The services of AWS that hold secrets. */
export enum AwsSecretsService {
  /** AWS Secrets Manager */
  SECRETS_MANAGER = 'SecretsManager',
  /** The Parameter Store of AWS Systems Manager */
  PARAMETER_STORE = 'ParameterStore',
}

/** Options of `SecretStoreProvider.aws()`. */
export interface AwsStoreOptions {
  /** Region of the secrets, e.g. `eu-west-1`. */
  readonly region: string;

  /**
   * The service that holds them.
   *
   * @default AwsSecretsService.SECRETS_MANAGER
   */
  readonly service?: AwsSecretsService;

  /**
   * ARN of a role to assume before the secrets are read.
   *
   * @default - none
   */
  readonly role?: string;

  /**
   * Service account whose identity at AWS reads them.
   *
   * @default - the identity of the operator's own pod
   */
  readonly serviceAccountName?: string;
}

/** Options of `SecretStoreProvider.gcp()`. */
export interface GcpStoreOptions {
  /** Id of the project that holds the secrets. */
  readonly projectId: string;

  /**
   * Service account whose identity at Google Cloud reads them.
   *
   * @default - the identity of the operator's own pod
   */
  readonly serviceAccountName?: string;
}

/** Options of `SecretStoreProvider.azure()`. */
export interface AzureStoreOptions {
  /** Address of the key vault, e.g. `https://acme.vault.azure.net`. */
  readonly vaultUrl: string;

  /**
   * Service account whose workload identity reads the vault.
   *
   * @default - the workload identity of the operator's own pod
   */
  readonly serviceAccountName?: string;
}

/** Options of `SecretStoreProvider.vault()`. */
export interface VaultStoreOptions {
  /** Address of the server, e.g. `https://vault.acme.io`. */
  readonly server: string;

  /** Role of the Kubernetes auth method. */
  readonly role: string;

  /**
   * Where the engine with the secrets is mounted.
   *
   * @default 'secret'
   */
  readonly path?: string;

  /**
   * Where the Kubernetes auth method is mounted.
   *
   * @default 'kubernetes'
   */
  readonly mountPath?: string;

  /**
   * Service account that logs in.
   *
   * @default - that of the operator's own pod
   */
  readonly serviceAccountName?: string;

  /**
   * Namespace of Vault Enterprise.
   *
   * @default - none
   */
  readonly vaultNamespace?: string;
}

/** Options of `SecretStoreProvider.kubernetes()`. */
export interface KubernetesStoreOptions {
  /** Namespace that holds the secrets. */
  readonly remoteNamespace: string;

  /** Service account that may read them. */
  readonly serviceAccountName: string;
}

/** Options of `SecretStoreProvider.onePassword()`. */
export interface OnePasswordStoreOptions {
  /** Id or title of the vault. */
  readonly vault: string;

  /** Secret with the token of a service account of 1Password. */
  readonly tokenSecretName: string;

  /**
   * Key of the token in that Secret.
   *
   * @default 'token'
   */
  readonly tokenSecretKey?: string;
}
