import { Construct, IConstruct } from 'constructs';
import { FluxKind } from '../../primitives/flux-kind';
import { IChartSource, ReleaseChart } from '../helm/chart-source';
import { ImportedObject } from '../imported-object';
import { IManifestSource, sourceReference } from './source-reference';

/** What other constructs need to know about an `ExternalArtifact`. */
export interface IExternalArtifact extends IManifestSource, IChartSource {}

/**
 * An artifact that a controller in the cluster provides: an `ArtifactGenerator`, or a controller that is not part of Flux.
 *
 * Nobody writes such an object by hand: it has a status only. So it can be named and not defined.
 *
 * @see https://fluxcd.io/flux/components/source/externalartifacts/
 */
export class ExternalArtifact {
  /**
   * An ExternalArtifact that a controller provides.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromExternalArtifactName(scope: Construct, id: string, name: string, namespace?: string): IExternalArtifact {
    return new ImportedExternalArtifact(scope, id, FluxKind.EXTERNAL_ARTIFACT, name, namespace);
  }

  private constructor() {}
}

class ImportedExternalArtifact extends ImportedObject implements IExternalArtifact {
  public readonly sourceKind = FluxKind.EXTERNAL_ARTIFACT.kind;

  public toReleaseChart(_release: IConstruct, namespace?: string): ReleaseChart {
    return { chartRef: sourceReference(this, namespace) };
  }
}
