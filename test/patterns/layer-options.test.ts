import { ApiObject, Duration, JsonPatch } from 'cdk8s';
import {
  ApplyBehavior,
  ConfigMap,
  Decryption,
  HealthCheckExpr,
  kustomize,
  Layer,
  LayerProps,
  Namespace,
  Patch,
  Severity,
  SubstituteFrom,
} from '../../src';
import { filesOfCluster, layersIn } from '../support/fleet';
import { appOfCluster, findingsOf, refusalOfCluster } from '../support/findings';

const kustomizationOf = (props: LayerProps) =>
  layersIn(filesOfCluster((cluster) => new Namespace(new Layer(cluster, 'web', props), 'x'))).web;

test('what a Kustomization can change, a layer can', () => {
  const spec = kustomizationOf({
    interval: Duration.hours(1),
    retryInterval: Duration.minutes(1),
    timeout: Duration.minutes(3),
    prune: false,
    patches: [Patch.operations({ kind: 'Namespace' }, JsonPatch.add('/metadata/labels', { team: 'a' }))],
    images: [{ name: 'web', newTag: '2.0' }],
    components: ['../components/ha'],
    ignoreMissingComponents: true,
    namePrefix: 'a-',
    nameSuffix: '-b',
    commonMetadata: { labels: { part: 'web' } },
    healthCheckExprs: [HealthCheckExpr.condition('acme.io/v1', 'Widget')],
    ignore: [{ paths: ['/spec/replicas'], target: { kind: 'Deployment' } }],
    deletionPolicy: kustomize.KustomizationSpecDeletionPolicy.ORPHAN,
    decryption: Decryption.sops('sops-age'),
  });

  expect(spec).toMatchObject({
    interval: '1h',
    retryInterval: '1m',
    timeout: '3m',
    prune: false,
    path: './fleet/web/production',
    wait: true,
    deletionPolicy: 'Orphan',
    images: [{ name: 'web', newTag: '2.0' }],
    components: ['../components/ha'],
    ignoreMissingComponents: true,
    namePrefix: 'a-',
    nameSuffix: '-b',
    commonMetadata: { labels: { part: 'web' } },
    healthCheckExprs: [{ apiVersion: 'acme.io/v1', kind: 'Widget' }],
    ignore: [{ paths: ['/spec/replicas'], target: { kind: 'Deployment' } }],
    decryption: { provider: 'sops', secretRef: { name: 'sops-age' } },
  });
  expect(spec.patches).toEqual([{ target: { kind: 'Namespace' }, patch: '- op: add\n  path: /metadata/labels\n  value:\n    team: a\n' }]);
  expect(spec).not.toHaveProperty('targetNamespace');
});

test('an expression that is no CEL is refused with the fleet', () => {
  const expression = { apiVersion: 'acme.io/v1', kind: 'Widget', current: 'status.ready ==' };

  expect(refusalOfCluster((cluster) => new Namespace(new Layer(cluster, 'web', { healthCheckExprs: [expression] }), 'x'))).toEqual([
    "error[invalid-cel-expression] spec.healthCheckExprs[0].current of Kustomization flux-system/web is no valid expression: a value is missing before the end @ Kustomization 'production/flux-system/web' (spec.healthCheckExprs[0].current)",
  ]);
});

/** Errors and warnings about a layer with a CRD that would be pruned. */
const judged = (props: LayerProps, define: (crd: ApiObject) => unknown = () => undefined) =>
  findingsOf(
    appOfCluster((cluster) => {
      const layer = new Layer(cluster, 'crds', props);
      define(new ApiObject(layer, 'widgets', {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'widgets.acme.io' },
        spec: { group: 'acme.io', names: { kind: 'Widget', plural: 'widgets' }, scope: 'Namespaced', versions: [] },
      }));
    }),
  ).filter((line) => line.startsWith(Severity.WARNING) && line.includes('crd-prunable'));

test('the judgement sees objects as the patches and the metadata of the layer leave them', () => {
  const annotations = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };
  const target = { kind: 'CustomResourceDefinition' };

  expect(judged({})).toHaveLength(1);
  expect(judged({ commonMetadata: { annotations } })).toEqual([]);
  expect(judged({ patches: [Patch.mergeInto(target, { metadata: { annotations } })] })).toEqual([]);
  expect(judged({ patches: [Patch.drop(target)] })).toEqual([]);
  expect(judged({}, (crd) => ApplyBehavior.of(crd).disablePrune())).toEqual([]);
});

test('what only kustomize knows is not judged', () => {
  expect(judged({ namePrefix: 'a-' })).toEqual([]);
});

test('a script keeps its dollars in a layer that is substituted', () => {
  const define = (disable: boolean) =>
    findingsOf(
      appOfCluster(
        (cluster) => {
          const layer = new Layer(cluster, 'web', { namespace: 'web', substituteFrom: [SubstituteFrom.clusterVariables()] });
          const scripts = new ConfigMap(layer, 'scripts', { data: { 'run.sh': 'echo ${HOME}' } });
          if (disable) ApplyBehavior.of(scripts).disableSubstitution();
        },
        { variables: { DOMAIN: 'acme.io' } },
      ),
    ).filter((line) => /variable|foreign/.test(line));

  expect(define(false)).not.toEqual([]);
  expect(define(true)).toEqual([]);
});
