import { posix } from 'node:path';
import { Construct } from 'constructs';
import { ArtifactGenerator } from '../constructs/source/artifact-generator';
import { ArtifactCopy, GeneratedArtifact } from '../constructs/source/artifact-generator-props';
import { ArtifactSource } from '../constructs/source/artifact-source';
import { IManifestSource } from '../constructs/source/source-reference';
import { markBaseCopies } from '../primitives/base-copies';
import { compareText } from '../primitives/compare';
import { OVERLAY_BASE } from '../primitives/variation';
import { place } from '../primitives/placement';

/** Name of the source inside of the generator. */
const ALIAS = 'fleet';

/** What a layer reads beside its own directory. */
export interface LayerFiles {
  /** Existing directory that it applies instead. */
  readonly path?: string;
  /** Directories of components, relative to its own. */
  readonly components?: string[];
}

/** The artifacts of a cluster that is split, one a layer: a layer hears only of commits that change its files. */
export class LayerArtifacts {
  /** The generator reads them at synthesis. */
  private readonly artifacts: GeneratedArtifact[] = [];
  /** Patterns of what layers have in common with other clusters, and the directories of the tree. */
  private readonly bases = new Map<string, string>();
  private generator?: ArtifactGenerator;

  /**
   * @param scope where the generator belongs
   * @param source what is split
   * @param pathOf the path of a directory of the tree, relative to the root of the source
   * @param sharesBase whether a layer may stand on what it has in common with other clusters, beside its own directory
   */
  constructor(
    private readonly scope: Construct,
    private readonly source: IManifestSource,
    private readonly pathOf: (directory: string) => string,
    private readonly sharesBase: boolean,
  ) {}

  /**
   * The artifact of a layer; `undefined` where it applies files that this program does not know. Files keep their place, so that paths
   * mean the same as in the whole source.
   *
   * @param layer name of the artifact
   * @param directory the directory of the layer in the tree
   * @param files what else it reads
   */
  public add(layer: string, directory: string, { path, components = [] }: LayerFiles): IManifestSource | undefined {
    if (path !== undefined) return undefined;

    const copy = withComponents(this.pathOf(directory), components).map(copyOf);
    if (this.sharesBase) this.addBase(directory, copy);
    this.artifacts.push({ name: layer, copy, originRevision: `@${ALIAS}` });
    // In which order a program defines its layers means nothing.
    this.artifacts.sort((a, b) => compareText(a.name, b.name));
    this.generator ??= this.addGenerator();
    return this.generator.artifact(layer);
  }

  /** Copies what the layer has in common with other clusters. Whether there is something, only the tree tells. */
  private addBase(directory: string, copies: ArtifactCopy[]): void {
    const base = posix.join(posix.dirname(directory), OVERLAY_BASE);
    const copy = copyOf(this.pathOf(base));
    // A component that the program names is there, in the tree or beside it.
    if (copies.some(({ from }) => from === copy.from)) return;
    copies.push(copy);
    this.bases.set(copy.from, base);
  }

  private addGenerator(): ArtifactGenerator {
    const generator = new ArtifactGenerator(this.scope, 'layer-artifacts', {
      sources: [ArtifactSource.files(ALIAS, this.source)],
      artifacts: this.artifacts,
    });
    place(generator, { file: 'artifacts' });
    if (this.sharesBase) markBaseCopies(generator, this.bases);
    return generator;
  }
}

function copyOf(directory: string): ArtifactCopy {
  return { from: `@${ALIAS}/${directory}/**`, to: `@artifact/${directory}/` };
}

/** The directories that a layer reads: its own, and those of the components, which are relative to it. */
function withComponents(own: string, components: string[]): string[] {
  const all = [own, ...components.map((component) => posix.join(own, component))];
  // What leaves the source fails in Flux, split or not.
  return [...new Set(all.map((each) => each.replace(/\/$/, '')).filter((each) => each !== '..' && !each.startsWith('../')))];
}
