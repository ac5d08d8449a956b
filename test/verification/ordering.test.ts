import { Manifest } from '../../src/manifests/manifest';
import { orderingOf } from '../../src/verification/ordering';
import { contextsOf } from '../support/rule-fixture';

const owned = (name: string): string =>
  `labels: { kustomize.toolkit.fluxcd.io/name: ${name}, kustomize.toolkit.fluxcd.io/namespace: apps }`;

const layer = (name: string, dependsOn = '[]', applier = ''): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: ${name}, namespace: apps${applier && `, ${owned(applier)}`} }\nspec: { dependsOn: ${dependsOn} }\n---\n`;

/** Everything that is done before an applier starts. */
function before(name: string, ...objects: string[]): string[] {
  const [{ manifests }] = contextsOf(objects.join(''));
  const named = (one: string): Manifest => manifests.manifests.find((manifest) => manifest.name === one)!;
  const ordering = orderingOf(manifests);
  const found = [...ordering.before(named(name))];
  expect(manifests.manifests.filter((other) => ordering.isBefore(other, named(name))).sort()).toEqual([...found].sort());
  return found.map((manifest) => manifest.name).sort();
}

test('what it depends on is done before, and what that depends on', () => {
  expect(before('a', layer('a', '[{ name: b }]'), layer('b', '[{ name: c }]'), layer('c'), layer('d', '[{ name: a }]'))).toEqual([
    'b',
    'c',
  ]);
});

test('what those around it depend on is done before', () => {
  expect(before('a', layer('root', '[{ name: b }]'), layer('a', '[]', 'root'), layer('b'))).toEqual(['b']);
});

test('layers that one of those applies are done before, with what they depend on; other objects are no layers', () => {
  const config = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: config, namespace: apps, ${owned('b')} }\n---\n`;
  expect(before('a', layer('a', '[{ name: b }]'), layer('b'), layer('in-b', '[{ name: c }]', 'b'), layer('c'), config)).toEqual([
    'b',
    'c',
    'in-b',
  ]);
});

test('in a cycle everything is before itself', () => {
  expect(before('a', layer('a', '[{ name: b }]'), layer('b', '[{ name: a }]'))).toEqual(['a', 'b']);
});

test('one applier after the other is asked about', () => {
  const [{ manifests }] = contextsOf(layer('a', '[{ name: b }]') + layer('b', '[{ name: c }]') + layer('c'));
  const ordering = orderingOf(manifests);
  const counts = manifests.manifests.flatMap((one) => [ordering.before(one).size, ordering.before(one).size]);
  expect(counts).toEqual([2, 2, 1, 1, 0, 0]);
});
