import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { SecretsKind } from '../../primitives/flux-kind';
import { requireNamespace } from '../../primitives/kubernetes-name';
import { addObject, FluxObjectProps, INamedObject } from '../flux-object';
import { ImportedObject } from '../imported-object';
import { ClusterObjectProps } from '../kubernetes/cluster-object-props';
import { SecretStoreProvider } from './secret-store-provider';
import { ROLE_LABEL, TENANT_ROLE } from '../../primitives/tenant-marks';

/** A `SecretStore` or a `ClusterSecretStore`, for an `ExternalSecret`. */
export interface ISecretStore extends INamedObject {
  /** `SecretStore` or `ClusterSecretStore`. */
  readonly storeKind: string;
}

/** Props for `SecretStore`. */
export interface SecretStoreProps extends FluxObjectProps {
  /** Where the secrets are. Accounts and Secrets that it names are those of the store's namespace. */
  readonly provider: SecretStoreProvider;
}

/** A tenant who may use the store could read whatever the platform keeps in it. */
const EXCEPT_TENANTS = {
  namespaceSelector: { matchExpressions: [{ key: ROLE_LABEL, operator: 'NotIn', values: [TENANT_ROLE] }] },
};

/** A store that is defined elsewhere. */
class ImportedSecretStore extends ImportedObject implements ISecretStore {
  public get storeKind(): string {
    return this._objectKind.kind;
  }
}

/**
 * Where the ExternalSecrets of one namespace are read from.
 *
 * @see https://external-secrets.io/latest/api/secretstore/
 */
export class SecretStore extends Construct implements ISecretStore {
  /**
   * A SecretStore that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromSecretStoreName(scope: Construct, id: string, name: string, namespace?: string): ISecretStore {
    return new ImportedSecretStore(scope, id, SecretsKind.SECRET_STORE, name, namespace);
  }

  public readonly storeKind = SecretsKind.SECRET_STORE.kind;
  public readonly name: string;
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: SecretStoreProps) {
    super(scope, id);
    const object = addObject(this, SecretsKind.SECRET_STORE, props, { body: () => ({ spec: { provider: props.provider._render() } }) });
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}

/** Props for `ClusterSecretStore`. */
export interface ClusterSecretStoreProps extends ClusterObjectProps {
  /** Where the secrets are. */
  readonly provider: SecretStoreProvider;

  /**
   * Namespace of the accounts and Secrets that the provider names.
   *
   * @default 'external-secrets' - where the operator runs
   */
  readonly credentialsNamespace?: string;

  /**
   * Namespaces whose ExternalSecrets may use the store.
   *
   * @default - all but those of tenants, which have the label `toolkit.fluxcd.io/role: tenant`
   */
  readonly namespaces?: string[];

  /**
   * How often the operator tries whether it can read.
   *
   * @default - as the operator is set
   */
  readonly refreshInterval?: Duration;
}

/**
 * Where ExternalSecrets of any namespace are read from, but for those of tenants.
 *
 * @see https://external-secrets.io/latest/api/clustersecretstore/
 */
export class ClusterSecretStore extends Construct implements ISecretStore {
  /**
   * A ClusterSecretStore that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   */
  public static fromClusterSecretStoreName(scope: Construct, id: string, name: string): ISecretStore {
    return new ImportedSecretStore(scope, id, SecretsKind.CLUSTER_SECRET_STORE, name);
  }

  public readonly storeKind = SecretsKind.CLUSTER_SECRET_STORE.kind;
  public readonly name: string;

  constructor(scope: Construct, id: string, props: ClusterSecretStoreProps) {
    super(scope, id);
    const { provider, credentialsNamespace = 'external-secrets', namespaces, refreshInterval } = props;
    requireNamespace(this, 'credentialsNamespace', credentialsNamespace);
    for (const namespace of namespaces ?? []) requireNamespace(this, 'namespaces', namespace);

    const spec = {
      // The operator wants seconds here, and a duration everywhere else.
      ...(refreshInterval && { refreshInterval: refreshInterval.toSeconds() }),
      provider: provider._render(credentialsNamespace),
      conditions: [namespaces ? { namespaces } : EXCEPT_TENANTS],
    };
    this.name = addObject(this, SecretsKind.CLUSTER_SECRET_STORE, props, { clusterScoped: true, body: () => ({ spec }) }).name;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}
