import { Kind } from '../../src/manifests/kind';
import { Manifest } from '../../src/manifests/manifest';
import { inTemplate, objectsOf, ResourceSetObjects } from '../../src/verification/resource-set-objects';
import { ClusterState } from './cluster-state';
import { templateOrigin } from './template-origin';

/** What a ResourceSet of a cluster applies. What a text of templates makes is placed on its own lines. */
export function applyResourceSet(set: Manifest, state: ClusterState): ResourceSetObjects {
  return objectsOf(set, state.ofKind(Kind.RESOURCE_SET_INPUT_PROVIDER), (template, object) => {
    const isText = template[template.length - 1] === 'resourcesTemplate';
    return isText ? templateOrigin(set.root._in(template), object) : inTemplate(set, template);
  });
}
