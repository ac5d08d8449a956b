import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { KubernetesKind } from '../../primitives/flux-kind';
import { InputError } from '../../primitives/input-error';
import { WATCH_ENABLED, WATCH_LABEL } from '../../primitives/watch-label';
import { addObject, FluxObjectProps, INamedObject } from '../flux-object';
import { ImportedObject } from '../imported-object';
import { DATA_KEY_IN_WORDS, isDataKey, suggestDataKey } from '../../primitives/data-key';

/** Props for `ConfigMap`. */
export interface ConfigMapProps extends FluxObjectProps {
  /** Texts by key. Numbers and booleans are written as text: `'3'`, `'true'`. Never put a credential here. */
  readonly data: { [key: string]: string };

  /**
   * Whether a Kustomization or HelmRelease that reads this ConfigMap acts as soon as it changes.
   *
   * @default false - most ConfigMaps are read by pods, not by Flux
   */
  readonly watched?: boolean;
}

/** What other constructs need to know about a `ConfigMap`. */
export interface IConfigMap extends INamedObject {}

/**
 * Texts that pods or Flux read: files, variables, values of a chart.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export class ConfigMap extends Construct implements IConfigMap {
  /**
   * A ConfigMap that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromConfigMapName(scope: Construct, id: string, name: string, namespace?: string): IConfigMap {
    return new ImportedObject(scope, id, KubernetesKind.CONFIG_MAP, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: ConfigMapProps) {
    super(scope, id);
    for (const [key, value] of Object.entries(props.data)) requireEntry(this, key, value);

    const object = addObject(this, KubernetesKind.CONFIG_MAP, props, { body: () => ({ data: props.data }) });
    if (props.watched) object.metadata.addLabel(WATCH_LABEL, WATCH_ENABLED);
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}

/** Refuses what the API server refuses; from other languages and from JSON, a value may well be a number. */
function requireEntry(at: Construct, key: string, value: unknown): void {
  if (!isDataKey(key)) {
    throw new InputError(at, {
      prop: 'data',
      got: key,
      mustBe: `a map whose keys have ${DATA_KEY_IN_WORDS}`,
      fix: `'${suggestDataKey(key) || 'key'}': '…'`,
    });
  }
  if (typeof value === 'string') return;
  throw new InputError(at, {
    prop: `data['${key}']`,
    got: value,
    mustBe: 'a string; a ConfigMap holds nothing else',
    fix: `'${key}': '${value === null || value === undefined ? '' : JSON.stringify(value)}'`,
  });
}
