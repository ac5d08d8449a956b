import { layerRole } from '../../src/verification/layer-role';
import { contextsOf } from '../support/rule-fixture';

test.each([
  ['infra-controllers', './anything', 'controllers'],
  ['infra-configs', './apps', 'configs'],
  ['layer', './infrastructure/controllers', 'controllers'],
  ['layer', './apps/production/', 'apps'],
  ['layer', './apps/edge-1', 'apps'],
  ['layer', './apps/edge-2', undefined],
  ['layer', './apps/web', undefined],
  ['layer', './production', undefined],
  ['layer', './edge-1', undefined],
  ['layer', './', undefined],
  ['toString', './valueOf', undefined],
])('in the cluster edge-1, %s with the path %s holds %s', (name, path, expected) => {
  const [{ manifests }] = contextsOf(
    `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: ${name}, namespace: flux-system }\nspec: { path: ${path} }`,
  );
  expect(layerRole(manifests.manifests[0], 'edge-1')).toBe(expected);
});
