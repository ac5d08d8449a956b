import { Field, Manifest } from '../../src/manifests/manifest';
import { PlannedKustomization } from './build-plan';
import { asKustomizeReads } from './kustomize-scalars';
import { BuildFault, RenderedObject } from './rendered-object';

/** The objects of kustomizations that only list files, without kustomize, and why kustomize would refuse some. */
export function readListing(top: PlannedKustomization): { objects: RenderedObject[]; faults: BuildFault[] } {
  const objects: RenderedObject[] = [];
  const faults: BuildFault[] = [];
  const seen = new Set<string>();

  const add = (manifest: Manifest): void => {
    const wrong = whyRefused(manifest);
    if (wrong) return void faults.push({ fails: true, ...wrong });
    if (manifest.annotation('config.kubernetes.io/local-config') !== undefined) return;
    const id = `${manifest.apiVersion}|${manifest.kind}|${manifest.namespace ?? ''}|${manifest.name}`;
    if (seen.has(id)) faults.push({ fails: true, field: manifest.root, message: `${manifest} is listed twice, which kustomize refuses` });
    else objects.push({ object: asKustomizeReads(manifest), origin: manifest._origin });
    seen.add(id);
  };
  const visit = (kustomization: PlannedKustomization): void => {
    for (const resource of kustomization.resources) {
      if ('directory' in resource) visit(resource.directory);
      else resource.file.manifests.forEach((manifest) => isNothing(manifest) || add(manifest));
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
  const { object, apiVersion, kind, name } = manifest;
  if (typeof object !== 'object' || Array.isArray(object)) return { field: manifest.root, message: 'the document is no Kubernetes object' };
  if (kind === '') return { field: manifest.root, message: 'the document is no Kubernetes object: it has no kind' };
  if (apiVersion === '') return { field: manifest.root, message: `the ${kind} has no apiVersion` };
  if (name === '') return { field: manifest.root, message: `the ${kind} has no metadata.name` };
  return undefined;
}
