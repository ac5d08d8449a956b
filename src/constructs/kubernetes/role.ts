import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { KubernetesKind } from '../../primitives/flux-kind';
import { addObject, FluxObjectProps, INamedObject } from '../flux-object';

/** What a role allows. */
export interface PolicyRule {
  /**
   * Groups of the API.
   *
   * @default - the core group
   */
  readonly apiGroups?: string[];

  /** Kinds in plural and lower case, e.g. `deployments`. */
  readonly resources: string[];

  /** What may be done, e.g. `get`. */
  readonly verbs: string[];

  /**
   * Names of the only objects that are meant.
   *
   * @default - all objects of the kinds
   */
  readonly resourceNames?: string[];
}

/** Props for `Role`. */
export interface RoleProps extends FluxObjectProps {
  /** What the role allows within its namespace. */
  readonly rules: PolicyRule[];
}

/**
 * Rights within one namespace.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export class Role extends Construct implements INamedObject {
  public readonly name: string;
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    const object = addObject(this, KubernetesKind.ROLE, props, { body: () => ({ rules: props.rules.map(renderRule) }) });
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}

function renderRule({ apiGroups, resources, verbs, resourceNames }: PolicyRule): Record<string, unknown> {
  return { apiGroups: apiGroups ?? [''], resources, resourceNames, verbs };
}
