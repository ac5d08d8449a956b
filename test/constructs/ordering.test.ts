import { Construct } from 'constructs';
import { ConfigMap, GitRepository, HelmRelease, Kustomization, OciRepository } from '../../src';
import { errorOf, testChart } from '../support/synth';

/** Three Kustomizations and three releases in a chart that no Layer surrounds. */
function objects() {
  const chart = testChart();
  const source = GitRepository.fromGitRepositoryName(chart, 'source', 'fleet');
  const chartSource = OciRepository.fromOciRepositoryName(chart, 'chart', 'podinfo');
  const [a, b, c] = ['a', 'b', 'c'].map((id) => new Kustomization(chart, id, { source, path: `./${id}` }));
  const [x, y, z] = ['x', 'y', 'z'].map((id) => new HelmRelease(chart, id, { chart: chartSource }));
  return { chart, a, b, c, x, y, z };
}

test('an object that waits for itself is refused', () => {
  const { a } = objects();

  expect(errorOf(() => a.dependsOn(a))).toBe(
    [
      `Kustomization 'prod/a': dependsOn must be another object; an object that waits for itself never starts, got "a".`,
      '  fix: remove it from dependsOn',
    ].join('\n'),
  );
});

test('a cycle of Kustomizations is refused where it closes, with the whole way around', () => {
  const { a, b, c } = objects();
  a.dependsOn(b);
  b.dependsOn(c);

  expect(errorOf(() => c.dependsOn(a))).toBe(
    [
      `Kustomization 'prod/c': dependsOn must be free of cycles; nothing in a cycle ever becomes ready, got "c → a → b → c".`,
      '  fix: remove the dependency of b on c, or the one of c on a',
    ].join('\n'),
  );
});

test('a cycle of releases is refused as well', () => {
  const { x, y } = objects();
  x.dependsOn(y);

  expect(errorOf(() => y.dependsOn(x))).toBe(
    [
      `HelmRelease 'prod/y': dependsOn must be free of cycles; nothing in a cycle ever becomes ready, got "y → x → y".`,
      '  fix: remove the dependency of x on y, or the one of y on x',
    ].join('\n'),
  );
});

test('a refused dependency leaves nothing behind', () => {
  const { a, b, x } = objects();
  a.dependsOn(b);
  errorOf(() => b.dependsOn(a));
  errorOf(() => b.dependsOn(x));

  expect([...b._dependencies]).toEqual([]);
});

test('two ways to one dependency are no cycle', () => {
  const { a, b, c } = objects();
  b.dependsOn(c);
  a.dependsOn(b, c, c);

  expect([...a._dependencies].map(({ name }) => name)).toEqual(['b', 'c']);
});

test('what Flux cannot wait for is refused, with the way to restructure', () => {
  const { chart, a } = objects();
  const configMap = new ConfigMap(chart, 'settings', { data: {} });

  expect(errorOf(() => a.dependsOn(configMap))).toBe(
    [
      `Kustomization 'prod/a': dependsOn must be a Layer, a Kustomization, a HelmRelease, or a construct that holds one release; Flux waits for nothing else, got "ConfigMap prod/settings".`,
      '  fix: put the object into a Layer of its own and depend on that Layer',
    ].join('\n'),
  );
});

test('a construct of the program that holds objects is not something to wait for', () => {
  const { chart, x } = objects();

  expect(errorOf(() => x.dependsOn(new Construct(chart, 'group')))).toBe(
    [
      `HelmRelease 'prod/x': dependsOn must be a Layer, a Kustomization, a HelmRelease, or a construct that holds one release; Flux waits for nothing else, got "Construct prod/group".`,
      '  fix: put the object into a Layer of its own and depend on that Layer',
    ].join('\n'),
  );
});

test.each([
  ['a Kustomization', 'a release', 'a', 'x', 'HelmRelease prod/x'],
  ['a release', 'a Kustomization', 'x', 'a', 'Kustomization prod/a'],
] as const)('%s that waits for %s outside of all Layers is refused', (_owner, _target, owner, target, got) => {
  const all = objects();

  expect(errorOf(() => all[owner].dependsOn(all[target]))).toBe(
    [
      `HelmRelease 'prod/x': dependsOn must be within a Layer on both sides: Flux lets a Kustomization and a HelmRelease wait for each other only through the Kustomization that applies the release, got "${got}".`,
      "  fix: define 'prod/x' inside a Layer",
    ].join('\n'),
  );
});
