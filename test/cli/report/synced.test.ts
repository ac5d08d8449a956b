import { Directory } from '../support/run-cli';

const SYNC = `kind: OCIRepository
  url: oci://ghcr.io/acme/fleet
  ref: latest
  path: ./
  pullSecret: registry`;

const spec = (sync: string, more = '') => `distribution: { version: 2.8.x, registry: ghcr.io/fluxcd }
sync:
  ${sync}
${more}`;

const indented = (text: string, by: string) => text.replace(/^(?=.)/gm, by);

const instance = (text: string) =>
  `apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata: { name: flux, namespace: flux-system }\nspec:\n${indented(text, '  ')}`;

const audit = async (files: Record<string, string>) => (await new Directory(files).run('lint', '-f', 'markdown')).out;

const VERIFY = `kustomize:
  patches:
    - target: { kind: OCIRepository }
      patch: |
        - op: add
          path: /spec/verify
          value: { provider: cosign }
`;

test.each([
  ['', 'no'],
  [VERIFY, 'yes'],
  [VERIFY.replace('kind: OCIRepository', 'kind: Kustomization'), 'no'],
  [VERIFY.replace('- op: add\n          path: /spec/verify', '- op: remove\n          path: /spec/verify'), 'no'],
])('the source of a FluxInstance has the revision, and the checks, that the instance says: %j', async (more, verified) => {
  const out = await audit({ 'clusters/prod/flux-system/flux.yaml': instance(spec(SYNC, more)) });

  expect(out).toContain(
    `| OCIRepository flux-system/flux-system (made by FluxInstance) | \`oci://ghcr.io/acme/fleet\` | tag latest | 1m | ${verified} | prod |`,
  );
  expect(out).toContain('with the Secret registry.');
});

test.each([
  ['https://github.com/acme/fleet', 'the Secret git, without a GitHub App.'],
  ['https://gitlab.com/acme/fleet', 'the Secret git.'],
])('an App is missed on GitHub only: %s', async (url, access) => {
  const sync = `kind: GitRepository\n  url: ${url}\n  ref: refs/heads/main\n  path: clusters/prod\n  pullSecret: git`;
  const out = await audit({ 'clusters/prod/flux-system/flux.yaml': instance(spec(sync)) });

  expect(out).toContain(`It syncs from Git: \`${url}\` at \`refs/heads/main\`, path \`clusters/prod\`, with ${access}`);
  expect(out).toContain('| name refs/heads/main | 1m | no | prod |');
});

test('a release of the chart flux-instance starts a cluster', async () => {
  const sync = 'kind: GitRepository\n  url: https://github.com/acme/fleet\n  ref: refs/heads/main\n  path: kubernetes/cluster';
  const app = 'kubernetes/apps/flux';
  const directory = new Directory({
    'kubernetes/cluster/apps.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: flux, namespace: flux-system }
spec:
  interval: 1h
  prune: true
  path: ./${app}
  targetNamespace: flux-system
  sourceRef: { kind: GitRepository, name: flux-system }
`,
    [`${app}/kustomization.yaml`]: 'resources: [source.yaml, release.yaml]\n',
    [`${app}/source.yaml`]:
      'apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: { name: flux-instance }\nspec: { interval: 1h, url: oci://ghcr.io/controlplaneio-fluxcd/charts/flux-instance }\n',
    [`${app}/release.yaml`]: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: flux-instance }
spec:
  interval: 1h
  chartRef: { kind: OCIRepository, name: flux-instance }
  values:
    instance:
${indented(spec(sync), '      ')}`,
  });
  const report = JSON.parse((await directory.run('lint', '-f', 'json')).out);
  const { out } = await directory.run('lint', '-f', 'markdown');

  expect(report.notRendered).toEqual([]);
  expect(report.clusters.map(({ name, path, fluxVersion, objects }: any) => ({ name, path, fluxVersion, objects }))).toEqual([
    { name: 'cluster', path: 'kubernetes/cluster', fluxVersion: '2.8', objects: 3 },
  ]);
  expect(out).toContain('from FluxInstance `flux-system/flux` of HelmRelease `flux-system/flux-instance` (distribution `2.8.x`');
});
