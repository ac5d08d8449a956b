import { ApiObject } from 'cdk8s';
import { HelmReleaseSpecValuesFrom, HelmReleaseSpecValuesFromKind as Kind } from '../../../imports/helm.toolkit.fluxcd.io';
import { WATCH_ENABLED, WATCH_LABEL } from '../../primitives/watch-label';
import { INamedObject } from '../flux-object';

/** Options for `ValuesFrom`. */
export interface ValuesFromOptions {
  /**
   * Key that holds the values.
   *
   * @default 'values.yaml'
   */
  readonly key?: string;

  /**
   * Whether the release goes on when the object or the key is missing.
   *
   * @default false
   */
  readonly optional?: boolean;

  /**
   * Single value that the text of the key is written to, e.g. `ingress.host`. Never set the same value inline as well: which of the
   * two wins depends on its depth.
   *
   * @default - the text is YAML, merged into the values
   */
  readonly targetPath?: string;
}

/**
 * Values that a release reads from an object in its own namespace. Later ones win, inline values win over all.
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/#values-references
 */
export class ValuesFrom {
  /** A ConfigMap. One that this program defines is labelled, so that a change acts at once. */
  public static configMap(configMap: INamedObject, options: ValuesFromOptions = {}): ValuesFrom {
    const { defaultChild } = configMap.node;
    if (defaultChild && ApiObject.isApiObject(defaultChild)) defaultChild.metadata.addLabel(WATCH_LABEL, WATCH_ENABLED);
    return new ValuesFrom(Kind.CONFIG_MAP, configMap.name, options, configMap);
  }

  /** A Secret, which comes to the cluster in another way. */
  public static secret(name: string, options: ValuesFromOptions = {}): ValuesFrom {
    return new ValuesFrom(Kind.SECRET, name, options);
  }

  /** @internal */
  public readonly _spec: HelmReleaseSpecValuesFrom;

  private constructor(
    kind: Kind,
    name: string,
    { key, optional, targetPath }: ValuesFromOptions,
    /** @internal The object, where the program has it: Flux reads it only in the namespace of the release. */
    public readonly _configMap?: INamedObject,
  ) {
    this._spec = { kind, name, valuesKey: key, optional, targetPath };
  }
}
