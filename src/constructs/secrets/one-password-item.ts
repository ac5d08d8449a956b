import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { SecretsKind } from '../../primitives/flux-kind';
import { InputError } from '../../primitives/input-error';
import { WATCH_ENABLED, WATCH_LABEL } from '../../primitives/watch-label';
import { addObject, FluxObjectProps, INamedObject } from '../flux-object';
import { reflectionAnnotations } from './reflection';

/** Props for `OnePasswordItem`. */
export interface OnePasswordItemProps extends FluxObjectProps {
  /** Id or title of the vault. An id does not change when somebody renames the vault. */
  readonly vault: string;

  /** Id or title of the item. */
  readonly item: string;

  /**
   * Type of the Secret, e.g. `kubernetes.io/dockerconfigjson`. It cannot be changed later.
   *
   * @default - `Opaque`
   */
  readonly type?: string;

  /**
   * Whether the operator restarts Deployments that use the Secret when the item changes.
   *
   * @default - as the operator, or the namespace, is set
   */
  readonly autoRestart?: boolean;

  /**
   * Namespaces that Reflector copies the Secret into. Needs an operator that copies annotations (`--enable-annotations`), as
   * `SecretStrategy.onePassword()` installs it.
   *
   * @default - none
   */
  readonly reflectTo?: string[];

  /**
   * Whether a Kustomization or HelmRelease that reads the Secret acts as soon as it changes.
   *
   * @default false - most Secrets are read by pods, not by Flux
   */
  readonly watched?: boolean;
}

/**
 * An item of 1Password, which the operator of 1Password makes a Secret of: same name, same namespace, a key a field.
 *
 * @see https://developer.1password.com/docs/k8s/operator/
 */
export class OnePasswordItem extends Construct implements INamedObject {
  public readonly name: string;
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: OnePasswordItemProps) {
    super(scope, id);
    for (const prop of ['vault', 'item'] as const) requireSegment(this, prop, props[prop]);

    const object = addObject(this, SecretsKind.ONE_PASSWORD_ITEM, props, {
      // Unlike elsewhere, the type stands beside the spec.
      body: () => ({
        ...(props.type !== undefined && { type: props.type }),
        spec: { itemPath: `vaults/${props.vault}/items/${props.item}` },
      }),
    });
    const annotations = reflectionAnnotations(this, object.metadata.namespace, props.reflectTo);
    if (props.autoRestart !== undefined) annotations['operator.1password.io/auto-restart'] = String(props.autoRestart);
    for (const [key, value] of Object.entries(annotations)) object.metadata.addAnnotation(key, value);
    // The operator copies labels onto the Secret.
    if (props.watched) object.metadata.addLabel(WATCH_LABEL, WATCH_ENABLED);
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}

function requireSegment(at: Construct, prop: 'vault' | 'item', value: string): void {
  if (value !== '' && !value.includes('/')) return;
  throw new InputError(at, {
    prop,
    got: value,
    mustBe: `the id or the title of ${prop === 'vault' ? 'a vault' : 'an item'}, without '/'; the path is made of both`,
    fix: `${prop}: '${value.split('/').filter(Boolean).at(-1) ?? 'shop'}'`,
  });
}
