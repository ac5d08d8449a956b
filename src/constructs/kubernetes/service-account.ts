import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { KubernetesKind } from '../../primitives/flux-kind';
import { requireName } from '../../primitives/kubernetes-name';
import { addObject, FluxObjectProps, INamedObject } from '../flux-object';
import { ImportedObject } from '../imported-object';

/** Props for `ServiceAccount`. */
export interface ServiceAccountProps extends FluxObjectProps {
  /**
   * Secrets with credentials for registries. Pods of the account use them, and sources that name it.
   *
   * @default - none
   */
  readonly imagePullSecretNames?: string[];

  /**
   * Whether pods of the account get its token. An account that only Flux acts for needs none.
   *
   * @default - true, the default of Kubernetes
   */
  readonly automountToken?: boolean;
}

/** What other constructs need to know about a `ServiceAccount`. */
export interface IServiceAccount extends INamedObject {}

/**
 * An identity inside the cluster, whose rights Flux can take on when it applies something.
 *
 * @see https://kubernetes.io/docs/concepts/security/service-accounts/
 */
export class ServiceAccount extends Construct implements IServiceAccount {
  /**
   * A service account that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromServiceAccountName(scope: Construct, id: string, name: string, namespace?: string): IServiceAccount {
    return new ImportedObject(scope, id, KubernetesKind.SERVICE_ACCOUNT, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: ServiceAccountProps = {}) {
    super(scope, id);
    for (const secret of props.imagePullSecretNames ?? []) requireName(this, 'imagePullSecretNames', secret);

    const object = addObject(this, KubernetesKind.SERVICE_ACCOUNT, props, {
      body: () => ({
        imagePullSecrets: props.imagePullSecretNames?.map((name) => ({ name })),
        automountServiceAccountToken: props.automountToken,
      }),
    });
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}
