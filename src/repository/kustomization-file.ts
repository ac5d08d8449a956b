/** Names under which kustomize finds its file, and Flux too. */
const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** A `kustomization.yaml` as plain data. */
export interface KustomizationFile {
  readonly apiVersion: string;
  readonly kind: string;
  readonly resources: string[];
}

/**
 * The `kustomization.yaml` of every directory that has none, listing exactly what is there.
 *
 * A directory with a file of its own stands for all below it, as for kustomize.
 *
 * @param paths files relative to the directory that Flux applies
 */
export function kustomizationFiles(paths: string[]): Map<string, KustomizationFile> {
  const own = new Set(paths.filter((path) => NAMES.includes(baseName(path))).map(parentOf));
  const entries = new Map<string, Set<string>>([['', new Set()]]);
  for (const path of paths) {
    const unit = ancestors(path).find((directory) => own.has(directory));
    if (unit === '') continue;
    if (unit === undefined && !/\.ya?ml$/.test(path)) continue;
    list(entries, unit ?? path);
  }

  const files = new Map<string, KustomizationFile>();
  for (const [directory, names] of entries) {
    if (own.has(directory)) continue;
    files.set(directory === '' ? NAMES[0] : `${directory}/${NAMES[0]}`, {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: [...names].sort(),
    });
  }
  return files;
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
