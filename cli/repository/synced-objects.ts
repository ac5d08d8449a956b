import { Kind } from '../../src/manifests/kind';
import { Manifest } from '../../src/manifests/manifest';
import { isMap } from '../is-map';
import { patched } from './simple-patch';

/** The source or the Kustomization of a sync as the operator applies it: changed by the patches that its FluxInstance has for it. */
export function withInstancePatches(made: Manifest): Manifest {
  const instance = made.generatedBy;
  if (instance?.id.qualifiedKind !== Kind.FLUX_INSTANCE) return made;
  const patches = instance.at('spec', 'kustomize', 'patches').items();
  const object = patches.reduce((result, patch) => {
    const target = patch.at('target').value;
    return patched(result, patch.at('patch').text() ?? '', isMap(target) ? target : undefined) ?? result;
  }, made.object);
  return object === made.object ? made : new Manifest(object, { origin: made._origin, generatedBy: instance, applier: made.applier });
}
