import { Manifest } from '../../src/manifests/manifest';
import { FileProblem, ISourceFile } from '../../src/manifests/source-file';
import { YamlSource } from '../../src/manifests/yaml-source';

/** What reading a file gives. */
export interface ReadText {
  readonly text: string;
  readonly problem?: Pick<FileProblem, 'kind' | 'message'>;
}

/** A file of a repository. It is read when somebody asks for its text, and parsed when somebody asks for its documents, once. */
export class RepositoryFile implements ISourceFile {
  private source?: YamlSource;
  private readProblem?: FileProblem;

  constructor(
    public readonly path: string,
    private readonly read: () => ReadText,
  ) {}

  public get text(): string {
    return this.yaml.text;
  }

  /** The documents of a file that is YAML by its name. Others are read by `manifests`, when something says that they are YAML. */
  public get documents(): Manifest[] {
    return isYamlName(this.path) ? this.manifests : [];
  }

  /** What cannot be read. Of a file that is no YAML by its name nothing is known before something reads it. */
  public get problems(): FileProblem[] {
    const problems = isYamlName(this.path) ? this.yaml.problems : [];
    return this.readProblem ? [this.readProblem] : problems;
  }

  /** The documents, whatever the file is called. */
  public get manifests(): Manifest[] {
    return this.yaml.documents;
  }

  /** Whether the file cannot be read as YAML, or readers disagree about it. */
  public get isBroken(): boolean {
    return this.yaml.yaml.problems.length > 0 || this.readProblem !== undefined;
  }

  private get yaml(): YamlSource {
    if (!this.source) {
      const { text, problem } = this.read();
      this.source = new YamlSource(this.path, text);
      if (problem) this.readProblem = { ...problem, place: { file: this.path } };
    }
    return this.source;
  }
}

/** Whether Flux takes a file of this name for YAML. */
export function isYamlName(path: string): boolean {
  return /\.ya?ml$/.test(path) || /(^|\/)Kustomization$/.test(path);
}
