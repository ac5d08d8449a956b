import { Field, Manifest } from '../../src/manifests/manifest';
import { PlannedKustomization } from './build-plan';
import { asKustomizeReads } from './kustomize-scalars';
import { BuildFault, RenderedObject } from './rendered-object';

/** The objects of kustomizations that only list files, without kustomize, and why kustomize would refuse some. */
export function readListing(top: PlannedKustomization): { objects: RenderedObject[]; faults: BuildFault[] } {
  const objects: RenderedObject[] = [];
  const faults: BuildFault[] = [];
  const seen = new Set<string>();
  const listed = new Set<unknown>();

  const add = (manifest: Manifest, again: Field = manifest.root): void => {
    const wrong = whyRefused(manifest);
    if (wrong) return void faults.push({ fails: true, ...wrong });
    if (manifest.annotation('config.kubernetes.io/local-config') !== undefined) return;
    const object = asKustomizeReads(manifest);
    const id = `${manifest.apiVersion}|${manifest.kind}|${manifest.namespace ?? ''}|${object.metadata.name}`;
    if (seen.has(id)) {
      const isSaid = faults.some(({ field }) => field === again);
      if (!isSaid) faults.push({ fails: true, field: again, message: `${manifest} is listed twice, which kustomize refuses` });
    } else objects.push({ object, origin: manifest._origin });
    seen.add(id);
  };
  /** Below an entry that brings what was listed before, all is there twice because of that entry. */
  const visit = (kustomization: PlannedKustomization, around?: Field): void => {
    for (const resource of kustomization.resources) {
      const target = 'directory' in resource ? resource.directory : resource.file;
      const again = around ?? (listed.has(target) ? resource.field : undefined);
      listed.add(target);
      if ('directory' in resource) visit(resource.directory, again);
      else resource.file.manifests.forEach((manifest) => isNothing(manifest) || add(manifest, again));
    }
  };
  visit(top);
  return { objects, faults };
}

/** An empty document, or one that cannot be read: the file has a problem then. */
export function isNothing({ object }: Manifest): boolean {
  return object === null || object === undefined;
}

/** Why a document is no object for kustomize and Flux. */
export function whyRefused(manifest: Manifest): { field: Field; message: string } | undefined {
  const { object, apiVersion, kind } = manifest;
  if (typeof object !== 'object' || Array.isArray(object)) return { field: manifest.root, message: 'the document is no Kubernetes object' };
  if (kind === '') return { field: manifest.root, message: 'the document is no Kubernetes object: it has no kind' };
  if (apiVersion === '') return { field: manifest.root, message: `the ${kind} has no apiVersion` };
  // What others take for a truth value is a text for kustomize, and so a name as good as any.
  const name = manifest.name || asKustomizeReads(manifest).metadata?.name;
  if (name === undefined || name === null || name === '') return { field: manifest.root, message: `the ${kind} has no metadata.name` };
  if (typeof name !== 'string') return { field: manifest.at('metadata', 'name'), message: `the name of the ${kind} is no text` };
  return undefined;
}
