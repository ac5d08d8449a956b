import { isSameAddress, isSameOwner } from '../../../cli/repository/source-address';
import { configMap, instance, kustomization, load } from '../render/fleet-support';

function source(name: string, url: string, kind = 'GitRepository', more = ''): string {
  return `apiVersion: source.toolkit.fluxcd.io/v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: flux-system }\nspec: { interval: 5m, url: ${url}${more} }\n`;
}

const from = (name: string, path = './', as = name) => kustomization(as, path, '', `kind: GitRepository, name: ${name}`);
const CLUSTER = {
  'clusters/prod/flux-system/i.yaml': instance('clusters/prod'),
  'clusters/prod/apps.yaml': kustomization('apps', './apps'),
  'apps/config.yaml': configMap('config'),
};

const patternOf = async (files: Record<string, string>) => {
  const { pattern, patternReason } = await load({ ...CLUSTER, ...files });
  return { pattern, reason: patternReason };
};

const MONOREPO = { pattern: 'monorepo', reason: 'its Kustomizations sync from the repository itself' };

describe('a fleet is spread over Git repositories', () => {
  test('when tenants have their own', async () => {
    expect(
      await patternOf({
        'clusters/prod/tenants.yaml': kustomization('tenants', './tenants'),
        'tenants/a.yaml': `${source('a', 'https://example.com/a')}---\n${from('a')}`,
      }),
    ).toEqual({ pattern: 'multi-repo-git', reason: 'tenants/ is there, and tenants/a.yaml syncs from another repository' });
  });

  const OTHER = { pattern: 'multi-repo-git', reason: 'the Kustomization in clusters/prod/b.yaml syncs from another repository' };

  test.each([
    ['of the same owner', source('b', 'ssh://git@github.com/acme/b.git'), from('b')],
    ['with credentials', source('b', 'https://git.example.com/b', 'GitRepository', ', secretRef: { name: b }'), from('b')],
    ['of which several layers come', source('b', 'https://example.com/b'), `${from('b', './x', 'x')}---\n${from('b', './y', 'y')}`],
  ])('when it applies from one %s', async (_, repository, kustomizations) => {
    expect(await patternOf({ 'clusters/prod/b.yaml': `${repository}---\n${kustomizations}` })).toEqual(OTHER);
  });

  test('when a ResourceSet makes their sources', async () => {
    const set = `
apiVersion: fluxcd.controlplane.io/v1
kind: ResourceSet
metadata: { name: teams, namespace: flux-system }
spec:
  inputs: [{ name: red }]
  resources:
    - apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: { name: << inputs.name >>, namespace: flux-system }
      spec: { interval: 1m, url: https://github.com/acme/<< inputs.name >> }
    - apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: { name: << inputs.name >>, namespace: flux-system }
      spec: { interval: 1m, prune: true, path: ./, sourceRef: { kind: GitRepository, name: << inputs.name >> } }
`;
    expect(await patternOf({ 'clusters/prod/b.yaml': set })).toEqual(OTHER);
  });
});

describe('one repository holds the fleet', () => {
  test.each([
    [
      'somebody else brings definitions',
      `${source('gateway-api', 'https://github.com/acme/gw')}---\n${from('gateway-api', './config/crd')}`,
    ],
    ['somebody else brings one layer', `${source('other', 'https://github.com/other/thing')}---\n${from('other')}`],
    ['a source is the same repository', `${source('again', 'git@github.com:acme/fleet.git')}---\n${from('again', './apps', 'again')}`],
    [
      'apps come as an artifact',
      `${source('oci', 'oci://ghcr.io/acme/apps', 'OCIRepository')}---\n${kustomization('oci', './', '', 'kind: OCIRepository, name: oci')}`,
    ],
  ])('though %s', async (_, text) => {
    expect(await patternOf({ 'clusters/prod/b.yaml': text })).toEqual(MONOREPO);
  });
});

test('clusters that sync from artifacts need no Git, nor do those where nothing syncs from Git', async () => {
  const oci = instance('clusters/prod')
    .replace('kind: GitRepository', 'kind: OCIRepository')
    .replace('https://github.com', 'oci://ghcr.io');
  const reference = 'kind: OCIRepository, name: flux-system';
  expect(
    await patternOf({ 'clusters/prod/flux-system/i.yaml': oci, 'clusters/prod/apps.yaml': kustomization('apps', './apps', '', reference) }),
  ).toEqual({ pattern: 'gitless', reason: 'the FluxInstance in clusters/prod/flux-system/i.yaml syncs from an OCIRepository' });

  const { pattern, patternReason } = await load({
    'clusters/prod/apps.yaml': kustomization('apps', './apps', '', reference),
    'apps/config.yaml': configMap('config'),
  });
  expect({ pattern, patternReason }).toEqual({
    pattern: 'gitless',
    patternReason: 'the Kustomization in clusters/prod/apps.yaml syncs from an OCIRepository',
  });
});

test('addresses are compared whatever the protocol, and owners only where hosts are public', () => {
  const ssh = 'ssh://git@git.corp.lan:2222/platform/fleet.git';
  expect([
    isSameAddress(ssh, 'https://git.corp.lan/platform/fleet'),
    isSameAddress('git@github.com:acme/fleet.git', 'https://github.com/Acme/fleet/'),
    isSameAddress('https://github.com/acme/fleet', 'https://github.com/acme/fleet-2'),
    isSameOwner(ssh, 'https://git.corp.lan/red/deploy'),
    isSameOwner('https://github.com/acme/a', 'https://github.com/other/a'),
    isSameOwner('https://github.com/acme/a', 'git@github.com:acme/b'),
  ]).toEqual([true, true, false, true, false, true]);
});
