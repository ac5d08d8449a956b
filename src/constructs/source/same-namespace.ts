import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { InputError } from '../../primitives/input-error';
import { FluxObjectProps, INamedObject } from '../flux-object';

/** Refuses a target in another namespace where the reference has no field for one. Returns its name. */
export function requireSameNamespace(
  at: Construct,
  props: FluxObjectProps,
  prop: string,
  kind: string,
  target: INamedObject,
  reader = 'Flux',
): string {
  const namespace = props.namespace ?? Chart.of(at).namespace;
  if (target.namespace === namespace) return target.name;

  throw new InputError(at, {
    prop,
    got: `${kind} ${target.namespace ?? '(no namespace)'}/${target.name}`,
    mustBe: `a ${kind} in the namespace of this object, ${namespace ?? 'which has none'}; ${reader} looks nowhere else`,
    fix: target.namespace ? `namespace: '${target.namespace}'` : `define '${target.name}' with namespace: '${namespace}'`,
  });
}
