import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { pushTo } from '../../../primitives/push-to';
import { normalPath, syncsOf } from '../../../verification/applying';
import { ISourceFile } from '../../../manifests/source-file';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

import { referencesIn } from '../../../verification/references';

const KUSTOMIZATION_FILE = /(^|\/)(kustomization\.ya?ml|Kustomization)$/;

/** Two Kustomizations read the same files. */
export class OverlappingPaths implements IRule {
  public readonly meta: RuleMeta = {
    id: 'overlapping-paths',
    severity: Severity.INFO,
    summary: 'The directory of one Kustomization lies in that of another one, which takes everything below it.',
    why:
      'A directory without a kustomization file is scanned with all that is below it. The inner directory is then applied twice, by both ' +
      'Kustomizations, and whichever loses a file first prunes the objects of both.',
    fix: 'Use directories that do not contain each other, or list the resources of the outer one in a kustomization file.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#generating-a-kustomizationyaml-file'],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    // Without files, nobody can tell what a directory holds.
    if (context.repositoryFiles.length === 0) return [];
    const { scanned, listed } = directoriesOf(context.repositoryFiles);
    const byPlace = kustomizationsByPath(context);
    const findings: Finding[] = [];
    for (const [source, byPath] of byPlace) {
      for (const [path, inner] of byPath) {
        const outer = ancestorsOf(path).find((ancestor) => byPath.has(ancestor));
        if (outer === undefined || !scanned.has(path) || !isScannedDownTo(path, outer, listed)) continue;
        const [manifest, around] = [inner[0], byPath.get(outer)![0]];
        const message = `${manifest} reads ${path} of ${source.split('/').pop()}, which ${around} takes too, because ${outer || 'the root'} has no kustomization file`;
        findings.push(new Finding(manifest.at('spec', 'path'), message));
      }
    }
    return findings;
  }
}

/** The Kustomizations of each source by their paths; not those of sources that leave files out. */
function kustomizationsByPath(context: RuleContext): Map<string, Map<string, Manifest[]>> {
  const bySource = new Map<string, Map<string, Manifest[]>>();
  const written = new Set<Manifest>([...context.manifests.ofKind(Kind.KUSTOMIZATION), ...syncsOf(context)]);
  const { locked } = context.controllers;
  for (const { from, to } of referencesIn(context.manifests).for('source')) {
    if (!written.has(from) || context.manifests.find(to)?.at('spec', 'ignore').exists) continue;
    // What kustomize-controller refuses applies nothing.
    if (locked && from.namespace !== to.namespace) continue;
    const byPath = bySource.get(to.key) ?? new Map<string, Manifest[]>();
    bySource.set(to.key, byPath);
    pushTo(byPath, normalPath(from.at('spec', 'path').text()), from);
  }
  return bySource;
}

/** All directories that hold files, and those with a kustomization file. */
function directoriesOf(files: readonly ISourceFile[]): Directories {
  const known = directories.get(files) ?? read(files);
  directories.set(files, known);
  return known;
}

interface Directories {
  readonly scanned: ReadonlySet<string>;
  readonly listed: ReadonlySet<string>;
}

/** By the files of a repository, which all of its clusters share. */
const directories = new WeakMap<readonly ISourceFile[], Directories>();

function read(files: readonly ISourceFile[]): Directories {
  const scanned = new Set<string>();
  const listed = new Set<string>();
  for (const { path } of files) {
    for (const directory of ancestorsOf(path)) {
      if (scanned.has(directory)) break;
      scanned.add(directory);
    }
    if (KUSTOMIZATION_FILE.test(path)) listed.add(ancestorsOf(path)[0]);
  }
  return { scanned, listed };
}

/** The scan ends where a kustomization file says what belongs to a directory: outside of the inner one, that is. */
function isScannedDownTo(inner: string, outer: string, listed: ReadonlySet<string>): boolean {
  const around = ancestorsOf(inner);
  return around.slice(0, around.indexOf(outer) + 1).every((directory) => !listed.has(directory));
}

/** The directories around a path, the innermost first, the root (the empty text) last. */
function ancestorsOf(path: string): string[] {
  const segments = path.split('/');
  return path === '' ? [] : segments.map((_, index) => segments.slice(0, segments.length - 1 - index).join('/'));
}
