import { isList } from './read-yaml';
import { Manifest } from './manifest';
import { Origin, Place, Steps } from './place';
import { FileProblem, ISourceFile } from './source-file';
import { entryAt, nodeAt, offsetOfPart, readYamlFile, YamlDocument, YamlFile } from './yaml/yaml-file';

/** A file of YAML in a repository. Its text is read into documents when somebody asks for them. */
export class YamlSource implements ISourceFile {
  private parsed?: YamlFile;
  private made?: Manifest[];

  constructor(
    public readonly path: string,
    public readonly text: string,
  ) {}

  /** The file with the places of all that is in it. */
  public get yaml(): YamlFile {
    this.parsed ??= readYamlFile(this.text, this.path);
    return this.parsed;
  }

  /** One manifest a document, whether or not it is an object; the objects in a List are documents of their own. */
  public get documents(): Manifest[] {
    this.made ??= this.yaml.documents.flatMap(manifestsOf);
    return this.made;
  }

  public get problems(): FileProblem[] {
    return this.yaml.problems.map(({ kind, message, start }) => ({ kind, message, place: { file: this.path, ...this.yaml.place(start) } }));
  }
}

/** What a document holds. A `List` is none of its own: kustomize and Flux apply what is in it. */
function manifestsOf(document: YamlDocument): Manifest[] {
  return objectsIn(document, document.value, []);
}

function objectsIn(document: YamlDocument, value: unknown, steps: Steps): Manifest[] {
  if (!isList(value)) return [new Manifest(value, { origin: new YamlOrigin(document, steps) })];
  return value.items.flatMap((item, index) => objectsIn(document, item, [...steps, 'items', index]));
}

/** Finds fields in a document of a file. */
export class YamlOrigin implements Origin {
  constructor(
    /** The document. */
    public readonly document: YamlDocument,
    /** The way to the object inside the document: empty unless it is in a List. */
    public readonly prefix: Steps = [],
  ) {}

  public place(steps: Steps, part?: string): Place {
    const { file } = this.document;
    const inside = [...this.prefix, ...steps];
    const node = part === undefined ? undefined : nodeAt(this.document, inside);
    const offset = node && offsetOfPart(this.document, node, part!);
    return { file: file.path, ...file.place(offset ?? this.start(inside)) };
  }

  /** Where a field starts: at its key, so that the line is the one that a person would point at. */
  private start(steps: Steps): number {
    for (let length = steps.length; length > 0; length--) {
      const inside = steps.slice(0, length);
      const entry = entryAt(this.document, inside);
      if (entry) return entry.key.start;
      const node = nodeAt(this.document, inside);
      if (node) return node.start;
    }
    return this.document.root?.start ?? this.document.start;
  }
}
