import {
  KustomizationSpecPostBuildSubstituteFrom as Reference,
  KustomizationSpecPostBuildSubstituteFromKind as Kind,
} from '../../imports/kustomize.toolkit.fluxcd.io';
import { requireVariableName } from '../constructs/kustomize/kustomization-input';
import { InputError } from '../primitives/input-error';
import { requireName } from '../primitives/kubernetes-name';

/** Options for `SubstituteFrom`. */
export interface SubstituteFromOptions {
  /**
   * Whether the layer is applied without the object. Its variables then need defaults: `${NAME:=value}`.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/**
 * Where the values of `${NAME}` in a layer come from: the variables of the cluster, or a Secret or ConfigMap of the namespace
 * `flux-system` that comes to the cluster in another way.
 *
 * Flux does not notice that such an object changes unless it has the label `reconcile.fluxcd.io/watch: Enabled`.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution
 *
 * @example
 *
 * const keys = SubstituteFrom.secret('notification-keys', ['PAGERDUTY_KEY']);
 * const layer = new Layer(cluster, 'notifications', { substituteFrom: [keys] });
 * new Notifications(layer, 'pagerduty', { type: ProviderType.pagerDuty(keys.variable('PAGERDUTY_KEY')) }).errors();
 */
export class SubstituteFrom {
  /** The variables that the cluster declares. */
  public static clusterVariables(): SubstituteFrom {
    return new SubstituteFrom([]);
  }

  /**
   * A ConfigMap.
   *
   * @param name name of the ConfigMap
   * @param variables those of its keys that the layer uses
   * @param options whether it may be missing
   */
  public static configMap(name: string, variables: string[], options: SubstituteFromOptions = {}): SubstituteFrom {
    return SubstituteFrom.of('SubstituteFrom.configMap()', { kind: Kind.CONFIG_MAP, name, ...options }, variables);
  }

  /**
   * A Secret. Whoever may read the objects that use its values can read them there.
   *
   * @param name name of the Secret
   * @param variables those of its keys that the layer uses
   * @param options whether it may be missing
   */
  public static secret(name: string, variables: string[], options: SubstituteFromOptions = {}): SubstituteFrom {
    return SubstituteFrom.of('SubstituteFrom.secret()', { kind: Kind.SECRET, name, ...options }, variables);
  }

  private static of(call: string, reference: Reference, variables: string[]): SubstituteFrom {
    requireName(call, 'name', reference.name);
    for (const name of variables) requireVariableName(call, 'variables', name);
    if (variables.length > 0) return new SubstituteFrom([...new Set(variables)], reference);
    throw new InputError(call, {
      prop: 'variables',
      got: variables,
      mustBe: 'one key at least: what nobody names cannot be checked',
      fix: `${call.replace('()', '')}('${reference.name}', ['PASSWORD'])`,
    });
  }

  private constructor(
    /** @internal */
    public readonly _variables: readonly string[],
    /** @internal The entry of the Kustomization; nothing for the cluster's own variables. */
    public readonly _reference?: Reference,
  ) {}

  /**
   * The text that Flux replaces by the value: `${NAME}`. Only in layers that have this among their `substituteFrom`.
   *
   * @param name one of the variables
   */
  public variable(name: string): string {
    if (this._variables.includes(name)) return `\${${name}}`;
    throw new InputError('SubstituteFrom', {
      prop: 'variable',
      got: name,
      mustBe: this._reference
        ? `one of those named for ${this._reference.kind} '${this._reference.name}' (${[...this._variables].sort().join(', ')})`
        : 'asked of the cluster, which declares its variables',
      fix: this._reference ? `add '${name}' to the variables of the ${this._reference.kind}` : `cluster.variable('${name}')`,
    });
  }
}
