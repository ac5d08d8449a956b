import { ALL_RULES } from '../../src/rules/all-rules';
import { RuleContext } from '../../src/verification/rule-context';
import { contextsOf } from '../support/rule-fixture';

/** What a rule says, and what it would change. */
function said(id: string, ...objects: string[]): [string, string | undefined][] {
  const rule = ALL_RULES.find(({ meta }) => meta.id === id)!;
  return contextsOf(objects.join('\n---\n')).flatMap((context) =>
    rule.check(context).map(({ message, fix }): [string, string | undefined] => [message, fix]),
  );
}

const owned = (applier: string): string =>
  applier && `, labels: { kustomize.toolkit.fluxcd.io/name: ${applier}, kustomize.toolkit.fluxcd.io/namespace: flux-system }`;

const layer = (name: string, spec = '', path = `./${name}`): string => `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec: { interval: 10m, timeout: 5m, path: ${path}, prune: true, wait: true, sourceRef: { kind: GitRepository, name: fleet }${spec} }`;

const release = (name: string, applier = '', spec = ''): string => `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: ${name}, namespace: apps${owned(applier)} }
spec: { interval: 1h, chart: { spec: { chart: ${name}, sourceRef: { kind: HelmRepository, name: charts } } }${spec} }`;

const object = (apiVersion: string, kind: string, name: string, applier = ''): string => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name}, namespace: apps${owned(applier)} }`;

const crd = (name: string, applier = ''): string => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${name}.example.com${owned(applier)} }
spec: { group: example.com, scope: Namespaced, names: { kind: ${name}, plural: ${name} } }`;

test('a timeout that is too short says what would suffice', () => {
  expect(
    said('timeout-budget-exceeded', layer('a'), release('slow', 'a', ', timeout: 7m'), release('slower', 'a', ', timeout: 8m')),
  ).toEqual([
    ['Kustomization flux-system/a gives up after 5m, but waits for HelmRelease apps/slower, which may take 8m', 'allow at least 8m'],
  ]);
});

test('a dependency that is missing names what was meant, where something is near', () => {
  expect(
    said('dependency-not-found', layer('infrastructure'), layer('apps', ', dependsOn: [{ name: infrastucture }, { name: zebra }]')),
  ).toEqual([
    [
      'Kustomization flux-system/apps depends on Kustomization flux-system/infrastucture, which nothing in the cluster defines',
      'Did you mean Kustomization flux-system/infrastructure?',
    ],
    ['Kustomization flux-system/apps depends on Kustomization flux-system/zebra, which nothing in the cluster defines', undefined],
  ]);
});

test('a dependency of another kind names the layer that stands for it, where there is one', () => {
  const dependent = layer('dependent', ', dependsOn: [{ name: app, namespace: apps }]');
  const message =
    'Kustomization flux-system/dependent depends on Kustomization apps/app, but that is the name of a HelmRelease, which a Kustomization cannot depend on';
  expect(said('dependency-of-other-kind', layer('a'), release('app', 'a'), dependent)).toEqual([
    [message, 'depend on Kustomization flux-system/a, which applies it'],
  ]);
  expect(said('dependency-of-other-kind', release('app'), dependent)).toEqual([[message, undefined]]);
  expect(said('dependency-of-other-kind', dependent, release('app', 'dependent'))).toEqual([[message, undefined]]);
  expect(
    said('dependency-of-other-kind', layer('a', ''), release('app', '', ', dependsOn: [{ name: a, namespace: flux-system }]')),
  ).toEqual([
    [
      'HelmRelease apps/app depends on HelmRelease flux-system/a, but that is the name of a Kustomization, which a HelmRelease cannot depend on',
      undefined,
    ],
  ]);
});

test('a chain of one source tells its members and how long they may take', () => {
  const chain = ['a', 'b', 'c', 'd'].map((name, index, names) => layer(name, index ? `, dependsOn: [{ name: ${names[index - 1]} }]` : ''));
  expect(said('same-source-dependency-chain', ...chain)).toEqual([
    ['Kustomization flux-system/d is the last of 4 Kustomizations that every commit walks (a, b, c, d), which may take 20m', undefined],
  ]);
});

test('overlapping directories are named, the root too', () => {
  const file = `# file: apps/web/a.yaml${object('v1', 'ConfigMap', 'a')}`;
  expect(said('overlapping-paths', layer('a', '', './'), layer('b', '', './apps') + `\n${file}`)).toEqual([
    [
      'Kustomization flux-system/b reads apps of fleet, which Kustomization flux-system/a takes too, because the root has no kustomization file',
      undefined,
    ],
  ]);
  expect(said('overlapping-paths', layer('a', '', './apps'), layer('b', '', './apps/web') + `\n${file}`)).toEqual([
    [
      'Kustomization flux-system/b reads apps/web of fleet, which Kustomization flux-system/a takes too, because apps has no kustomization file',
      undefined,
    ],
  ]);
});

test('an object with two owners names both', () => {
  const config = object('v1', 'ConfigMap', 'a');
  expect(said('object-owned-twice', layer('a'), config, object('v1', 'ConfigMap', 'a', 'a'))).toEqual([
    ['ConfigMap apps/a is applied by the sync of the cluster and by Kustomization flux-system/a', undefined],
  ]);
});

test('a namespace that comes too late is told apart from one that never comes', () => {
  const namespace = `\napiVersion: v1\nkind: Namespace\nmetadata: { name: apps${owned('a')} }`;
  const config = object('v1', 'ConfigMap', 'a');
  expect(said('namespace-not-declared', layer('a'), namespace, config)).toEqual([
    ['ConfigMap apps/a is in the namespace apps, which Kustomization flux-system/a declares, but not before it', undefined],
  ]);
  expect(said('namespace-not-declared', layer('flux-system'), config)).toEqual([
    ['ConfigMap apps/a is in the namespace apps, which nothing in the cluster declares', undefined],
  ]);
});

test('a resource before its definition names the layer to wait for, where one can be', () => {
  const text = 'Thing apps/a needs a definition that comes with CustomResourceDefinition Thing.example.com, and nothing makes';
  const thing = (applier: string): string => object('example.com/v1', 'Thing', 'a', applier);
  expect(said('resource-before-crd', layer('a'), layer('b'), crd('Thing', 'a'), thing('b'))).toEqual([
    [`${text} Kustomization flux-system/b wait for it`, 'let Kustomization flux-system/b depend on Kustomization flux-system/a'],
  ]);
  expect(said('resource-before-crd', layer('a'), crd('Thing', 'a'), thing(''))).toEqual([[`${text} the sync wait for it`, undefined]]);
  const issuer = object('cert-manager.io/v1', 'Issuer', 'a', 'b');
  const early = 'Issuer apps/a needs a definition that comes with HelmRelease apps/cert-manager, and nothing makes';
  expect(said('resource-before-crd', layer('b'), release('cert-manager'), issuer)).toEqual([
    [`${early} Kustomization flux-system/b wait for it`, undefined],
  ]);
  const set =
    '\napiVersion: fluxcd.controlplane.io/v1\nkind: ResourceSet\nmetadata: { name: set, namespace: apps }\nspec: { resources: [] }';
  const made = release('cert-manager').replace(
    'namespace: apps }',
    'namespace: apps, labels: { resourceset.fluxcd.controlplane.io/name: set, resourceset.fluxcd.controlplane.io/namespace: apps } }',
  );
  expect(said('resource-before-crd', layer('b'), set, made, issuer)).toEqual([
    [`${early} Kustomization flux-system/b wait for it`, undefined],
  ]);
});

test('definitions of one file are told together', () => {
  expect(said('crd-prunable', layer('a'), crd('One', 'a'))).toEqual([
    ['Kustomization flux-system/a deletes CustomResourceDefinition One.example.com when its file goes', undefined],
  ]);
  expect(said('crd-prunable', layer('a'), crd('One', 'a'), crd('Two', 'a'))).toEqual([
    [
      'Kustomization flux-system/a deletes CustomResourceDefinition One.example.com when its file goes, and 1 more in the same file',
      undefined,
    ],
  ]);
});

test('a definition that the sync applies is deleted by the sync', () => {
  const sync = layer('flux-system', '', './clusters/test');
  expect(said('crd-prunable', sync, crd('One'))[0][0]).toMatch(/^Kustomization flux-system\/flux-system deletes /);
});

test('a layer that installs and uses a definition is named, the sync too', () => {
  const text = 'Issuer apps/a is of a kind that HelmRelease apps/cert-manager installs, and';
  const both = (applier: string): string[] => [release('cert-manager', applier), object('cert-manager.io/v1', 'Issuer', 'a', applier)];
  expect(said('crd-and-resource-in-one-layer', layer('a'), ...both('a'))).toEqual([
    [`${text} Kustomization flux-system/a applies both`, undefined],
  ]);
  expect(said('crd-and-resource-in-one-layer', layer('flux-system'), ...both(''))).toEqual([
    [`${text} the sync of the cluster applies both`, undefined],
  ]);
});

test('an interval tells what it costs', () => {
  const source = (kind: string): string =>
    `\napiVersion: source.toolkit.fluxcd.io/v1\nkind: ${kind}\nmetadata: { name: a, namespace: apps }\nspec: { interval: 10s, url: https://example.com }`;
  expect(said('interval-too-short', source('HelmRepository'), source('GitRepository'))).toEqual([
    ['HelmRepository apps/a downloads its whole index every 10s', undefined],
    ['GitRepository apps/a is reconciled every 10s', undefined],
  ]);
});

test.each(['', '.', './'])('nothing of Flux is outside of a cluster whose entry is %j', (entry) => {
  const rule = ALL_RULES.find(({ meta }) => meta.id === 'flux-system-outside-cluster')!;
  const [{ manifests, files, fluxVersion }] = contextsOf(`# file: flux-system/gotk-sync.yaml${layer('flux-system')}`);
  const context = (path: string, entryPaths: string[]): RuleContext =>
    new RuleContext({ cluster: 'a', path, manifests, files, fluxVersion, entryPaths });
  expect(rule.check(context(entry, [entry]))).toEqual([]);
  expect(rule.check(context('clusters/a', ['clusters/a'])).map(({ message }) => message)).toEqual([
    'flux-system/gotk-sync.yaml belongs to Flux itself, and lies below no cluster (clusters/a)',
  ]);
  // The first cluster speaks for all, and where none is known nobody does.
  expect(rule.check(context('clusters/a', ['clusters/b', 'clusters/a']))).toEqual([]);
  expect(rule.check(context('clusters/a', []))).toEqual([]);
});
