import { Field, Manifest } from '../../src/manifests/manifest';
import { FileTree, kustomizationPath } from '../repository/file-tree';
import { joinPath, resolvePath } from '../repository/paths';
import { RepositoryFile } from '../repository/repository-file';
import { BuildPlan, PlannedKustomization, PlannedResource, PlanProblem } from './build-plan';
import { addsToBuild, withFluxFields } from './flux-fields';
import { isMap, listOf } from '../is-map';
import { isEmptyField, isRemote, KNOWN_FIELDS, LISTING_FIELDS, notFetched, REFUSED_FIELDS } from './kustomization-fields';
import { PatchText } from './patch-text';
import { readPatches } from './read-patches';
import { referencedFiles } from './referenced-files';
import { scanDirectory } from './scan-directory';

/** Works out what building a directory reads, without building it. Nothing outside of the tree is ever part of a plan. */
export function planBuild(tree: FileTree, directory: string, spec?: Field): BuildPlan {
  return new Planner(tree, directory, spec).plan();
}

/** How often kustomizations may be listed in all: those that list each other twice make exponentially many. */
const MAX_LISTED = 10_000;

class Planner {
  private readonly planned = new Map<string, PlannedKustomization>();
  private readonly reads = new Map<string, RepositoryFile>();
  private readonly patches: PatchText[] = [];
  private readonly problems: PlanProblem[] = [];
  private isListing = true;
  private isHopeless = false;

  constructor(
    private readonly tree: FileTree,
    private readonly directory: string,
    private readonly spec: Field | undefined,
  ) {}

  public plan(): BuildPlan {
    const top = this.top();
    if (countListed(top) > MAX_LISTED) this.fail(top.manifest.root, `more than ${MAX_LISTED} kustomizations are listed`);
    const { tree, directory, spec, reads, patches, problems, isListing, isHopeless } = this;
    return { tree, directory, spec, top, kustomizations: [...this.planned.values()], reads, patches, problems, isListing, isHopeless };
  }

  /** The kustomization of the directory itself; Flux makes one where there is none, and adds its own fields. */
  private top(): PlannedKustomization {
    const path = kustomizationPath(this.tree, this.directory);
    const kustomization = path === undefined ? this.generated() : this.fromFile(this.directory, path, []);
    if (!this.spec || !addsToBuild(this.spec)) return kustomization;
    this.isListing = false;
    kustomization.data = withFluxFields(kustomization.data, this.spec);
    kustomization.changed = true;
    for (const component of this.spec.at('components').items()) this.addComponent(kustomization, component);
    this.patches.push(...readPatches(this.spec, () => undefined));
    return kustomization;
  }

  /** What Flux makes of a directory without a kustomization file: all YAML below it. */
  private generated(): PlannedKustomization {
    const nobody = new Manifest({}, { origin: { place: () => ({ file: this.tree.repositoryPath(this.directory) || '.' }) } });
    const kustomization = planned(this.directory, joinPath(this.directory, 'kustomization.yaml'), nobody, {});
    this.planned.set(this.directory, kustomization);
    for (const path of scanDirectory(this.tree, this.directory)) {
      const file = this.tree.file(path);
      const resource = file ? this.fileResource(path, file, nobody.root) : this.directoryResource(path, nobody.root, [this.directory]);
      if (resource) kustomization.resources.push(resource);
    }
    kustomization.data = { resources: kustomization.resources.map((resource) => this.entryOf(kustomization, resource)) };
    kustomization.changed = true;
    return kustomization;
  }

  private entryOf({ directory }: PlannedKustomization, resource: PlannedResource): string {
    const path = 'file' in resource ? resource.path : resource.directory.directory;
    return `./${directory === '' ? path : path.slice(directory.length + 1)}`;
  }

  private fromFile(directory: string, path: string, around: readonly string[]): PlannedKustomization {
    const known = this.planned.get(directory);
    if (known) return known;
    const file = this.tree.file(path)!;
    this.reads.set(path, file);
    const [manifest = new Manifest({}, { origin: { place: () => ({ file: file.path }) } })] = file.manifests;
    const data = isMap(manifest.object) ? manifest.object : {};
    const kustomization = planned(directory, path, manifest, data);
    this.planned.set(directory, kustomization);
    if (file.isBroken) this.giveUp(manifest.root, 'the kustomization file cannot be read');
    this.checkFields(manifest, data);
    for (const field of ['resources', 'bases'].flatMap((name) => manifest.at(name).items())) {
      const resource = this.resource(directory, field, [...around, directory]);
      if (resource) kustomization.resources.push(resource);
      else drop(kustomization, field);
    }
    if (!this.isListing || !isListing(data)) this.readOthers(kustomization, [...around, directory]);
    return kustomization;
  }

  private checkFields(manifest: Manifest, data: Record<string, unknown>): void {
    const { apiVersion = '', kind = '' } = manifest;
    if (
      (kind !== '' && kind !== 'Kustomization' && kind !== 'Component') ||
      (apiVersion !== '' && !apiVersion.startsWith('kustomize.config.k8s.io/'))
    ) {
      return this.fail(
        manifest.at(kind === 'Kustomization' ? 'apiVersion' : 'kind'),
        'a kustomization file must hold a Kustomization of kustomize.config.k8s.io',
      );
    }
    for (const key of Object.keys(data)) {
      if (!KNOWN_FIELDS.has(key))
        this.fail(manifest.at(key), `kustomize knows no field ${JSON.stringify(key.slice(0, 60))} in a kustomization file`);
      else if (REFUSED_FIELDS.includes(key) && !isEmptyField(data[key]))
        this.fail(manifest.at(key), 'Flux does not let kustomize run helm');
    }
  }

  private resource(directory: string, field: Field, around: readonly string[]): PlannedResource | undefined {
    const entry = field.text();
    if (entry === undefined) return void this.report('fails', field, 'an entry of resources must be a path');
    if (isRemote(entry)) return void this.report('unseen', field, notFetched(entry));
    const path = resolvePath(directory, entry);
    if (path === undefined || entry.startsWith('/')) return void this.report('missing', field, 'the path leads out of the artifact', '');
    const file = this.tree.file(path);
    if (file) return this.fileResource(path, file, field);
    if (this.tree.isDirectory(path)) return this.directoryResource(path, field, around);
    return void this.report('missing', field, `${entry} does not exist`, path);
  }

  private fileResource(path: string, file: RepositoryFile, field: Field): PlannedResource {
    this.reads.set(path, file);
    return { path, file, field };
  }

  private directoryResource(path: string, field: Field, around: readonly string[]): PlannedResource | undefined {
    if (around.includes(path)) return void this.report('fails', field, 'the kustomization lists itself, by this entry');
    const kustomization = kustomizationPath(this.tree, path);
    if (kustomization === undefined)
      return void this.report('missing', field, `${path || '.'} has no kustomization file`, joinPath(path, 'kustomization.yaml'));
    if (around.length > 100) return void this.report('fails', field, 'more than 100 kustomizations inside each other');
    return { directory: this.fromFile(path, kustomization, around), field };
  }

  /** What only kustomize itself can build: all the files that it reads for it. */
  private readOthers(kustomization: PlannedKustomization, around: readonly string[]): void {
    const { manifest, directory } = kustomization;
    this.isListing = false;
    for (const component of manifest.at('components').items()) this.addDirectory(directory, component, around);
    const read = (field: Field): RepositoryFile | undefined => this.readFile(directory, field);
    this.patches.push(...readPatches(manifest.root, read));
    referencedFiles(manifest, {
      readFile: read,
      readText: (field, path) => this.readPath(directory, field, path),
      readDirectory: (field) => this.addDirectory(directory, field, around),
      isDirectory: (path) => this.tree.isDirectory(resolvePath(directory, path) ?? '\0'),
      refuse: (field, message) => this.giveUp(field, message),
    });
  }

  private addComponent(kustomization: PlannedKustomization, field: Field): void {
    const path = field.text() ?? '';
    if (isRemote(path) || path.startsWith('/')) return this.fail(field, 'Flux takes components only from a local and relative path');
    const target = resolvePath(this.directory, path);
    const ignored = this.spec!.at('ignoreMissingComponents').isTrue() && (target === undefined || !this.tree.has(target));
    if (ignored) return;
    kustomization.data.components = [...listOf(kustomization.data.components), path];
    this.addDirectory(this.directory, field, [this.directory]);
  }

  private addDirectory(directory: string, field: Field, around: readonly string[]): void {
    if (!this.resource(directory, field, around)) this.isHopeless = true;
  }

  private readFile(directory: string, field: Field): RepositoryFile | undefined {
    return this.readPath(directory, field, field.text() ?? '');
  }

  /** A file that a build cannot do without. */
  private readPath(directory: string, field: Field, entry: string): RepositoryFile | undefined {
    if (isRemote(entry)) return void this.giveUp(field, notFetched(entry), 'unseen');
    const path = resolvePath(directory, entry);
    const file = path === undefined || entry.startsWith('/') ? undefined : this.tree.file(path);
    if (!file)
      return void this.giveUp(
        field,
        path === undefined ? 'the path leads out of the artifact' : `${entry} does not exist`,
        'missing',
        path,
      );
    this.reads.set(path!, file);
    return file;
  }

  private report(kind: PlanProblem['kind'], field: Field, message: string, path?: string): void {
    this.problems.push({ kind, field, message, path });
  }

  private fail(field: Field, message: string): void {
    this.giveUp(field, message);
  }

  private giveUp(field: Field, message: string, kind: PlanProblem['kind'] = 'fails', path?: string): void {
    this.isHopeless = true;
    this.report(kind, field, message, path);
  }
}

function planned(directory: string, path: string, manifest: Manifest, data: Record<string, unknown>): PlannedKustomization {
  return { directory, path, manifest, data, changed: false, resources: [] };
}

/** Takes an entry out of what is built, so that the rest still is. */
function drop(kustomization: PlannedKustomization, entry: Field): void {
  const [list] = entry._steps as [string];
  const entries = kustomization.data[list] as unknown[];
  kustomization.data = { ...kustomization.data, [list]: entries.filter((value) => value !== entry.value) };
  kustomization.changed = true;
}

function isListing(data: Record<string, unknown>): boolean {
  return data.kind !== 'Component' && Object.keys(data).every((key) => LISTING_FIELDS.has(key) || isEmptyField(data[key]));
}

/** How many kustomizations are listed, each as often as it is. */
function countListed(top: PlannedKustomization): number {
  const counts = new Map<PlannedKustomization, number>();
  const count = (kustomization: PlannedKustomization): number => {
    const known = counts.get(kustomization);
    if (known !== undefined) return known;
    counts.set(kustomization, 0);
    const total = kustomization.resources.reduce((sum, resource) => sum + ('directory' in resource ? count(resource.directory) : 0), 1);
    counts.set(kustomization, total);
    return total;
  };
  return count(top);
}
