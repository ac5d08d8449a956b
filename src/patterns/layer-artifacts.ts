import { posix } from 'node:path';
import { Construct } from 'constructs';
import { ArtifactGenerator } from '../constructs/source/artifact-generator';
import { ArtifactCopy, GeneratedArtifact } from '../constructs/source/artifact-generator-props';
import { ArtifactSource } from '../constructs/source/artifact-source';
import { IManifestSource } from '../constructs/source/source-reference';
import { compareText } from '../primitives/compare';
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
  private generator?: ArtifactGenerator;

  /**
   * @param scope where the generator belongs
   * @param source what is split
   * @param sharesBase whether a layer may stand on what it has in common with other clusters, beside its own directory
   */
  constructor(
    private readonly scope: Construct,
    private readonly source: IManifestSource,
    private readonly sharesBase: boolean,
  ) {}

  /**
   * The artifact of a layer; `undefined` where it applies files that this program does not know. Files keep their place, so that paths
   * mean the same as in the whole source.
   *
   * @param layer name of the artifact
   * @param directory the directory of the layer, relative to the root of the source
   * @param files what else it reads
   */
  public add(layer: string, directory: string, { path, components = [] }: LayerFiles): IManifestSource | undefined {
    if (path !== undefined) return undefined;

    const own = this.sharesBase ? posix.dirname(directory) : directory;
    const copy = withComponents(own, directory, components).map(copyOf);
    this.artifacts.push({ name: layer, copy, originRevision: `@${ALIAS}` });
    // In which order a program defines its layers means nothing.
    this.artifacts.sort((a, b) => compareText(a.name, b.name));
    this.generator ??= this.addGenerator();
    return this.generator.artifact(layer);
  }

  private addGenerator(): ArtifactGenerator {
    const generator = new ArtifactGenerator(this.scope, 'layer-artifacts', {
      sources: [ArtifactSource.files(ALIAS, this.source)],
      artifacts: this.artifacts,
    });
    place(generator, { file: 'artifacts' });
    return generator;
  }
}

function copyOf(directory: string): ArtifactCopy {
  return { from: `@${ALIAS}/${directory}/**`, to: `@artifact/${directory}/` };
}

/** The directories that a layer reads: its own, and those of the components, which are relative to the one that it applies. */
function withComponents(own: string, applied: string, components: string[]): string[] {
  const all = [own, ...components.map((component) => posix.join(applied, component))];
  // What leaves the source fails in Flux, split or not.
  return [...new Set(all.map((each) => each.replace(/\/$/, '')).filter((each) => each !== '..' && !each.startsWith('../')))];
}
