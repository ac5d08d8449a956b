import { IConstruct } from 'constructs';
import { fleetContextOf } from '../primitives/fleet-context';
import { InputError } from '../primitives/input-error';

/** Refuses a reference to what another cluster of the program has: Flux would look for it in its own cluster. */
export function requireSameCluster(at: IConstruct, prop: string, target: IConstruct): void {
  const [own, other] = [fleetContextOf(at).cluster, fleetContextOf(target).cluster];
  if (own === other || own === undefined || other === undefined) return;
  throw new InputError(at, {
    prop,
    got: `${target.constructor.name} ${target.node.path}`,
    mustBe: `of the cluster '${own.node.id}'; clusters know nothing of each other`,
    fix: `define it in '${own.node.id}' as well`,
  });
}
