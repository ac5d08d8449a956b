import { Kind } from '../../manifests/kind';
import { Manifest } from '../../manifests/manifest';
import { ObjectId } from '../../manifests/object-id';
import { syncsOf } from '../../verification/applying';
import { editDistance, resolve } from '../../verification/existence';
import { Reference, referencesIn } from '../../verification/references';
import { RuleContext } from '../../verification/rule-context';

/** An entry of dependsOn that names nothing. */
export interface MissingDependency {
  readonly reference: Reference;
  /** A release where a Kustomization is meant, or the reverse. */
  readonly sameNameOfOtherKind?: Manifest;
}

/** The kinds of which everything stands in the repository: charts and controllers make none of them. */
const WRITTEN_KINDS: readonly string[] = [Kind.KUSTOMIZATION, Kind.HELM_RELEASE, Kind.RESOURCE_SET, Kind.RESOURCE_SET_INPUT_PROVIDER];

/** Kinds that somebody may have meant. */
const OTHER_KINDS: Readonly<Record<string, readonly string[] | undefined>> = {
  [Kind.KUSTOMIZATION]: [Kind.HELM_RELEASE],
  [Kind.HELM_RELEASE]: [Kind.KUSTOMIZATION],
  [Kind.RESOURCE_SET]: WRITTEN_KINDS,
};

/** Whether a kind is one of them, perhaps with the API group of another: what is copied has the group of what was there before. */
export function isWritten({ kind, group }: ObjectId): boolean {
  return group.includes('fluxcd') && WRITTEN_KINDS.some((written) => isAlmost(kind, written.slice(0, written.indexOf('.'))));
}

/** The kind, or what somebody writes in its place. */
function isAlmost(kind: string, known: string): boolean {
  return kind === known || editDistance(kind.toLowerCase(), known.toLowerCase()) <= 2;
}

/** The entries of dependsOn that name nothing that the cluster has. */
export function missingDependencies(context: RuleContext): readonly MissingDependency[] {
  return context._once(findMissing);
}

function findMissing(context: RuleContext): MissingDependency[] {
  return referencesIn(context.manifests)
    .for('dependency')
    .filter(({ to }) => !resolve(context, to).exists && isLiteral(to) && isWritten(to) && !isUnseenSync(context, to))
    .map((reference) => ({ reference, sameNameOfOtherKind: otherKind(context, reference) }));
}

/** A variable or a template that is left says that nobody knows the name yet. */
function isLiteral({ name, namespace = '' }: ObjectId): boolean {
  return !/\$\{|<</.test(`${name}${namespace}`);
}

/** `flux bootstrap` writes its sync into the repository when it runs for the first time. */
function isUnseenSync(context: RuleContext, { name, namespace }: ObjectId): boolean {
  return name === 'flux-system' && namespace === 'flux-system' && syncsOf(context).length === 0;
}

function otherKind({ manifests }: RuleContext, { from, to }: Reference): Manifest | undefined {
  const isOwnKind = from.id.qualifiedKind === to.qualifiedKind;
  // A ResourceSet may depend on any kind.
  const others = isOwnKind || from.id.qualifiedKind === Kind.RESOURCE_SET ? OTHER_KINDS[from.id.qualifiedKind] : undefined;
  return others?.map((other) => manifests.find(idOf(other, to))).find((other) => other !== undefined);
}

function idOf(qualifiedKind: string, { name, namespace }: ObjectId): ObjectId {
  const dot = qualifiedKind.indexOf('.');
  return new ObjectId(qualifiedKind.slice(dot + 1), qualifiedKind.slice(0, dot), name, namespace);
}
