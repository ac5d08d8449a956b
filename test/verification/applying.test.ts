import { Manifest } from '../../src/manifests/manifest';
import { ManifestSet } from '../../src/manifests/manifest-set';
import { FluxVersion } from '../../src/primitives/flux-version';
import { hasEntry, normalPath, syncsOf } from '../../src/verification/applying';
import { syncObjects } from '../../src/verification/generated-objects';
import { RuleContext } from '../../src/verification/rule-context';
import { contextsOf } from '../support/rule-fixture';

const kustomization = (id: string, path = './apps', labels = '{}'): string => {
  const [namespace, name] = id.split('/');
  return `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: ${namespace}, labels: ${labels} }
spec: { path: ${path}, prune: true, interval: 1h, sourceRef: { kind: GitRepository, name: fleet } }
---`;
};

/** The syncs of a cluster whose entry is `path`. */
function syncs(text: string, path?: string, generated: Manifest[] = []): string[] {
  const manifests = new ManifestSet(contextsOf(text)[0].manifests.manifests, generated);
  return syncsOf(new RuleContext({ cluster: 'edge', path, manifests, fluxVersion: FluxVersion.V2_9 })).map(String);
}

test('the sync of a cluster is the Kustomization of flux bootstrap, or the one that applies its entry', () => {
  const all = kustomization('flux-system/flux-system') + kustomization('gitops/entry', './clusters/edge/') + kustomization('gitops/apps');
  expect(syncs(all, 'clusters/edge')).toEqual(['Kustomization flux-system/flux-system', 'Kustomization gitops/entry']);
});

test('it has both parts of the name that flux bootstrap gives it', () => {
  expect(syncs(kustomization('flux-system/apps') + kustomization('apps/flux-system'), 'clusters/edge')).toEqual([]);
});

test('without a known entry no path makes a sync', () => {
  expect(syncs(kustomization('gitops/entry', './'))).toEqual([]);
  expect(syncs(kustomization('gitops/entry', './'), '')).toEqual(['Kustomization gitops/entry']);
});

test('what another Kustomization applies is no sync, whatever its name and path', () => {
  const applied = '{ kustomize.toolkit.fluxcd.io/name: root, kustomize.toolkit.fluxcd.io/namespace: gitops }';
  const inner = kustomization('flux-system/flux-system', './clusters/edge', applied);
  expect(syncs(kustomization('gitops/root') + inner, 'clusters/edge')).toEqual([]);
});

test('the operator makes the sync of an instance; what flux bootstrap would make nobody makes', () => {
  const instance = `
apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: { name: flux, namespace: flux-system }
spec: { sync: { kind: GitRepository, url: "https://github.com/acme/fleet", path: clusters/edge } }`;
  const [context] = contextsOf(instance);
  expect(syncsOf(context).map(String)).toEqual(['Kustomization flux-system/flux-system']);
  const origin = { place: () => ({}) };
  const others = syncObjects({ kind: 'GitRepository', name: 'flux-system', namespace: 'flux-system', origin });
  expect(syncs(kustomization('gitops/apps'), 'clusters/edge', others)).toEqual([]);
});

test('a cluster has an entry where something of Flux starts it', () => {
  const source = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: apps }';
  const origin = { place: () => ({}) };
  const made = syncObjects({ kind: 'GitRepository', name: 'flux-system', namespace: 'flux-system', origin });
  expect(hasEntry(contextsOf(source)[0].manifests)).toBe(false);
  expect(hasEntry(contextsOf(kustomization('gitops/apps'))[0].manifests)).toBe(true);
  expect(hasEntry(new ManifestSet([], made))).toBe(true);
  expect(hasEntry(new ManifestSet([], made.slice(0, 1)))).toBe(false);
});

test.each([
  [undefined, ''],
  ['', ''],
  ['.', ''],
  ['./', ''],
  ['/', ''],
  ['./apps', 'apps'],
  ['apps/', 'apps'],
  ['/apps//web/./', 'apps/web'],
  ['./apps/../infra', 'infra'],
  ['../../apps', 'apps'],
  ['apps/..web', 'apps/..web'],
  ['apps./', 'apps.'],
])('the path %j is %j', (path, expected) => {
  expect(normalPath(path)).toBe(expected);
});
