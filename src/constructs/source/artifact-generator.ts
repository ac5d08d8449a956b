import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ArtifactGeneratorSpec, toJson_ArtifactGeneratorSpec } from '../../../imports/source.extensions.fluxcd.io';
import { FluxKind } from '../../primitives/flux-kind';
import { addFluxObject, INamedObject } from '../flux-object';
import { requireSameCluster } from '../require-same-cluster';
import { requireArtifacts, requireKnownArtifact } from './artifact-generator-input';
import { ArtifactGeneratorProps, GeneratedArtifact } from './artifact-generator-props';
import { ExternalArtifact, IExternalArtifact } from './external-artifact';
import { otherNamespace } from './source-reference';

/**
 * Makes artifacts out of the files of several sources, or of parts of one, so that what uses a part is not disturbed by the rest.
 *
 * Needs source-watcher in the cluster, and the feature gate `ExternalArtifact` in what uses the artifacts.
 *
 * @see https://fluxcd.io/flux/components/source/artifactgenerators/
 */
export class ArtifactGenerator extends Construct implements INamedObject {
  public readonly name: string;
  public readonly namespace?: string;

  private readonly artifacts: readonly GeneratedArtifact[];

  constructor(scope: Construct, id: string, props: ArtifactGeneratorProps) {
    super(scope, id);
    for (const { source } of props.sources) requireSameCluster(this, 'sources', source);
    requireArtifacts(this, props);
    this.artifacts = props.artifacts;

    const object = addFluxObject(this, FluxKind.ARTIFACT_GENERATOR, props, () =>
      toJson_ArtifactGeneratorSpec(renderSpec(props, this.namespace)),
    );
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }

  /**
   * An artifact of this generator, for a `Kustomization` or a `HelmRelease`.
   *
   * @param name its name; with `pathPattern` as it is after the captures are filled in
   */
  public artifact(name: string): IExternalArtifact {
    requireKnownArtifact(this, this.artifacts, name);
    const id = `artifact-${name}`;
    const known = this.node.tryFindChild(id) as unknown as IExternalArtifact | undefined;
    return known ?? ExternalArtifact.fromExternalArtifactName(this, id, name, this.namespace);
  }
}

function renderSpec(props: ArtifactGeneratorProps, namespace: string | undefined): ArtifactGeneratorSpec {
  return {
    sources: props.sources.map(({ alias, source, _kind: kind }) => ({
      alias,
      kind,
      name: source.name,
      namespace: otherNamespace(source, namespace),
    })),
    artifacts: props.artifacts,
    pathPattern: props.pathPattern,
    commonMetadata: props.commonMetadata,
  };
}
