import { Kind } from '../manifests/kind';
import { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { expandResourceSet } from '../manifests/resource-set/expand-resource-set';
import { generatedObjects } from './generated-objects';
import { scopeOf } from './kind-scope';
import { isUnknown, mayBeEqual } from './known-text';
import { isAccountOfFlux, rightsIn } from './rights';
import { ClusterView } from './cluster-view';
import { knownTemplatesOf } from './templates';

/** The appliers of which not all can be seen, also the ResourceSets that the operator cannot build: that is reported as such. */
export function hiddenAppliers(manifests: ManifestSet): readonly Manifest[] {
  return manifests._once(findHidden);
}

function findHidden(manifests: ManifestSet): Manifest[] {
  return [
    ...manifests.unseen.map(({ applier }) => applier),
    ...manifests.ofKind(Kind.RESOURCE_SET).filter((set) => isBroken(manifests, set)),
  ];
}

function isBroken(manifests: ManifestSet, set: Manifest): boolean {
  const providers = manifests.ofKind(Kind.RESOURCE_SET_INPUT_PROVIDER).filter(({ namespace }) => namespace === set.namespace);
  try {
    const { problems } = expandResourceSet(
      set.object,
      providers.map(({ object }) => object as unknown),
    );
    return problems.some(({ kind }) => kind !== 'duplicate');
  } catch {
    // The API server refuses what cannot even be read.
    return true;
  }
}

/** Which controller applies what. */
export const CONTROLLER_OF: Readonly<Record<string, string>> = {
  [Kind.KUSTOMIZATION]: 'kustomize-controller',
  [Kind.HELM_RELEASE]: 'helm-controller',
  [Kind.RESOURCE_SET]: 'flux-operator',
};

/** The account that an applier acts as; `undefined` where it acts with the rights of its controller. */
export function accountOf({ controllers }: ClusterView, applier: Manifest): string | undefined {
  return applier.at('spec', 'serviceAccountName').text() ?? controllers._defaultAccount(CONTROLLER_OF[applier.id.qualifiedKind]);
}

/**
 * Whether an applier that cannot be seen could apply an object: its account keeps it out of other namespaces, a fixed target too, and
 * a ResourceSet makes what its templates say.
 *
 * @param namespace of the object; none for one of the whole cluster
 * @param kind with its API group; any without it
 * @param name of the object; any without it
 */
export function canApply(context: ClusterView, applier: Manifest, namespace: string | undefined, kind?: string, name?: string): boolean {
  if (!isAllowed(context, applier, namespace)) return false;
  if (applier.id.qualifiedKind === Kind.RESOURCE_SET) return canMake(context, applier, namespace, kind, name);
  return namespace === undefined || mayBeEqual(applier.at('spec', 'targetNamespace').text() ?? namespace, namespace);
}

/** An account may do something in its own namespace, as far as anybody can tell, and where bindings say so. */
function isAllowed(context: ClusterView, applier: Manifest, namespace: string | undefined): boolean {
  const account = accountOf(context, applier);
  const own = applier.namespace ?? '';
  if (account === undefined || isAccountOfFlux(context, own, account) || (namespace !== undefined && mayBeEqual(own, namespace)))
    return true;
  const grants = rightsIn(context.manifests).alsoAsMember(own, account);
  return grants.some(({ binding, isClusterWide }) => isClusterWide || (namespace !== undefined && binding.namespace === namespace));
}

function canMake(context: ClusterView, resourceSet: Manifest, namespace?: string, kind?: string, name?: string): boolean {
  const made = context.manifests._once(madeByUnseen).get(resourceSet);
  if (!made) return true;
  return made.some((object) => {
    const { qualifiedKind } = object.id;
    if (qualifiedKind === Kind.RESOURCE_SET || isUnknown(qualifiedKind)) return true;
    if (qualifiedKind === Kind.KUSTOMIZATION && canApply(context, object, namespace, kind, name)) return true;
    if (createsNamespace(object) && namespace === undefined && (kind ?? Kind.NAMESPACE) === Kind.NAMESPACE) return true;
    const isMeant = (kind === undefined || kind === qualifiedKind) && (name === undefined || mayBeEqual(object.name, name));
    return isMeant && isIn(context.manifests, object, namespace);
  });
}

/** What the ResourceSets that cannot be seen make, and what controllers make of that; nothing for one that cannot be read. */
function madeByUnseen(manifests: ManifestSet): Map<Manifest, Manifest[] | undefined> {
  const sets = hiddenAppliers(manifests).filter(({ id }) => id.qualifiedKind === Kind.RESOURCE_SET);
  return new Map(
    sets.map((applier) => {
      const templates = knownTemplatesOf(applier);
      return [applier, templates && [...templates, ...generatedObjects(templates)]];
    }),
  );
}

function createsNamespace(object: Manifest): boolean {
  return object.id.qualifiedKind === Kind.HELM_RELEASE && object.at('spec', 'install', 'createNamespace').isTrue();
}

function isIn(manifests: ManifestSet, object: Manifest, namespace: string | undefined): boolean {
  if (namespace === undefined) return object.namespace === undefined;
  return object.namespace === undefined ? scopeOf(manifests, object) !== 'cluster' : mayBeEqual(object.namespace, namespace);
}
