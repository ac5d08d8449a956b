import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { groupOf, ObjectId } from '../manifests/object-id';
import { pushTo } from '../primitives/push-to';
import { REFERENCES, ReferenceRole, ReferenceShape } from './reference-table';
import { unbuiltTemplates } from './templates';

/** One object names another. */
export interface Reference {
  readonly from: Manifest;
  /** The entry that names it. */
  readonly field: Field;
  readonly role: ReferenceRole;
  /** What is named. Its name is `*` where every object of the kind is meant. */
  readonly to: ObjectId;
  /** Whether Flux goes on without it. */
  readonly optional: boolean;
  /** The key that is read; `undefined` where all or none are. */
  readonly key?: string;
}

/** All references of a cluster, worked out once. */
export class References {
  private readonly byRole = new Map<ReferenceRole, Reference[]>();
  private bySource?: Map<Manifest, Reference[]>;
  private byTarget?: Map<string, Reference[]>;

  constructor(public readonly all: readonly Reference[]) {
    for (const reference of all) pushTo(this.byRole, reference.role, reference);
  }

  /** The references that are for something. */
  public for(...roles: ReferenceRole[]): readonly Reference[] {
    let found = NONE;
    for (const role of roles) {
      const more = this.byRole.get(role);
      if (more) found = found.length === 0 ? more : [...found, ...more];
    }
    return found;
  }

  /** What an object names. */
  public of(manifest: Manifest): readonly Reference[] {
    if (!this.bySource) {
      this.bySource = new Map();
      for (const reference of this.all) pushTo(this.bySource, reference.from, reference);
    }
    return this.bySource.get(manifest) ?? NONE;
  }

  /** Who names an object. */
  public to(id: ObjectId): readonly Reference[] {
    if (!this.byTarget) {
      this.byTarget = new Map();
      for (const reference of this.all) pushTo(this.byTarget, reference.to.key, reference);
    }
    return this.byTarget.get(id.key) ?? NONE;
  }
}

const NONE: readonly Reference[] = [];

/** The fields that name something for one of these purposes, as the metadata of a rule takes them. */
export function fieldsFor(...roles: ReferenceRole[]): string[] {
  const paths = REFERENCES.filter(({ role }) => roles.includes(role)).map(({ at }) => at.replaceAll('[]', '').split('.'));
  return [...new Set(paths.map((path) => path.slice(0, 2).join('.')))];
}

/** The references of a cluster. */
export function referencesIn(manifests: ManifestSet): References {
  return manifests._once(collectReferences);
}

/** What the templates name of which nothing can be built here. Names may hold what only the cluster knows. */
export function referencesInTemplates(manifests: ManifestSet): References {
  return manifests._once(collectFromTemplates);
}

function collectFromTemplates(manifests: ManifestSet): References {
  const all: Reference[] = [];
  for (const template of unbuiltTemplates(manifests)) collectFrom(template, all);
  return new References(all);
}

function collectReferences(manifests: ManifestSet): References {
  const all: Reference[] = [];
  for (const manifest of manifests.manifests) collectFrom(manifest, all);
  for (const manifest of manifests.generated) collectFrom(manifest, all);
  return new References(all);
}

function collectFrom(manifest: Manifest, all: Reference[]): void {
  const shapes = SHAPES.get(manifest.id.qualifiedKind);
  if (shapes === undefined) return;
  for (const shape of shapes) {
    const value = valueAt(manifest.object, shape.path);
    // Most of what an object could name it does not, so that no field is made before there is something.
    if (value === undefined || value === null) continue;
    for (const field of entriesOf(Field._of(manifest, shape.path, value), shape)) {
      const reference = read(manifest, field, shape);
      if (reference) all.push(reference);
    }
  }
}

function valueAt(object: any, path: readonly string[]): unknown {
  let value = object;
  for (let index = 0; index < path.length && value !== undefined && value !== null; index++) value = value[path[index]];
  return value;
}

/** A shape, made ready for reading. */
interface PreparedShape extends ReferenceShape {
  /** The way to the field, or to the list. */
  readonly path: readonly string[];
  /** The way from each entry of the list, where it is one. */
  readonly inEntries?: readonly string[];
  /** The kind that is named, or that is meant where the entry says none. */
  readonly target?: GroupKind;
}

interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** By kind. */
const SHAPES = new Map<string, PreparedShape[]>();
for (const shape of REFERENCES) {
  const [path, inEntries] = shape.at.split('[]').map((part) => part.split('.').filter((key) => key !== ''));
  const named = shape.kind ?? shape.defaultKind;
  const prepared = { ...shape, path, inEntries, target: named === undefined ? undefined : groupKindOf(named) };
  for (const kind of shape.from) pushTo(SHAPES, kind, prepared);
}

function entriesOf(field: Field, { inEntries }: PreparedShape): readonly Field[] {
  if (inEntries === undefined) return [field];
  return inEntries.length === 0 ? field.items() : field.items().map((entry) => entry.at(...inEntries));
}

function read(from: Manifest, field: Field, shape: PreparedShape): Reference | undefined {
  const { value: entry } = field;
  if (entry === undefined || entry === null) return undefined;
  const name = typeof entry === 'string' ? textOf(entry) : textOf(entry[shape.name ?? 'name']);
  if (name === undefined) return undefined;
  const target = targetOf(entry, shape);
  if (target === undefined) return undefined;
  const { group, kind } = target;
  const own = textOf(entry.namespace);
  const namespace = isClusterScoped(kind, group, shape, from, own)
    ? undefined
    : shape.crossNamespace
      ? (own ?? defaultNamespace(from, shape))
      : from.namespace;
  return {
    from,
    field,
    role: shape.role,
    to: new ObjectId(group, kind, name, namespace),
    optional: entry.optional === true,
    key: shape.keyField ? (textOf(entry[shape.keyField]) ?? shape.defaultKey) : undefined,
  };
}

/** A HelmChart that a release makes looks for its source in the release's namespace. */
function defaultNamespace(from: Manifest, shape: ReferenceShape): string | undefined {
  return shape.role === 'subject' ? undefined : from.namespace;
}

/** Kinds of the references that say only a kind, such as `sourceRef`. */
const GROUP_OF_KIND: ReadonlyMap<string, string> = new Map(
  Object.values(Kind).map((qualified): [string, string] => {
    const { group, kind } = groupKindOf(qualified);
    return [kind, group];
  }),
);

function targetOf(entry: any, shape: PreparedShape): GroupKind | undefined {
  if (shape.kind !== undefined) return shape.target;
  const kind = textOf(entry.kind);
  if (kind === undefined) return shape.target;
  const apiVersion = textOf(entry.apiVersion);
  const group = apiVersion === undefined ? (textOf(entry.apiGroup) ?? GROUP_OF_KIND.get(kind) ?? '') : groupOf(apiVersion);
  return { group, kind };
}

function groupKindOf(qualifiedKind: string): GroupKind {
  const dot = qualifiedKind.indexOf('.');
  return dot < 0 ? { group: '', kind: qualifiedKind } : { group: qualifiedKind.slice(dot + 1), kind: qualifiedKind.slice(0, dot) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Roles and stores of the whole cluster, users and groups, and whatever else a ResourceSet waits for without a namespace. */
function isClusterScoped(kind: string, group: string, shape: ReferenceShape, from: Manifest, own: string | undefined): boolean {
  if (shape.role === 'role') return kind === 'ClusterRole';
  if (shape.role === 'store') return kind === 'ClusterSecretStore';
  if (shape.role === 'subject') return kind !== 'ServiceAccount';
  return shape.role === 'dependency' && from.kind === 'ResourceSet' && own === undefined && !group.endsWith('fluxcd.io');
}
