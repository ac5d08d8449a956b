import { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { ObjectId } from '../manifests/object-id';
import { knownKinds } from '../schemas/crds';
import { nearest } from '../schemas/wording';
import { isTypingError } from './evidence';
import { editDistance } from './existence';
import { isFluxGroup, isFluxObject } from './generated-objects';
import { builtInGroups, builtInKinds, isBuiltInGroup } from './kind-scope';
import { isUnknown } from './known-text';

/** Why no cluster knows the kind of an object. */
export interface WrongKind {
  /** The field that is wrong: `kind` or `apiVersion`. */
  readonly key: string;
  readonly message: string;
  readonly fix?: string;
}

/** Kinds of Kubernetes and of Flux, by API group. */
const KINDS = new Map<string, readonly string[]>([
  ...builtInGroups().map((group): [string, readonly string[]] => [group, builtInKinds(group)]),
  ...[...knownKinds()].filter(([group]) => isFluxGroup(group)),
]);

/** Groups of which all kinds are known, also those of releases to come. */
const CLOSED = ['', 'apps', 'batch'];

/** Whether an object is of a kind that Kubernetes and Flux do not have, in a group of theirs or in one that is almost theirs. */
function wrongKindOf(manifest: Manifest): WrongKind | undefined {
  const { kind, id, apiVersion } = manifest;
  const kinds = KINDS.get(id.group);
  if (kinds?.includes(kind) || isUnknown(kind) || isUnknown(apiVersion)) return undefined;
  return kinds ? wrongInGroup(manifest, kinds) : wrongGroup(manifest);
}

function wrongInGroup(manifest: Manifest, kinds: readonly string[]): WrongKind | undefined {
  const { kind, id } = manifest;
  const message = `${manifest}: ${id.group ? `the API group ${id.group}` : 'the core API'} has no kind ${kind}`;
  const others = groupsWith(kind);
  if (others.length > 0) return { key: 'apiVersion', message, fix: `${kind} is in the API group ${others.join(' or ')}.` };
  // Lists are no objects of their own.
  const isKnown = (CLOSED.includes(id.group) && !kind.endsWith('List')) || isFluxObject(manifest);
  if (!isKnown && !kinds.some((known) => isAlike(known, kind))) return undefined;
  const meant = nearest(kind, kinds);
  return { key: 'kind', message, fix: meant && `Did you mean ${meant}?` };
}

function groupsWith(kind: string): string[] {
  return [...KINDS].filter(([group, kinds]) => group !== '' && kinds.includes(kind)).map(([group]) => group);
}

/** A group of Flux that there is not, or one that differs in two letters from the group of the kind. */
function wrongGroup(manifest: Manifest): WrongKind | undefined {
  const { kind, id } = manifest;
  if (isBuiltInGroup(id.group)) return undefined;
  const groups = groupsWith(kind);
  const meant = isFluxObject(manifest) ? groups[0] : groups.find((group) => isAlike(group, id.group));
  if (meant === undefined) return undefined;
  return { key: 'apiVersion', message: `${manifest}: there is no API group ${id.group}`, fix: `Did you mean ${meant}?` };
}

/** The kind of Kubernetes or of Flux that a name is almost, where it is that of no other one. */
export function mistypedKind(manifests: ManifestSet, name: string): string | undefined {
  if (!/^[A-Za-z]+$/.test(name)) return undefined;
  const kinds = [...KINDS.values()].flat();
  if (kinds.includes(name) || [...manifests._kinds].some((kind) => kind.startsWith(`${name}.`))) return undefined;
  return kinds.find((kind) => isTypingError(kind, name) || kind.toLowerCase() === name.toLowerCase());
}

function isAlike(a: string, b: string): boolean {
  return Math.abs(a.length - b.length) <= 2 && editDistance(a.toLowerCase(), b.toLowerCase()) <= 2;
}

/** An object of a kind that does not exist. */
export interface MistypedObject {
  readonly manifest: Manifest;
  readonly wrong: WrongKind;
}

/** The objects of a cluster whose kinds do not exist. */
export function mistypedIn(manifests: ManifestSet): readonly MistypedObject[] {
  return manifests._once(findMistyped);
}

function findMistyped({ manifests }: ManifestSet): MistypedObject[] {
  const found: MistypedObject[] = [];
  for (const manifest of manifests) {
    const wrong = wrongKindOf(manifest);
    if (wrong) found.push({ manifest, wrong });
  }
  return found;
}

/** Whether an object of this name is in a kind that does not exist, so that it is not there for those who need it. */
export function isMistyped(manifests: ManifestSet, { name, namespace }: ObjectId): boolean {
  return mistypedIn(manifests).length > 0 && manifests._once(namesOfMistyped).has(`${namespace} ${name}`);
}

function namesOfMistyped(manifests: ManifestSet): ReadonlySet<string> {
  return new Set(mistypedIn(manifests).map(({ manifest: { name, namespace } }) => `${namespace} ${name}`));
}
