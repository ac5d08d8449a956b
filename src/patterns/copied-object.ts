import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { addObject, FluxObjectProps } from '../constructs/flux-object';
import { KubernetesKind } from '../primitives/flux-kind';
import { InputError } from '../primitives/input-error';
import { FLUX_NAMESPACE, requireName, requireNamespace } from '../primitives/kubernetes-name';
import { isInTemplate } from '../primitives/template-scope';
import { WATCH_ENABLED, WATCH_LABEL } from '../primitives/watch-label';

const COPY_FROM = 'fluxcd.controlplane.io/copyFrom';

/** Props for `CopiedConfigMap`. */
export interface CopiedConfigMapProps extends FluxObjectProps {
  /**
   * Namespace of the original.
   *
   * @default 'flux-system'
   */
  readonly sourceNamespace?: string;

  /**
   * Name of the original.
   *
   * @default - the name of the copy
   */
  readonly sourceName?: string;

  /**
   * Whether a Kustomization or HelmRelease that reads the copy acts as soon as it changes.
   *
   * @default true
   */
  readonly watched?: boolean;
}

/** Props for `CopiedSecret`. */
export interface CopiedSecretProps extends CopiedConfigMapProps {
  /**
   * Type of the Secret, which must be that of the original.
   *
   * @default 'Opaque'
   */
  readonly type?: string;
}

/**
 * A ConfigMap that the Flux Operator fills with the data of another one, in another namespace, and keeps equal to it.
 * In a `ResourceTemplate` only.
 *
 * @see https://fluxcd.control-plane.io/operator/resourceset/#copying-data-from-existing-configmaps-and-secrets
 */
export class CopiedConfigMap extends Construct {
  /** Name of the Kubernetes object. */
  public readonly name: string;

  /** Namespace of the copy; `undefined` when neither the construct nor its chart sets one. */
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: CopiedConfigMapProps = {}) {
    super(scope, id);
    const object = addCopy(this, KubernetesKind.CONFIG_MAP, props, {});
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }
}

/**
 * A Secret that the Flux Operator fills with the data of another one, in another namespace, and keeps equal to it.
 * In a `ResourceTemplate` only. Whoever may read Secrets in the namespace of the copy may read the copy.
 *
 * @see https://fluxcd.control-plane.io/operator/resourceset/#copying-data-from-existing-configmaps-and-secrets
 */
export class CopiedSecret extends Construct {
  /** Name of the Kubernetes object. */
  public readonly name: string;

  /** Namespace of the copy; `undefined` when neither the construct nor its chart sets one. */
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: CopiedSecretProps = {}) {
    super(scope, id);
    const object = addCopy(this, KubernetesKind.SECRET, props, { type: props.type ?? 'Opaque' });
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }
}

function addCopy(
  owner: Construct,
  kind: typeof KubernetesKind.SECRET,
  props: CopiedConfigMapProps,
  body: Record<string, unknown>,
): ApiObject {
  requireTemplate(owner);
  const { sourceNamespace = FLUX_NAMESPACE, sourceName = props.name ?? owner.node.id, watched = true } = props;
  requireNamespace(owner, 'sourceNamespace', sourceNamespace);
  requireName(owner, 'sourceName', sourceName);
  const object = addObject(owner, kind, props, { body: () => body });
  object.metadata.addAnnotation(COPY_FROM, `${sourceNamespace}/${sourceName}`);
  if (watched) object.metadata.addLabel(WATCH_LABEL, WATCH_ENABLED);
  return object;
}

/** Flux itself copies nothing: elsewhere the object would stay empty. */
function requireTemplate(owner: Construct): void {
  if (isInTemplate(owner)) return;
  throw new InputError(owner, {
    prop: 'scope',
    got: owner.node.scope!.node.path,
    mustBe: 'a ResourceTemplate; only the Flux Operator copies, and only what a ResourceSet applies',
    fix: `define it in a ResourceTemplate`,
  });
}
