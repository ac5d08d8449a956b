import { automationsByNamespace, findPolicy, isOfThisRepository, scans, updatingClusters } from '../../../src/rules/image/automations';
import { contextsOf } from '../../support/rule-fixture';

const automation = (path = '', name = 'a', namespace = 'flux-system'): string =>
  `apiVersion: image.toolkit.fluxcd.io/v1\nkind: ImageUpdateAutomation\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { sourceRef: { kind: GitRepository, name: push }${path && `, update: { path: ${path} }`} }\n---\n`;
const repository = (name: string, url: string, namespace = 'flux-system'): string =>
  `apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { url: "${url}" }\n---\n`;
const sync = (source = 'fleet'): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: sync, namespace: flux-system }\nspec: { sourceRef: { kind: GitRepository, name: ${source} } }\n---\n`;
const policy = (name: string): string =>
  `apiVersion: image.toolkit.fluxcd.io/v1\nkind: ImagePolicy\nmetadata: { name: ${name}, namespace: flux-system }\n---\n`;

test.each([
  ['', 'apps/web.yaml', true],
  ['./', 'apps/web.yaml', true],
  ['.', 'apps/web.yaml', true],
  ['./apps', 'apps/web.yaml', true],
  ['/apps/', 'apps/web.yaml', true],
  ['apps/web.yaml', 'apps/web.yaml', true],
  ['./app', 'apps/web.yaml', false],
  ['./web', 'apps/web/web.yaml', false],
  ['./apps', '../other/apps/web.yaml', true],
  ['./apps', '/other/apps/web.yaml', true],
  ['./apps', '../other/web.yaml', false],
])('an automation of %j scans %s: %s', (path, file, expected) => {
  const [{ manifests }] = contextsOf(automation(path && `"${path}"`));
  expect(scans(manifests.manifests[0], file)).toBe(expected);
});

function isOwn(...objects: string[]): boolean {
  const [{ manifests }] = contextsOf(objects.join(''));
  return isOfThisRepository(manifests, manifests.ofKind('ImageUpdateAutomation.image.toolkit.fluxcd.io')[0]);
}

test.each([
  ['https://github.com/acme/fleet', true],
  ['https://github.com/acme/fleet.git', true],
  ['https://GitHub.com/acme/fleet/', true],
  ['https://jo@github.com/acme/fleet.git/', true],
  ['https://github.com/acme/fleet-of-others', false],
  ['https://gitlab.com/acme/fleet', false],
])('what commits to %s commits to the repository that is synced from ssh://git@github.com/acme/fleet: %s', (url, expected) => {
  expect(isOwn(automation(), repository('push', url), sync(), repository('fleet', 'ssh://git@github.com/acme/fleet'))).toBe(expected);
});

test('what commits to the source of a sync commits to its repository, whatever its address', () => {
  expect(isOwn(automation(), repository('push', '${url}'), sync('push'))).toBe(true);
  expect(isOwn(automation(), sync('push'))).toBe(false);
  const hidden = '# unseen: Kustomization flux-system/sync\n';
  expect(isOwn(hidden, automation(), repository('push', 'https://github.com/acme/fleet'), sync('push'))).toBe(false);
});

test('clusters with policies or automations update images; the own one comes first', () => {
  const contexts = contextsOf(
    `# cluster: a\n${sync()}# cluster: b\n${policy('p')}# cluster: c\n${automation()}# cluster: d\n${policy('p')}${policy('q')}`,
  );
  const names = (index: number): string[] => updatingClusters(contexts[index]).map(({ cluster }) => cluster);
  expect([names(0), names(2), names(3)]).toEqual([
    ['b', 'c', 'd'],
    ['c', 'b', 'd'],
    ['d', 'b', 'c'],
  ]);
  const [p, q] = contexts[3].manifests.manifests;
  expect(findPolicy(contexts[3], p.id)).toBe(p);
  expect(findPolicy(contexts[0], p.id)).toBe(contexts[1].manifests.manifests[0]);
  expect(findPolicy(contexts[0], q.id)).toBe(q);
  expect(findPolicy(contexts[0], q.id.sibling('r'))).toBeUndefined();
});

test('automations that write to this repository are told by namespace', () => {
  const url = 'https://github.com/acme/fleet';
  const [context] = contextsOf(
    automation() +
      automation('', 'b') +
      automation('', 'c', 'apps') +
      automation('', 'd', 'other') +
      sync('push') +
      repository('push', url) +
      repository('push', url, 'apps') +
      repository('push', 'https://github.com/acme/other', 'other'),
  );
  const found = [...automationsByNamespace(context)].map(([namespace, all]) => [namespace, all.map(({ name }) => name)]);
  expect(found).toEqual([
    ['flux-system', ['a', 'b']],
    ['apps', ['c']],
  ]);
});
