import { remembered } from '../primitives/remembered';
import { Kind } from './kind';

/** What makes an object the same object within one cluster: group, kind, namespace and name, but not the version. */
export class ObjectId {
  /** Id of the object of an `apiVersion`. */
  public static of(apiVersion: string, kind: string, name: string, namespace?: string): ObjectId {
    return new ObjectId(groupOf(apiVersion), kind, name, namespace);
  }

  /** API group; empty for the core group. */
  declare public readonly group: string;
  /** Kind, e.g. `Kustomization`. */
  declare public readonly kind: string;
  /** Name of the object. */
  declare public readonly name: string;
  /** Namespace; `undefined` for an object of the whole cluster. */
  declare public readonly namespace?: string;

  /** The kind as `kubectl` takes it, e.g. `Deployment.apps`; core kinds have no group. */
  declare public readonly qualifiedKind: string;

  private keyText?: string;

  constructor(group: string, kind: string, name: string, namespace?: string) {
    this.group = group;
    this.kind = kind;
    this.name = name;
    this.namespace = namespace;
    this.qualifiedKind = group === '' ? kind : qualified(kind, group);
  }

  /** Equal for equal ids; for maps, not for people. */
  public get key(): string {
    this.keyText ??= `${this.group}/${this.kind}/${this.namespace ?? ''}/${this.name}`;
    return this.keyText;
  }

  /** An object of the same kind, in the same namespace unless another is given. */
  public sibling(name: string, namespace?: string): ObjectId {
    return new ObjectId(this.group, this.kind, name, namespace ?? this.namespace);
  }

  /** `Kind namespace/name`, as people write it. */
  public toString(): string {
    return `${this.kind} ${this.namespace ? `${this.namespace}/` : ''}${this.name}`;
  }
}

/** Kinds are asked for all the time, and there are few of them: equal ones are one text, which is fast to look up and to compare. */
const KINDS = new Map<string, Map<string, string>>();

for (const kind of Object.values(Kind)) {
  const [name, ...group] = kind.split('.');
  kindsOf(group.join('.')).set(name, kind);
}

function kindsOf(group: string): Map<string, string> {
  const known = KINDS.get(group);
  if (known) return known;
  const made = new Map<string, string>();
  KINDS.set(group, made);
  return made;
}

function qualified(kind: string, group: string): string {
  const kinds = kindsOf(group);
  const known = kinds.get(kind);
  if (known !== undefined) return known;
  const made = `${kind}.${group}`;
  kinds.set(kind, made);
  return made;
}

/** The API group of an `apiVersion`; empty for the core group. */
export const groupOf = remembered((apiVersion: string): string => {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
});
