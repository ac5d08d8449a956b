import { IConstruct } from 'constructs';
import { compareText } from '../primitives/compare';
import { InputError } from '../primitives/input-error';
import { INamedObject } from './flux-object';
import { requireSameCluster } from './require-same-cluster';
import { otherNamespace } from './source/source-reference';

const ORDERED = Symbol.for('cdk8s-fluxcd.Ordered');
const APPLIER = Symbol.for('cdk8s-fluxcd.Applier');

/** An object that waits for others of its kind by `spec.dependsOn`. Flux knows two such kinds. */
export interface OrderedObject extends INamedObject {
  /** Kind of the object. */
  readonly _orderedKind: 'Kustomization' | 'HelmRelease';
  /** What the object waits for. */
  readonly _dependencies: Set<OrderedObject>;
  /** What waits for the object. */
  readonly _dependents: Set<OrderedObject>;
  /** The domain whose objects it applies: domains keep to themselves. */
  readonly _domain?: string;
  /** Waits for more. */
  dependsOn(...dependencies: IConstruct[]): void;
}

/** Makes `dependent` wait for `dependency`, both of one kind. */
export function link(dependent: OrderedObject, dependency: OrderedObject): void {
  dependent._dependencies.add(dependency);
  dependency._dependents.add(dependent);
}

/** Takes back what `link` did. */
export function unlink(dependent: OrderedObject, dependency: OrderedObject): void {
  dependent._dependencies.delete(dependency);
  dependency._dependents.delete(dependent);
}

/** The field `spec.dependsOn`, sorted: in which order a program declares dependencies means nothing. */
export function dependencyReferences(owner: OrderedObject): { name: string; namespace?: string }[] | undefined {
  if (owner._dependencies.size === 0) return undefined;
  const references = [...owner._dependencies].map((target) => ({ name: target.name, namespace: otherNamespace(target, owner.namespace) }));
  return references.sort((a, b) => compareText(a.namespace ?? '', b.namespace ?? '') || compareText(a.name, b.name));
}

/** Says which ordered object a construct stands for, e.g. a layer for its Kustomization. */
export function standsFor(construct: IConstruct, object: OrderedObject): void {
  Object.defineProperty(construct, ORDERED, { value: object });
}

/** The ordered object that a construct stands for. */
export function orderedObjectOf(construct: IConstruct): OrderedObject | undefined {
  return (construct as { [ORDERED]?: OrderedObject })[ORDERED];
}

/** Says that everything below `construct` is applied by one Kustomization. */
export function appliedBy(construct: IConstruct, kustomization: OrderedObject): void {
  Object.defineProperty(construct, APPLIER, { value: kustomization });
}

/** The Kustomization that applies what `construct` defines; `undefined` where the program does not say. */
export function applierOf(construct: IConstruct): OrderedObject | undefined {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    const applier = (at as { [APPLIER]?: OrderedObject })[APPLIER];
    if (applier) return applier;
  }
  return undefined;
}

/**
 * The object that `owner` can name in `spec.dependsOn` so as to wait for `dependency`.
 *
 * Flux orders Kustomizations among themselves and HelmReleases among themselves. A dependency across the kinds
 * becomes one between the Kustomizations that apply the two; `undefined` says that the owner's applier must wait.
 */
export function lowerDependency(owner: OrderedObject, dependency: IConstruct): OrderedObject | undefined {
  const target = orderedObjectOf(dependency);
  if (!target) throw notOrdered(owner, dependency);
  if (target === owner) throw itself(owner);
  requireSameCluster(owner, 'dependsOn', dependency);
  requireSameDomain(owner, target, dependency);
  if (target._orderedKind === owner._orderedKind) return requireAcyclic(owner, target);

  const [ownerApplier, targetApplier] = [appliedAs(owner), appliedAs(target)];
  if (!ownerApplier || !targetApplier) throw notApplied(ownerApplier ? target : owner, dependency);
  if (ownerApplier === targetApplier) throw sameApplier(owner, dependency, ownerApplier);
  return owner._orderedKind === 'Kustomization' ? requireAcyclic(owner, targetApplier) : undefined;
}

/** The Kustomization through which an object is ordered across kinds. */
function appliedAs(object: OrderedObject): OrderedObject | undefined {
  return object._orderedKind === 'Kustomization' ? object : applierOf(object);
}

function requireSameDomain(owner: OrderedObject, target: OrderedObject, dependency: IConstruct): void {
  const [own, other] = [domainOf(owner), domainOf(target)];
  if (own === undefined || other === undefined || own === other) return;
  throw new InputError(owner, {
    prop: 'dependsOn',
    got: `${dependency.constructor.name} ${dependency.node.path} of domain ${other}`,
    mustBe: `within its own domain ${own}: domains are released independently`,
    fix: 'move what both need to a plain Layer of the cluster, and depend on that from both',
  });
}

function domainOf(object: OrderedObject): string | undefined {
  return object._domain ?? applierOf(object)?._domain;
}

function requireAcyclic(owner: OrderedObject, target: OrderedObject): OrderedObject {
  // Nothing leads back to what nobody waits for, which is how a program is mostly written.
  const cycle = owner._dependents.size > 0 ? pathTo(owner, target) : undefined;
  if (!cycle) return target;

  const names = [owner, ...cycle].map(({ name }) => name);
  throw new InputError(owner, {
    prop: 'dependsOn',
    got: names.join(' → '),
    mustBe: 'free of cycles; nothing in a cycle ever becomes ready',
    fix: `remove the dependency of ${names.at(-2)} on ${names.at(-1)}, or the one of ${names[0]} on ${names[1]}`,
  });
}

/** The chain of dependencies from `from` to `goal`, both included. */
function pathTo(goal: OrderedObject, from: OrderedObject, seen = new Set<OrderedObject>()): OrderedObject[] | undefined {
  if (from === goal) return [from];
  if (seen.has(from)) return undefined;
  seen.add(from);
  for (const next of from._dependencies) {
    const rest = pathTo(goal, next, seen);
    if (rest) return [from, ...rest];
  }
  return undefined;
}

function itself(owner: OrderedObject): InputError {
  return new InputError(owner, {
    prop: 'dependsOn',
    got: owner.name,
    mustBe: 'another object; an object that waits for itself never starts',
    fix: 'remove it from dependsOn',
  });
}

function notOrdered(owner: OrderedObject, dependency: IConstruct): InputError {
  return new InputError(owner, {
    prop: 'dependsOn',
    got: `${dependency.constructor.name} ${dependency.node.path}`,
    mustBe: 'a Layer, a Kustomization, a HelmRelease, or a construct that holds one release; Flux waits for nothing else',
    fix: 'put the object into a Layer of its own and depend on that Layer',
  });
}

function notApplied(object: OrderedObject, dependency: IConstruct): InputError {
  return new InputError(object, {
    prop: 'dependsOn',
    got: `${dependency.constructor.name} ${dependency.node.path}`,
    mustBe: `within a Layer on both sides: Flux lets a Kustomization and a HelmRelease wait for each other only through the Kustomization that applies the release`,
    fix: `define '${object.node.path}' inside a Layer`,
  });
}

function sameApplier(owner: OrderedObject, dependency: IConstruct, applier: OrderedObject): InputError {
  return new InputError(owner, {
    prop: 'dependsOn',
    got: `${dependency.constructor.name} ${dependency.node.path}`,
    mustBe: `in another Layer: Kustomization '${applier.name}' applies both, and applies them together`,
    fix: 'move the one that comes first to an earlier Layer',
  });
}
