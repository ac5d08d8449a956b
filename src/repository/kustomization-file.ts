/** Names under which kustomize finds its file, and Flux too. */
const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** A `kustomization.yaml` as plain data. */
export interface KustomizationFile {
  readonly apiVersion: string;
  readonly kind: string;
  readonly resources: string[];
  readonly patches?: readonly PatchEntry[];
}

/** A patch that a `kustomization.yaml` names. */
export interface PatchEntry {
  /** File beside it. */
  readonly path: string;
  /** What it is for, unless the patch says it. */
  readonly target?: Record<string, string>;
}

/** What stands in another directory and is built into one. */
export interface Overlaid {
  /** The other directory, relative to this one. */
  readonly base: string;
  readonly patches: readonly PatchEntry[];
}

/**
 * The `kustomization.yaml` of every directory that has none, listing exactly what is there.
 *
 * A directory with a file of its own stands for all below it, as for kustomize.
 *
 * @param paths files relative to the directory that Flux applies
 * @param overlaid what is built into a directory from elsewhere, by directory
 */
export function kustomizationFiles(
  paths: string[],
  overlaid: ReadonlyMap<string, readonly Overlaid[]> = new Map(),
): Map<string, KustomizationFile> {
  const own = new Set(paths.filter((path) => NAMES.includes(baseName(path))).map(parentOf));
  const entries = new Map<string, Set<string>>([['', new Set()]]);
  for (const path of paths) {
    const unit = ancestors(path).find((directory) => own.has(directory));
    if (unit === '') continue;
    if (unit === undefined && !/\.ya?ml$/.test(path)) continue;
    list(entries, unit ?? path);
  }

  for (const [directory, overlays] of overlaid) {
    if (directory !== '') list(entries, directory);
    const names = entries.get(directory) ?? new Set<string>();
    entries.set(directory, names);
    for (const { base } of overlays) names.add(base);
  }

  const files = new Map<string, KustomizationFile>();
  for (const [directory, names] of entries) {
    if (own.has(directory)) continue;
    files.set(directory === '' ? NAMES[0] : `${directory}/${NAMES[0]}`, {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: [...names].sort(),
      ...patchesIn(overlaid.get(directory)),
    });
  }
  return files;
}

function patchesIn(overlaid: readonly Overlaid[] = []): { patches?: PatchEntry[] } {
  const patches = overlaid.flatMap((overlay) => overlay.patches);
  return patches.length > 0 ? { patches } : {};
}

/** Lists a path in its directory, and that in the one above, up to the top. */
function list(entries: Map<string, Set<string>>, path: string): void {
  for (let at = path; at !== ''; at = parentOf(at)) {
    const parent = parentOf(at);
    const names = entries.get(parent);
    if (names?.has(baseName(at))) return;
    if (names) names.add(baseName(at));
    else entries.set(parent, new Set([baseName(at)]));
  }
}

/** The directories around a path, the top one first. */
function ancestors(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
