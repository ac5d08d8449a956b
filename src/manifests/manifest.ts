import { groupOf, ObjectId } from './object-id';
import { IOrigin, Origin, pathText, Place, Steps } from './place';
import { isMap } from '../primitives/is-map';

/** What is known about an object besides itself. */
export interface ManifestOptions {
  /**
   * Where its fields were written.
   *
   * @default - nobody knows, as in the test of a rule
   */
  readonly origin?: IOrigin;

  /**
   * The object of Flux that applies it.
   *
   * @default - the cluster's own sync applies it
   */
  readonly applier?: Manifest;

  /**
   * The object that makes a controller create it.
   *
   * @default - it stands in the repository
   */
  readonly generatedBy?: Manifest;

  /**
   * The object before Flux filled in variables.
   *
   * @default - Flux filled in none
   */
  readonly unsubstituted?: any;
}

/** One Kubernetes object as Flux would apply it, or one document of a file, with the place of each field. Never changes. */
export class Manifest {
  // Millions of these and of fields are made. `declare` keeps the compiler from writing each property twice.

  /** The object as plain data. Do not change it. */
  declare public readonly object: any;
  /** Group and version. */
  declare public readonly apiVersion: string;
  /** Kind. */
  declare public readonly kind: string;
  /** Name; empty for a document that has none. */
  declare public readonly name: string;
  /** Namespace; `undefined` for an object of the whole cluster. */
  declare public readonly namespace?: string;
  /** What identifies it within its cluster. */
  declare public readonly id: ObjectId;
  /** The object of Flux that applies it; none for what the cluster's own sync applies. */
  declare public readonly applier?: Manifest;
  /** The object that makes a controller create it, as a FluxInstance does with its source; none for one in the repository. */
  declare public readonly generatedBy?: Manifest;
  /** @internal */
  declare public readonly _origin: Origin;
  declare private readonly before: any;

  /**
   * An object or a document.
   *
   * @param object the plain data
   * @param options where it was written, and by whom it is applied
   */
  constructor(object: any, options: ManifestOptions = {}) {
    const { apiVersion, kind, metadata } = object ?? {};
    this.object = object;
    this.apiVersion = textOf(apiVersion) ?? '';
    this.kind = textOf(kind) ?? '';
    this.name = textOf(metadata?.name) ?? '';
    this.namespace = textOf(metadata?.namespace);
    this.id = new ObjectId(groupOf(this.apiVersion), this.kind, this.name, this.namespace);
    this.applier = options.applier;
    this.generatedBy = options.generatedBy;
    this._origin = (options.origin as Origin | undefined) ?? { place: () => ({}) };
    this.before = options.unsubstituted ?? object;
  }

  /** The object before Flux filled in variables; the object itself when it did not. @internal */
  public get _unsubstituted(): any {
    return this.before;
  }

  /** The object itself as a field. */
  public get root(): Field {
    return Field._of(this, [], this.object);
  }

  /** A field, by the keys that lead to it. */
  public at(...keys: string[]): Field {
    return Field._of(this, keys, valueAt(this.object, keys));
  }

  /** The value of a label. */
  public label(key: string): string | undefined {
    return textOf(ownValue(this.object?.metadata?.labels, key));
  }

  /** The value of an annotation. */
  public annotation(key: string): string | undefined {
    return textOf(ownValue(this.object?.metadata?.annotations, key));
  }

  /** `Kind namespace/name`, as people write it. */
  public toString(): string {
    return this.id.toString();
  }
}

/** A place in an object, whether or not there is a value. Reading never fails: what is not there has no value, no items, no text. */
export class Field {
  /** The object. */
  declare public readonly manifest: Manifest;
  /** What stands there; `undefined` when nothing does. */
  declare public readonly value: any;
  declare private readonly around?: Field;
  declare private readonly inner: Steps | string | number;

  /** @internal */
  public static _of(manifest: Manifest, steps: Steps, value: any): Field {
    return new Field(manifest, steps, value);
  }

  private constructor(manifest: Manifest, inner: Steps | string | number, value: any, around?: Field) {
    this.manifest = manifest;
    this.inner = inner;
    this.value = value;
    this.around = around;
  }

  /** The way from the object. Most fields are only looked at, so it is made for those who ask. @internal */
  public get _steps(): Steps {
    const before = this.around?._steps ?? [];
    return typeof this.inner === 'object' ? (before.length === 0 ? this.inner : [...before, ...this.inner]) : [...before, this.inner];
  }

  /** Whether something stands there, if only `null`. */
  public get exists(): boolean {
    return this.value !== undefined;
  }

  /** The last step: the key in a map, or the index in a list as text. */
  public get key(): string {
    if (typeof this.inner !== 'object') return String(this.inner);
    return this.inner.length > 0 ? String(this.inner[this.inner.length - 1]) : (this.around?.key ?? '');
  }

  /** Whether it is an entry of a list. @internal */
  public get _isItem(): boolean {
    return typeof this.inner === 'object' ? typeof this.inner[this.inner.length - 1] === 'number' : typeof this.inner === 'number';
  }

  /** The field as people write it, e.g. `spec.dependsOn[0].name`. */
  public get path(): string {
    return pathText(this._steps);
  }

  /** Where it was written; where the nearest field around it was when it is not written anywhere. */
  public get place(): Place {
    return this.manifest._origin.place(this._steps);
  }

  /** Where a part of its text was written. @internal */
  public _placeOf(part: string): Place {
    return this.manifest._origin.place(this._steps, part);
  }

  /** The field below, by the keys that lead to it. */
  public at(...keys: string[]): Field {
    return new Field(this.manifest, keys, valueAt(this.value, keys), this);
  }

  /** The entries of a list; none when it is not a list. */
  public items(): Field[] {
    if (!Array.isArray(this.value) || this.value.length === 0) return NO_FIELDS;
    return this.value.map((item, index) => new Field(this.manifest, index, item, this));
  }

  /** The entries of a map, in its order; none when it is not a map. */
  public entries(): Field[] {
    if (!isMap(this.value)) return NO_FIELDS;
    return Object.entries(this.value).map(([key, value]) => new Field(this.manifest, key, value, this));
  }

  /** The text; `undefined` when it is not one, or empty. */
  public text(): string | undefined {
    return textOf(this.value);
  }

  /** Whether it is `true`. */
  public isTrue(): boolean {
    return this.value === true;
  }

  /** Whether nothing stands there: no value, an empty text, a list without entries, a map without keys. */
  public isEmpty(): boolean {
    const { value } = this;
    if (value === undefined || value === null || value === '') return true;
    return typeof value === 'object' && Object.keys(value).length === 0;
  }

  /** The field at steps that may hold indices of lists. @internal */
  public _in(steps: Steps): Field {
    let value = this.value;
    for (const step of steps) value = typeof step === 'number' ? (Array.isArray(value) ? value[step] : undefined) : ownValue(value, step);
    return new Field(this.manifest, steps, value, this);
  }
}

const NO_FIELDS = Object.freeze([] as Field[]) as Field[];

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function valueAt(object: unknown, keys: readonly string[]): unknown {
  let value = object;
  for (let index = 0; index < keys.length && value !== undefined; index++) value = ownValue(value, keys[index]);
  return value;
}

/** An own property only: `constructor` is not a field of every object. */
function ownValue(value: any, key: string): unknown {
  const isOfMap = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key);
  return isOfMap ? value[key] : undefined;
}
