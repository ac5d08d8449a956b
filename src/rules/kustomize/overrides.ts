import { Kind } from '../../manifests/kind';
import { Field, Manifest } from '../../manifests/manifest';
import { groupBy } from '../../primitives/push-to';
import { normalPath, syncsOf } from '../../verification/applying';
import { FLUX_CONTROLLERS } from '../../verification/controllers';
import { fluxInstancesIn } from '../../verification/flux-instances';
import { RuleContext } from '../../verification/rule-context';
import { isKustomizationFile } from './kustomization-files';

/** An entry of `patches` or `images`, and the objects that it could change. */
export interface Override {
  readonly entry: Field;
  /** Who applies the objects, as text. */
  readonly owner: string;
  /** As they are in the cluster: renamed, patched, with variables filled in. */
  readonly objects: readonly Manifest[];
  /** Whether there are more objects, which nobody sees here. */
  readonly isPartial?: boolean;
}

/** The patches of the FluxInstances, and what the operator makes that they are for most often. */
export function instancePatches({ manifests }: RuleContext): readonly Override[] {
  return fluxInstancesIn(manifests).flatMap((instance) => {
    const made = manifests.generated.filter(({ generatedBy }) => generatedBy === instance);
    const objects = [...made, ...controllersOf(instance)];
    return instance
      .at('spec', 'kustomize', 'patches')
      .items()
      .map((entry) => ({ entry, owner: String(instance), objects, isPartial: true }));
  });
}

/** The Deployments of the controllers, and those of their shards. */
function controllersOf(instance: Manifest): Manifest[] {
  const shards = instance.at('spec', 'sharding', 'shards').items();
  const names = FLUX_CONTROLLERS.flatMap((name) => [name, ...shards.map((shard) => `${name}-${shard.text()}`)]);
  const { namespace } = instance;
  return names.map((name) => {
    const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace } };
    return new Manifest(object, { origin: { place: () => instance.root.place }, generatedBy: instance });
  });
}

/**
 * The entries of a list of a Kustomization of Flux, and of the kustomization file in its directory. Of a directory that was not rendered
 * nothing is known, and a file that others include may hold what only some of them need.
 */
export function overridesIn(context: RuleContext, list: string): readonly Override[] {
  const isInFiles = context.files.some(({ path, text }) => isKustomizationFile(path) && text.includes(list));
  if (!isInFiles && !context.manifests.ofKind(Kind.KUSTOMIZATION).some(({ object }) => object.spec?.[list] !== undefined)) return NONE;
  const roots = rootsIn(context);
  const own = roots.flatMap(({ kustomization, objects }) => overridesOf(kustomization.at('spec', list), String(kustomization), objects));
  if (!isInFiles) return own;
  const byDirectory = groupBy(roots, ({ directory }) => directory);
  const inFiles = context.files.flatMap(({ path, documents, text }) => {
    const here = isKustomizationFile(path) && text.includes(list) ? byDirectory.get(directoryOf(path)) : undefined;
    // What `flux bootstrap` wrote may hold nothing but a comment here.
    if (!here || text.includes('gotk-components')) return [];
    const objects = here.flatMap((root) => root.objects);
    return documents.flatMap((document) => overridesOf(document.at(list), path, objects));
  });
  return [...own, ...inFiles];
}

const NONE: readonly Override[] = [];

function overridesOf(list: Field, owner: string, objects: readonly Manifest[]): Override[] {
  return list.items().map((entry) => ({ entry, owner, objects }));
}

interface Root {
  readonly kustomization: Manifest;
  readonly directory: string;
  readonly objects: readonly Manifest[];
}

/** The Kustomizations whose directory is known, and everything in it. */
function rootsIn(context: RuleContext): Root[] {
  const { manifests, _renderProblems } = context;
  const hidden = new Set([...manifests.unseen.map(({ applier }) => applier), ..._renderProblems.map(({ field }) => field.manifest)]);
  const syncs = new Set(syncsOf(context));
  return [...new Set([...syncs, ...manifests.ofKind(Kind.KUSTOMIZATION)])].flatMap((kustomization) => {
    const objects = [...manifests.appliedBy(kustomization), ...(syncs.has(kustomization) ? manifests._appliedBy(undefined) : [])];
    // The directories of an artifact are not those of the repository.
    const isArtifact = kustomization.at('spec', 'sourceRef', 'kind').text() === 'ExternalArtifact';
    const directory = isArtifact ? '//' : normalPath(kustomization.at('spec', 'path').text());
    return objects.length === 0 || hidden.has(kustomization) ? [] : [{ kustomization, directory, objects }];
  });
}

function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
