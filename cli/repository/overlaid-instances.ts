import { Manifest } from '../../src/manifests/manifest';
import { isMap } from '../is-map';
import { FileTree } from './file-tree';
import { FluxDocument } from './flux-documents';
import { directoryOf, nameOf, resolvePath } from './paths';
import { RepositoryFile } from './repository-file';
import { patched } from './simple-patch';

/**
 * The FluxInstances that overlays make of one: a base that several clusters share is none of them, where each patches the path of the
 * sync. An instance that nothing patches is itself.
 */
export function overlaidInstances(tree: FileTree, instances: readonly FluxDocument[]): FluxDocument[] {
  // The file of a patch looks like an instance, too.
  const patches = new Set<string>();
  const kustomizations = patchingKustomizations(tree);
  const all = instances.flatMap((instance) => overlaysOf(tree, kustomizations, instance, patches));
  return all.filter(({ path }) => !patches.has(path));
}

/** The kustomization files that patch anything, by their paths. */
function patchingKustomizations(tree: FileTree): [string, RepositoryFile][] {
  return [...tree.entries()].filter(
    ([path, file]) => /^(kustomization\.ya?ml|Kustomization)$/.test(nameOf(path)) && file.text.includes('patch'),
  );
}

function overlaysOf(
  tree: FileTree,
  kustomizations: readonly [string, RepositoryFile][],
  instance: FluxDocument,
  read: Set<string>,
): FluxDocument[] {
  const found: FluxDocument[] = [];
  for (const [path, file] of kustomizations) {
    if (!mayPatch(file.text, instance.path)) continue;
    const [kustomization] = file.manifests;
    if (!kustomization || !lists(kustomization, directoryOf(path), instance.path)) continue;
    const manifest = withPatches(instance.manifest, kustomization, textReader(tree, directoryOf(path), read));
    if (pathOf(manifest) !== pathOf(instance.manifest)) found.push({ manifest, path });
  }
  return found.length > 0 ? found : [instance];
}

/** Most kustomizations have nothing to do with it, and are not parsed. */
function mayPatch(text: string, path: string): boolean {
  return [path, directoryOf(path)].some((one) => one !== '' && text.includes(nameOf(one)));
}

function lists(kustomization: Manifest, directory: string, path: string): boolean {
  return kustomization
    .at('resources')
    .items()
    .some((entry) => [path, directoryOf(path)].includes(resolvePath(directory, entry.text() ?? '') ?? '\0'));
}

function textReader(tree: FileTree, directory: string, known: Set<string>): (path: string | undefined) => string {
  return (path) => {
    const target = resolvePath(directory, path ?? '') ?? '';
    known.add(target);
    return tree.file(target)?.text ?? '';
  };
}

function withPatches(instance: Manifest, kustomization: Manifest, read: (path: string | undefined) => string): Manifest {
  const merges = kustomization.at('patchesStrategicMerge').items();
  const patches = kustomization.at('patches').items();
  const texts = [
    ...merges.map((field) => ({ text: read(field.text()), target: undefined })),
    ...patches.map((field) => ({ text: field.at('patch').text() ?? read(field.at('path').text()), target: field.at('target').value })),
  ];
  const object = texts.reduce(
    (result, { text, target }) => patched(result, text, isMap(target) ? target : undefined) ?? result,
    instance.object,
  );
  return new Manifest(object, { origin: instance._origin });
}

function pathOf(instance: Manifest): string | undefined {
  return instance.at('spec', 'sync', 'path').text();
}
