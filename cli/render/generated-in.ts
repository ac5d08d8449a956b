import { Kind } from '../../src/manifests/kind';
import { Manifest } from '../../src/manifests/manifest';
import { generatedObjects } from '../../src/verification/generated-objects';
import { ClusterEntry } from '../repository/cluster-entry';
import { withInstancePatches } from '../repository/synced-objects';
import { ClusterState } from './cluster-state';
import { SourceTrees } from './source-trees';

/** What controllers make of the objects of a cluster. */
export function generatedIn(state: ClusterState, entry: ClusterEntry, sources: SourceTrees): Manifest[] {
  // A kind may be called like something that every object of JavaScript has.
  const generated = generatedObjects(state.manifests.filter(({ id }) => !(id.qualifiedKind in {}))).map(withInstancePatches);
  for (const generator of state.ofKind(Kind.ARTIFACT_GENERATOR)) {
    if (generator.at('spec', 'pathPattern').exists) generated.push(...patternArtifacts(generator, sources));
  }
  if (!entry.isGenerated || entry.directory === undefined) return generated;
  const known = new Set([...generated, ...state.manifests].map(({ id }) => id.key));
  return [...generated, ...[entry.source, entry.kustomization].flatMap((made) => (made && !known.has(made.id.key) ? [made] : []))];
}

/** The artifacts of a path pattern, which depend on what its source holds. */
function patternArtifacts(generator: Manifest, sources: SourceTrees): Manifest[] {
  const { apiVersion, kind, name, namespace } = generator;
  return sources.artifactsOf(generator).map((artifact) => {
    const object = {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'ExternalArtifact',
      metadata: { name: artifact.name, namespace },
      spec: { sourceRef: { apiVersion, kind, name, namespace } },
    };
    return new Manifest(object, {
      origin: { place: () => artifact.field.place },
      generatedBy: generator,
      applier: generator.applier,
    });
  });
}
