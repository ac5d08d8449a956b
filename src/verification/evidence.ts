import { Kind } from '../manifests/kind';
import { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { ObjectId } from '../manifests/object-id';
import { editDistance } from './existence';
import { objectsAt } from './objects-at';
import { Reference } from './references';
import { RuleContext } from './rule-context';

/** Whether the namespace has what is missing under a name that is almost the same, or as a Secret where a ConfigMap is asked for. */
export function isMisnamed(context: RuleContext, id: ObjectId): boolean {
  const other = OTHER_CONFIG[id.qualifiedKind];
  if (other !== undefined && context.manifests.find(new ObjectId('', other, id.name, id.namespace))) return true;
  return misnamed(context, id) !== undefined;
}

/** What the namespace has under a name that is almost the same. */
export function misnamed({ manifests }: RuleContext, id: ObjectId): Manifest | undefined {
  return beside(manifests, id).find(({ name }) => isTypingError(name, id.name));
}

const OTHER_CONFIG: Readonly<Record<string, string | undefined>> = {
  [Kind.SECRET]: Kind.CONFIG_MAP,
  [Kind.CONFIG_MAP]: Kind.SECRET,
};

/**
 * Whether a ConfigMap or Secret that is missing stands in the wrong place, or is in another cluster. Secrets of one name are in many
 * namespaces, and made by hand in some of them; those with variables are kept where Kustomizations are.
 */
export function isMisplaced(context: RuleContext, { to, role }: Reference): boolean {
  const { manifests } = context;
  if (clusterWith(context, to) !== undefined) return true;
  if (role === 'copy' || (to.kind !== 'ConfigMap' && role !== 'variables')) return false;
  return manifests.ofKind(to.qualifiedKind).some(({ name }) => name === to.name) || isAbbreviated(manifests, to);
}

/** Another cluster that has a ConfigMap or Secret which this one does not have. */
export function clusterWith(context: RuleContext, { key }: ObjectId): string | undefined {
  return context._inFleet(clustersByConfig).get(key);
}

function clustersByConfig(contexts: readonly RuleContext[]): Map<string, string> {
  const clusters = new Map<string, string>();
  for (const { cluster, manifests } of contexts) {
    for (const { id } of [...manifests.ofKind(Kind.CONFIG_MAP), ...manifests.ofKind(Kind.SECRET)]) clusters.set(id.key, cluster);
  }
  return clusters;
}

/** Whether the namespace has one whose name says a word more or less at one of its ends. */
function isAbbreviated(manifests: ManifestSet, id: ObjectId): boolean {
  const found = beside(manifests, id).filter(({ name }) => isPartOf(name, id.name) || isPartOf(id.name, name));
  return found.length === 1;
}

/** A name of one word is part of too many, and what has digits in it is a hash or a number. */
function isPartOf(part: string, name: string): boolean {
  if (!part.includes('-')) return false;
  const more = name.startsWith(`${part}-`) ? name.slice(part.length) : name.endsWith(`-${part}`) ? name.slice(0, -part.length) : '1';
  return !/\d/.test(more);
}

/** The objects of the same kind in the same namespace; none where there are so many that some are always alike. */
function beside(manifests: ManifestSet, { qualifiedKind, namespace }: ObjectId): readonly Manifest[] {
  const found = objectsAt(manifests, qualifiedKind, namespace);
  return found.length > CROWD ? [] : found;
}

const CROWD = 500;

/** Whether two names differ in a dash, or in one letter of one long word. Short words, like `a` and `b`, differ on purpose. */
export function isTypingError(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 2) return false;
  if (a.replaceAll('-', '') === b.replaceAll('-', '')) return true;
  const [words, others] = [a.split('-'), b.split('-')];
  if (words.length !== others.length) return false;
  const different = words.flatMap((word, index) => (word === others[index] ? [] : [[word, others[index]]]));
  return different.length === 1 && isMistyped(different[0][0], different[0][1]);
}

function isMistyped(a: string, b: string): boolean {
  if (/\d/.test(a + b)) return false;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long === `${short}s` && short.length >= 3) return true;
  return short.length >= 5 && (editDistance(a, b) === 1 || isSwapped(a, b));
}

/** Whether two letters that follow each other have changed their places. */
function isSwapped(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return a.length === b.length && a.slice(0, at) + a[at + 1] + a[at] + a.slice(at + 2) === b;
}
