import { IConstruct } from 'constructs';

const IMPLICIT = Symbol.for('cdk8s-fluxcd.Implicit');

/** Says that the objects of `construct` give way when the program defines the same objects itself. */
export function makeImplicit(construct: IConstruct): void {
  Object.defineProperty(construct, IMPLICIT, { value: true });
}

/** Whether the objects of `construct` give way. */
export function isImplicit(construct: IConstruct): boolean {
  return IMPLICIT in construct;
}
