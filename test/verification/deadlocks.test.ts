import { Manifest } from '../../src/manifests/manifest';
import { ManifestSet } from '../../src/manifests/manifest-set';
import { DependencyCycle } from '../../src/rules/kustomize/dependency-cycle/rule';
import { deadlocksIn } from '../../src/verification/deadlocks';
import { contextsOf } from '../support/rule-fixture';

const kustomization = (name: string, dependsOn: string[], spec: object = {}, applier?: Manifest): Manifest =>
  new Manifest(
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name, namespace: 'flux-system' },
      spec: { ...spec, dependsOn: dependsOn.map((other) => ({ name: other })) },
    },
    { origin: { place: () => ({}) }, applier },
  );

const told = (...manifests: Manifest[]): string[][] =>
  deadlocksIn(new ManifestSet(manifests)).map((steps) => steps.map(({ from, reason, to }) => `${from.name} ${reason} ${to.name}`));

test('a chain of 20,000 ends, and so does a cycle of as many', () => {
  const length = 20_000;
  const chain = Array.from({ length }, (_, index) => kustomization(`k${index}`, index + 1 < length ? [`k${index + 1}`] : []));
  expect(told(...chain)).toEqual([]);

  const cycle = Array.from({ length }, (_, index) => kustomization(`k${index}`, [`k${(index + 1) % length}`]));
  expect(told(...cycle).map((steps) => steps.length)).toEqual([length]);
});

test('the shortest way around is told, once for each group', () => {
  const long = [kustomization('a', ['b', 'c']), kustomization('b', ['a']), kustomization('c', ['d']), kustomization('d', ['a'])];
  const other = [kustomization('x', ['y']), kustomization('y', ['x'])];
  expect(told(...long, ...other)).toEqual([
    ['a depends on b', 'b depends on a'],
    ['x depends on y', 'y depends on x'],
  ]);
});

test('a layer that waits and what it applies are told as they wait', () => {
  const first = kustomization('first', [], { wait: true });
  const second = kustomization('second', ['first']);
  const inSecond = kustomization('in-second', [], {}, second);
  const inFirst = kustomization('in-first', ['in-second'], {}, first);
  expect(told(first, second, inSecond, inFirst)).toEqual([
    ['in-first depends on in-second', 'in-second is applied by second', 'second depends on first', 'first waits for in-first'],
  ]);
});

test('a cycle begins with its first entry, even where another layer that waits for it comes before', () => {
  expect(told(kustomization('x', ['c']), kustomization('b', ['c']), kustomization('c', ['b']))).toEqual([
    ['b depends on c', 'c depends on b'],
  ]);
});

test('a cycle begins with an entry of what is applied only where what applies it is in the cycle', () => {
  const root = kustomization('root', []);
  expect(told(root, kustomization('a', ['b']), kustomization('b', ['a'], {}, root))).toEqual([['a depends on b', 'b depends on a']]);
});

test('the shorter way around is told where a longer one comes first', () => {
  const layers = [
    kustomization('a', ['b']),
    kustomization('b', ['c', 'd']),
    kustomization('c', ['d', 'e']),
    kustomization('d', ['e', 'a']),
  ];
  expect(told(...layers, kustomization('e', ['c', 'd', 'b']))).toEqual([['a depends on b', 'b depends on d', 'd depends on a']]);
});

const check = (kind: string, name: string): object => ({
  apiVersion: kind === 'Deployment' ? 'apps/v1' : 'kustomize.toolkit.fluxcd.io/v1',
  kind,
  name,
  namespace: 'flux-system',
});

const deployment = (name: string, applier?: Manifest): Manifest =>
  new Manifest(
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'flux-system' } },
    { origin: { place: () => ({}) }, applier },
  );

test('layers that check each other’s health are told, not what they check of their own', () => {
  const own = [check('Kustomization', 'left'), check('Deployment', 'web')];
  const left = kustomization('left', [], { healthChecks: [...own, check('Kustomization', 'right')] });
  const right = kustomization('right', [], { healthChecks: [check('Kustomization', 'left')] });
  expect(told(left, right, deployment('web', left))).toEqual([['left waits for right', 'right waits for left']]);
});

test('a layer that checks a workload of a later layer waits for that layer', () => {
  const early = kustomization('early', [], { healthChecks: [check('Deployment', 'web')] });
  const late = kustomization('late', ['early']);
  expect(told(early, late, deployment('web', late))).toEqual([['late depends on early', 'early waits for late']]);
  expect(told(early, late, deployment('web'))).toEqual([]);
});

const reading = (...names: string[]): object => ({ postBuild: { substituteFrom: names.map((name) => ({ kind: 'ConfigMap', name })) } });

const variables = (name: string, applier: Manifest): Manifest =>
  new Manifest(
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'flux-system' } },
    { origin: { place: () => ({}) }, applier },
  );

test('layers that read what the other one applies are told', () => {
  const [first, a, b] = [
    kustomization('first', []),
    kustomization('a', [], reading('of-first', 'of-b')),
    kustomization('b', [], reading('of-a')),
  ];
  const maps = [variables('of-first', first), variables('of-a', a), variables('of-b', b)];
  expect(told(first, a, b, ...maps)).toEqual([['a needs b', 'b needs a']]);
});

test('where nobody depends on another one, a cycle begins with what somebody reads', () => {
  const outer = kustomization('outer', [], reading('of-b'));
  const inner = kustomization('inner', [], {}, outer);
  const b = kustomization('b', [], reading('of-inner'));
  expect(told(inner, b, outer, variables('of-b', b), variables('of-inner', inner))).toEqual([
    ['b needs inner', 'inner is applied by outer', 'outer needs b'],
  ]);
});

test('a workload is there once its layer has begun, whatever that layer waits for', () => {
  const early = kustomization('early', [], { healthChecks: [check('Deployment', 'web')] });
  const late = kustomization('late', [], { healthChecks: [check('Kustomization', 'other')] });
  expect(told(early, late, kustomization('other', ['early']), deployment('web', late))).toEqual([]);
});

test('a sync that waits never waits for itself', () => {
  const sync = kustomization('flux-system', [], { wait: true });
  const layer = kustomization('layer', [], { healthChecks: [check('Kustomization', 'flux-system')] });
  expect(told(sync, layer)).toEqual([['flux-system waits for layer', 'layer waits for flux-system']]);
});

test('a release waits for what its chart brings, whatever it says itself', () => {
  const before = kustomization('before', [], {
    healthChecks: [{ ...check('HelmRelease', 'app'), apiVersion: 'helm.toolkit.fluxcd.io/v2' }],
  });
  const release = (spec: object): Manifest =>
    new Manifest(
      { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata: { name: 'app', namespace: 'flux-system' }, spec },
      { origin: { place: () => ({}) } },
    );
  const waiting = release({ wait: true });
  expect(told(before, waiting, kustomization('after', ['before'], {}, waiting))).toEqual([]);
  expect(told(before, release({ healthChecks: [check('Kustomization', 'after')] }), kustomization('after', ['before']))).toEqual([]);
});

test('a ResourceSet may depend on what is no applier, and what stands elsewhere may apply one', () => {
  const elsewhere = kustomization('elsewhere', []);
  const spec = { dependsOn: [{ ...check('Deployment', 'web'), ready: true }] };
  const set = new Manifest(
    { apiVersion: 'fluxcd.controlplane.io/v1', kind: 'ResourceSet', metadata: { name: 'set', namespace: 'flux-system' }, spec },
    { origin: { place: () => ({}) }, applier: elsewhere },
  );
  expect(told(set, deployment('web'), kustomization('a', ['b']), kustomization('b', ['a']))).toEqual([
    ['a depends on b', 'b depends on a'],
  ]);
});

test('a long cycle is cut short in the message', () => {
  const text = Array.from({ length: 15 }, (_, index) =>
    [
      'apiVersion: kustomize.toolkit.fluxcd.io/v1',
      'kind: Kustomization',
      `metadata: { name: k${index}, namespace: a }`,
      `spec: { dependsOn: [{ name: k${(index + 1) % 15} }] }`,
    ].join('\n'),
  ).join('\n---\n');
  const [{ message }] = new DependencyCycle().check(contextsOf(text)[0]);
  expect(message).toBe(
    'Kustomization a/k0 depends on Kustomization a/k1, ' +
      Array.from({ length: 11 }, (_, index) => `which depends on Kustomization a/k${index + 2}`).join(', ') +
      ', and so on over 3 more: none of them ever becomes ready',
  );
});
