import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { groupOf, ObjectId } from '../manifests/object-id';
import { REFERENCES, ReferenceRole, ReferenceShape } from './reference-table';

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
    for (const reference of all) push(this.byRole, reference.role, reference);
  }

  /** The references that are for something. */
  public for(...roles: ReferenceRole[]): readonly Reference[] {
    if (roles.length === 1) return this.byRole.get(roles[0]) ?? NONE;
    const known = roles.filter((role) => this.byRole.has(role));
    return known.length === 0 ? NONE : known.flatMap((role) => this.byRole.get(role)!);
  }

  /** What an object names. */
  public of(manifest: Manifest): readonly Reference[] {
    if (!this.bySource) {
      this.bySource = new Map();
      for (const reference of this.all) push(this.bySource, reference.from, reference);
    }
    return this.bySource.get(manifest) ?? NONE;
  }

  /** Who names an object. */
  public to(id: ObjectId): readonly Reference[] {
    if (!this.byTarget) {
      this.byTarget = new Map();
      for (const reference of this.all) push(this.byTarget, reference.to.key, reference);
    }
    return this.byTarget.get(id.key) ?? NONE;
  }
}

const NONE: readonly Reference[] = [];

/** The references of a cluster. */
export function referencesIn(manifests: ManifestSet): References {
  return manifests._once(collectReferences);
}

function collectReferences(manifests: ManifestSet): References {
  const all: Reference[] = [];
  for (const manifest of manifests.manifests) collectFrom(manifest, all);
  for (const manifest of manifests.generated) collectFrom(manifest, all);
  return new References(all);
}

function collectFrom(manifest: Manifest, all: Reference[]): void {
  for (const shape of SHAPES.get(manifest.id.qualifiedKind) ?? []) {
    if (!hasSomethingAt(manifest.object, shape.keys[0])) continue;
    for (const field of entriesAt(manifest, shape)) {
      const reference = read(manifest, field, shape);
      if (reference) all.push(reference);
    }
  }
}

/** Most of what an object could name it does not, so that no field is made before there is something. */
function hasSomethingAt(object: any, keys: readonly string[]): boolean {
  let value = object;
  for (let index = 0; index < keys.length; index++) value = value?.[keys[index]];
  return value !== undefined && value !== null;
}

interface PreparedShape extends ReferenceShape {
  readonly keys: readonly string[][];
}

/** By kind, with the path split at its lists. */
const SHAPES = new Map<string, PreparedShape[]>();
for (const shape of REFERENCES) {
  const keys = shape.at.split('[]').map((part) => part.split('.').filter((key) => key !== ''));
  for (const kind of shape.from) push(SHAPES, kind, { ...shape, keys });
}

function entriesAt(manifest: Manifest, { keys }: PreparedShape): Field[] {
  let fields = [manifest.at(...keys[0])];
  for (const more of keys.slice(1)) {
    fields = fields.flatMap((field) => field.items());
    if (more.length > 0) fields = fields.map((field) => field.at(...more));
  }
  return fields.filter(({ value }) => value !== undefined && value !== null);
}

function read(from: Manifest, field: Field, shape: ReferenceShape): Reference | undefined {
  const name = typeof field.value === 'string' ? field.text() : field.at(shape.name ?? 'name').text();
  if (name === undefined) return undefined;
  const [kind, group] = kindOf(field, shape);
  if (kind === '') return undefined;
  const own = field.at('namespace').text();
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
    optional: field.at('optional').isTrue(),
    key: shape.keyField ? (field.at(shape.keyField).text() ?? shape.defaultKey) : undefined,
  };
}

/** A HelmChart that a release makes looks for its source in the release's namespace. */
function defaultNamespace(from: Manifest, shape: ReferenceShape): string | undefined {
  return shape.role === 'subject' ? undefined : from.namespace;
}

/** Kinds of the references that say only a kind, such as `sourceRef`. */
const GROUP_OF_KIND: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(Kind).map((qualified) => {
    const dot = qualified.indexOf('.');
    return dot < 0 ? [qualified, ''] : [qualified.slice(0, dot), qualified.slice(dot + 1)];
  }),
);

function kindOf(field: Field, shape: ReferenceShape): [string, string] {
  if (shape.kind) return split(shape.kind);
  const kind = field.at('kind').text();
  if (kind === undefined) return shape.defaultKind ? split(shape.defaultKind) : ['', ''];
  const apiVersion = field.at('apiVersion').text();
  const apiGroup = field.at('apiGroup').text();
  return [kind, apiVersion !== undefined ? groupOf(apiVersion) : (apiGroup ?? GROUP_OF_KIND[kind] ?? '')];
}

function split(qualifiedKind: string): [string, string] {
  const dot = qualifiedKind.indexOf('.');
  return dot < 0 ? [qualifiedKind, ''] : [qualifiedKind.slice(0, dot), qualifiedKind.slice(dot + 1)];
}

/** Roles of the whole cluster, users and groups, and whatever else a ResourceSet waits for without a namespace. */
function isClusterScoped(kind: string, group: string, shape: ReferenceShape, from: Manifest, own: string | undefined): boolean {
  if (shape.role === 'role') return kind === 'ClusterRole';
  if (shape.role === 'subject') return kind !== 'ServiceAccount';
  return shape.role === 'dependency' && from.kind === 'ResourceSet' && own === undefined && !group.endsWith('fluxcd.io');
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
