import { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { ObjectId } from '../manifests/object-id';
import { resolve } from './existence';
import { isUnknown, mayBeEqual } from './known-text';
import { ReferenceRole } from './reference-table';
import { Reference, referencesInTemplates } from './references';
import { RuleContext } from './rule-context';
import { mayBeUnseen } from './unseen';

/**
 * What the templates of ResourceSets name that nothing in the cluster can be, whatever the inputs are: they can be built in the cluster
 * only, and each name in them begins and ends with what is written there.
 */
export function missingInTemplates(context: RuleContext, ...roles: ReferenceRole[]): Reference[] {
  return referencesInTemplates(context.manifests)
    .for(...roles)
    .filter(({ to, optional }) => !optional && isMissing(context, to));
}

function isMissing(context: RuleContext, to: ObjectId): boolean {
  if (to.name === '*' || to.namespace === undefined || isUnknown(to.qualifiedKind)) return false;
  if (resolve(context, to).exists || isDeclared(context, to)) return false;
  return !isThere(context.manifests, to) && !mayBeUnseen(context, to);
}

/** Of a name that is not known, an external object of the kind may be meant. */
function isDeclared({ externals }: RuleContext, { kind, qualifiedKind, name, namespace = '' }: ObjectId): boolean {
  const isOpen = isUnknown(name) || isUnknown(namespace);
  return isOpen && [...externals._ofKind(qualifiedKind), ...externals._ofKind(kind)].length > 0;
}

function isThere(manifests: ManifestSet, to: ObjectId): boolean {
  const generated = manifests.generated.filter(({ id }) => id.qualifiedKind === to.qualifiedKind);
  return [...manifests.ofKind(to.qualifiedKind), ...generated].some((other) => isAlike(other, to));
}

function isAlike(other: Manifest, { name, namespace = '' }: ObjectId): boolean {
  return mayBeEqual(other.name, name) && mayBeEqual(other.namespace ?? '', namespace);
}
