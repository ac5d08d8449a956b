import { Kind } from '../../manifests/kind';
import { Field, Manifest } from '../../manifests/manifest';
import { ManifestSet } from '../../manifests/manifest-set';
import { ObjectId } from '../../manifests/object-id';
import { pushTo } from '../../primitives/push-to';
import { syncsOf } from '../../verification/applying';
import { isUnknown } from '../../verification/known-text';
import { referencesIn } from '../../verification/references';
import { RuleContext } from '../../verification/rule-context';

/** The clusters that may update the images in the files of this one: usually only one of a fleet has policies and automations. */
export function updatingClusters(context: RuleContext): readonly RuleContext[] {
  const all = context._inFleet(allUpdatingClusters);
  return all.includes(context) ? [context, ...all.filter((other) => other !== context)] : all;
}

function allUpdatingClusters(contexts: readonly RuleContext[]): readonly RuleContext[] {
  return contexts.filter(
    ({ manifests }) => manifests.ofKind(Kind.IMAGE_POLICY).length > 0 || manifests.ofKind(Kind.IMAGE_UPDATE_AUTOMATION).length > 0,
  );
}

/** A policy, in this cluster or in another one that updates images. */
export function findPolicy(context: RuleContext, id: ObjectId): Manifest | undefined {
  const own = context.manifests.find(id);
  return own ?? updatingClusters(context).reduce<Manifest | undefined>((found, { manifests }) => found ?? manifests.find(id), undefined);
}

/** The GitRepository that an automation commits to. */
export function pushedSource(manifests: ManifestSet, automation: Manifest): Manifest | undefined {
  const reference = referencesIn(manifests)
    .of(automation)
    .find(({ role }) => role === 'source');
  return reference && manifests.find(reference.to);
}

/** Whether an automation commits to the repository that the files of its cluster are from. */
export function isOfThisRepository(manifests: ManifestSet, automation: Manifest): boolean {
  const source = pushedSource(manifests, automation);
  if (!source) return false;
  const own = manifests._once(ownRepositories);
  const address = addressOf(source);
  return own.has(source.id.key) || (address !== undefined && own.has(address));
}

/** The automations that write to this repository, in any cluster. */
export function automationsByNamespace(context: RuleContext): Map<string | undefined, Manifest[]> {
  const found = new Map<string | undefined, Manifest[]>();
  for (const { manifests } of updatingClusters(context)) {
    for (const automation of manifests.ofKind(Kind.IMAGE_UPDATE_AUTOMATION)) {
      if (!isOfThisRepository(manifests, automation)) continue;
      pushTo(found, automation.namespace, automation);
    }
  }
  return found;
}

/** Whether a file is in the directory that an automation scans. */
export function scans(automation: Manifest, file: string): boolean {
  const path = (automation.at('spec', 'update', 'path').text() ?? '').replace(/^(\.?\/)+|^\.$|\/+$/g, '');
  if (path === '' || file === path || file.startsWith(`${path}/`)) return true;
  return isElsewhere(file) && file.includes(`/${path}/`);
}

/** Whether a file is of another repository of the fleet. Where the root of that one is, its path does not say. */
function isElsewhere(file: string): boolean {
  return file.startsWith('../') || file.startsWith('/');
}

/** Ids and addresses of the sources of those Kustomizations whose objects can be seen. */
function ownRepositories(manifests: ManifestSet): Set<string> {
  const hidden = new Set(manifests.unseen.map(({ applier }) => applier));
  const own = new Set<string>();
  for (const { from, to } of referencesIn(manifests).for('source')) {
    if (from.id.qualifiedKind !== Kind.KUSTOMIZATION || hidden.has(from)) continue;
    own.add(to.key);
    const source = manifests.find(to);
    const address = source && addressOf(source);
    if (address !== undefined) own.add(address);
  }
  return own;
}

/** An address without what differs between the ways to reach one repository: `ssh://git@host/a/b`, `https://host/a/b.git`. */
function addressOf(source: Manifest): string | undefined {
  return source
    .at('spec', 'url')
    .text()
    ?.replace(/^[a-z]+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/\/$/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
}

/** The directories that automations scan, and that the repository does not have: nothing is ever updated, and nobody is told. */
export function missingUpdatePaths(context: RuleContext): readonly Field[] {
  const { manifests, repositoryFiles, files } = context;
  // Without all files of the repository nobody can tell.
  if (repositoryFiles === files) return [];
  const syncs = syncsOf(context).flatMap((sync) => referencesIn(manifests).of(sync));
  const hasOthers = files.some(({ path }) => isElsewhere(path));
  return manifests.ofKind(Kind.IMAGE_UPDATE_AUTOMATION).flatMap((automation) => {
    const path = automation.at('spec', 'update', 'path');
    const isKnown = path.text() !== undefined && !isUnknown(path.text()!) && isOfThisRepository(manifests, automation);
    // Of another repository only those files are known that a cluster reads.
    const source = pushedSource(manifests, automation);
    if (hasOthers && !syncs.some(({ to }) => to.key === source?.id.key)) return [];
    return isKnown && !repositoryFiles.some((file) => scans(automation, file.path)) ? [path] : [];
  });
}
