import {
  ArtifactGeneratorSpecCommonMetadata,
  ArtifactGeneratorSpecArtifactsCopyStrategy as CopyStrategy,
} from '../../../imports/source.extensions.fluxcd.io';
import { FluxObjectProps } from '../flux-object';
import { ArtifactSource } from './artifact-source';

/** Files that an artifact takes from one source. */
export interface ArtifactCopy {
  /** The files, as a pattern below the alias of a source, e.g. `@fleet/apps/**`. */
  readonly from: string;

  /** Directory or file inside the artifact, e.g. `@artifact/apps/`. */
  readonly to: string;

  /**
   * Patterns of files to leave out.
   *
   * @default - none
   */
  readonly exclude?: string[];

  /**
   * What happens to a file that is there already: it is overwritten, or YAML is merged into it. `EXTRACT` unpacks archives and
   * needs Flux 2.8.
   *
   * @default - it is overwritten
   */
  readonly strategy?: CopyStrategy;
}

/** An artifact that a generator makes. */
export interface GeneratedArtifact {
  /** Name of the ExternalArtifact. With `pathPattern` it may hold captures, e.g. `app-{app}`. */
  readonly name: string;

  /** What it consists of. */
  readonly copy: ArtifactCopy[];

  /**
   * Source whose revision the artifact takes over, e.g. `@fleet`.
   *
   * @default - a revision of its own, which changes only when its files change
   */
  readonly revision?: string;

  /**
   * Source whose revision is recorded as the origin, e.g. `@fleet`; commit statuses need it.
   *
   * @default - none
   */
  readonly originRevision?: string;
}

/** Props for `ArtifactGenerator`. */
export interface ArtifactGeneratorProps extends FluxObjectProps {
  /** The sources to take files from. */
  readonly sources: ArtifactSource[];

  /** The artifacts to make. */
  readonly artifacts: GeneratedArtifact[];

  /**
   * Directories of a source of which each gets its own artifacts, e.g. `@fleet/apps/{app}`. Needs Flux 2.9.
   *
   * @default - each artifact is made once
   */
  readonly pathPattern?: string;

  /**
   * Labels and annotations of the ExternalArtifacts. Needs Flux 2.9.
   *
   * @default - none
   */
  readonly commonMetadata?: ArtifactGeneratorSpecCommonMetadata;
}
