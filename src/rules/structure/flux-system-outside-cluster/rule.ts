import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { ISourceFile } from '../../../manifests/source-file';
import { normalPath } from '../../../verification/applying';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** Files of Flux itself that belong to no cluster. */
export class FluxSystemOutsideCluster implements IRule {
  public readonly meta: RuleMeta = {
    id: 'flux-system-outside-cluster',
    severity: Severity.WARNING,
    summary: 'The manifests of Flux itself lie outside of the directories of the clusters.',
    why:
      'Each cluster has an installation of Flux of its own. One that lies beside the clusters is applied by none of them, or by several at ' +
      'once, and then they share the path and the key of their sync.',
    fix: 'Move it below the directory of its cluster, e.g. clusters/production/flux-system.',
    references: ['https://fluxcd.io/flux/guides/repository-structure/'],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    const { repositoryFiles, entryPaths, path } = context;
    // The files are those of the whole fleet: its first cluster speaks for all.
    if (entryPaths.length === 0 || path !== entryPaths[0]) return [];
    const told = new Set<string>();
    const isManaged = context._inFleet(managedInstances);
    return repositoryFiles.flatMap((file) => {
      const directory = directoryOf(file.path);
      if (told.has(directory) || entryPaths.some((entry) => isBelow(file.path, entry) || (directory !== '' && isBelow(entry, directory))))
        return [];
      const place = placeOfFlux(file);
      if (!place || isManaged(file.path)) return [];
      told.add(directory);
      return [new Finding(place.root, `${file.path} belongs to Flux itself, and lies below no cluster (${entryPaths.join(', ')})`)];
    });
  }
}

/** Whether one cluster applies the instance in a file, wherever that stands, so that Flux manages itself. What does not build may hold it. */
function managedInstances(contexts: readonly RuleContext[]): (file: string) => boolean {
  const appliers = new Map<string, number>();
  for (const { manifests } of contexts) {
    for (const { applier, root } of manifests.ofKind(Kind.FLUX_INSTANCE)) {
      const { file } = root.place;
      if (applier && file !== undefined) appliers.set(file, (appliers.get(file) ?? 0) + 1);
    }
  }
  const isWhole = contexts.every(({ _renderProblems }) => _renderProblems.length === 0);
  return (file) => (isWhole ? appliers.get(file) === 1 : !GOTK.test(file));
}

const GOTK = /(^|\/)gotk-(components|sync)\.ya?ml$/;

/** What `flux bootstrap` writes, by its names, and the object that the operator installs Flux for. */
function placeOfFlux(file: ISourceFile): Manifest | undefined {
  if (GOTK.test(file.path)) {
    return file.documents[0] ?? new Manifest(undefined, { origin: { place: () => ({ file: file.path, line: 1 }) } });
  }
  if (!/\.ya?ml$/.test(file.path) || !file.text.includes('fluxcd.controlplane.io')) return undefined;
  return file.documents.find(({ id }) => id.qualifiedKind === Kind.FLUX_INSTANCE);
}

function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Nothing is outside of a cluster whose entry is the root of the repository. */
function isBelow(path: string, directory: string): boolean {
  const prefix = normalPath(directory);
  return prefix === '' || path.startsWith(`${prefix}/`);
}
