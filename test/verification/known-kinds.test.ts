import { ObjectId } from '../../src/manifests/object-id';
import { isMistyped, mistypedIn, WrongKind } from '../../src/verification/known-kinds';
import { contextsOf } from '../support/rule-fixture';

const of = (apiVersion: string, kind: string) =>
  contextsOf(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a, namespace: apps }`)[0].manifests;

test.each<[string, string, WrongKind]>([
  [
    'v1',
    'Deployment',
    {
      key: 'apiVersion',
      message: 'Deployment apps/a: the core API has no kind Deployment',
      fix: 'Deployment is in the API group apps.',
    },
  ],
  [
    'apps/v1',
    'Deploymnet',
    { key: 'kind', message: 'Deploymnet apps/a: the API group apps has no kind Deploymnet', fix: 'Did you mean Deployment?' },
  ],
  ['batch/v1', 'Workflow', { key: 'kind', message: 'Workflow apps/a: the API group batch has no kind Workflow', fix: undefined }],
  [
    'networking.k8s.io/v1',
    'ingres',
    {
      key: 'kind',
      message: 'ingres apps/a: the API group networking.k8s.io has no kind ingres',
      fix: 'Did you mean Ingress?',
    },
  ],
  [
    'source.toolkit.fluxcd.io/v1',
    'Kustomization',
    {
      key: 'apiVersion',
      message: 'Kustomization apps/a: the API group source.toolkit.fluxcd.io has no kind Kustomization',
      fix: 'Kustomization is in the API group kustomize.toolkit.fluxcd.io.',
    },
  ],
  [
    'source.toolkit.fluxcd.io/v1',
    'Archive',
    { key: 'kind', message: 'Archive apps/a: the API group source.toolkit.fluxcd.io has no kind Archive', fix: undefined },
  ],
  [
    'sources.toolkit.fluxcd.io/v1',
    'GitRepository',
    {
      key: 'apiVersion',
      message: 'GitRepository apps/a: there is no API group sources.toolkit.fluxcd.io',
      fix: 'Did you mean source.toolkit.fluxcd.io?',
    },
  ],
  [
    'networkin.k8s.io/v1',
    'Ingress',
    { key: 'apiVersion', message: 'Ingress apps/a: there is no API group networkin.k8s.io', fix: 'Did you mean networking.k8s.io?' },
  ],
])('%s has no %s', (apiVersion, kind, wrong) => {
  const manifests = of(apiVersion, kind);
  expect(mistypedIn(manifests)).toEqual([{ manifest: manifests.manifests[0], wrong }]);
  expect(isMistyped(manifests, new ObjectId('', 'Any', 'a', 'apps'))).toBe(true);
  expect(isMistyped(manifests, new ObjectId('', 'Any', 'a', 'other'))).toBe(false);
});

test.each([
  ['v1', 'ConfigMap'],
  ['v1', 'ConfigMapList'],
  ['networking.k8s.io/v1', 'Whatever'],
  ['networking.k8s.io/v1', 'Gateway'],
  ['example.com/v1', 'Ingress'],
  ['net.k8s.io/v1', 'Ingress'],
  ['metrics.k8s.io/v1', 'PodMetrics'],
  ['example.com/v1', 'Whatever'],
  ['toolkit.fluxcd.io/v1', 'Whatever'],
])('%s may have %s', (apiVersion, kind) => {
  const manifests = of(apiVersion, kind);
  expect(mistypedIn(manifests)).toEqual([]);
  expect(isMistyped(manifests, new ObjectId('', kind, 'a', 'apps'))).toBe(false);
});
