import { IConstruct } from 'constructs';

const PLACEMENT = Symbol.for('cdk8s-fluxcd.Placement');

/** Where the tree shows what a construct defines. */
export interface Placement {
  /** Directory inside the directory of the layer, e.g. `podinfo`. */
  readonly component?: string;
  /** File name without directory and ending, e.g. `release`. */
  readonly file?: string;
}

/** Says where the objects of `construct` are shown, unless a construct closer to an object says something else. */
export function place(construct: IConstruct, placement: Placement): void {
  Object.defineProperty(construct, PLACEMENT, { value: placement });
}

/** The placement of an object: what the nearest construct says, field by field, looking no further than `boundary`. */
export function placementOf(construct: IConstruct, boundary: IConstruct): Placement {
  let { component, file }: Placement = {};
  for (let at: IConstruct | undefined = construct; at && at !== boundary; at = at.node.scope) {
    const placement = (at as { [PLACEMENT]?: Placement })[PLACEMENT];
    component ??= placement?.component;
    file ??= placement?.file;
  }
  return { component, file };
}
