import { join } from 'node:path';
import { FluxApp, HelmReleaseFromOci, Install, LayeredCluster, Tenancy } from '../../src';
import { objectsIn, PODINFO } from '../support/fleet';
import { buildTool } from '../support/kustomize';
import { inTemporaryDirectory, putFiles } from './temporary-directory';

/** What does not stop the synthesis is printed; what it says is for other tests. */
beforeEach(() => void vi.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => void vi.restoreAllMocks());

const SETTINGS = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: web }\n';
const ISSUER = 'apiVersion: cert-manager.io/v1\nkind: ClusterIssuer\nmetadata: { name: letsencrypt }\n';
const KUSTOMIZE = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';

/** `Kind name` of what kustomize makes of a directory of the tree. */
function built(
  directory: string,
  files: Record<string, string>,
  define: (cluster: LayeredCluster, input: string) => unknown,
): string[] | undefined {
  const build = buildTool();
  if (!build) return undefined;

  const input = join(directory, 'input');
  const repository = join(directory, 'fleet');
  putFiles(input, files);
  const app = new FluxApp({ repository });
  const cluster = new LayeredCluster(app, 'production', {
    install: Install.bootstrap(),
    tenancy: Tenancy.locked({ workloadIdentity: true }),
  });
  const path = define(cluster, input) as string;
  app.synth();
  return objectsIn(build(join(repository, path)))
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`)
    .sort();
}

const SKIPPED = 'neither kustomize nor kubectl is on PATH: nothing was built';

test('included files, with and without a kustomization.yaml, build together with the objects of the program', ({ skip }) =>
  inTemporaryDirectory((directory) => {
    const files = {
      'plain/settings.yaml': SETTINGS,
      'plain/issuers/kustomization.yaml': `${KUSTOMIZE}namePrefix: own-\nresources: [issuer.yaml]\n`,
      'plain/issuers/issuer.yaml': ISSUER,
      'whole/kustomization.yaml': `${KUSTOMIZE}configMapGenerator:\n  - name: generated\n    files: [app.conf]\ngeneratorOptions: { disableNameSuffixHash: true }\n`,
      'whole/app.conf': 'a=b\n',
      'whole/unlisted.yaml': SETTINGS,
    };
    const names = built(directory, files, (cluster, input) => {
      cluster.apps.include(join(input, 'plain'));
      cluster.apps.include(join(input, 'whole'));
      new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
      return 'apps/production';
    });
    if (!names) return skip(SKIPPED);

    expect(names).toEqual([
      'ClusterIssuer own-letsencrypt',
      'ClusterRoleBinding flux-podinfo',
      'ConfigMap generated',
      'ConfigMap settings',
      'HelmRelease podinfo',
      'Namespace podinfo',
      'OCIRepository podinfo',
      'ServiceAccount flux-podinfo',
    ]);
  }));

test('flux-system builds before flux bootstrap has filled its files', ({ skip }) =>
  inTemporaryDirectory((directory) => {
    const names = built(directory, {}, (cluster) => {
      new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
      return 'clusters/production/flux-system';
    });
    if (!names) return skip(SKIPPED);

    expect(names).toEqual([]);
  }));

test('the lockdown reaches the controllers that flux bootstrap writes, and its sync', ({ skip }) =>
  inTemporaryDirectory((directory) => {
    const build = buildTool();
    if (!build) return skip(SKIPPED);
    built(directory, {}, (cluster) => {
      new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
      return 'clusters/production/flux-system';
    });
    const controller = (name: string) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: 'flux-system' },
      spec: { template: { spec: { containers: [{ name: 'manager', args: ['--watch-all-namespaces'] }] } } },
    });
    const sync = {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'flux-system', namespace: 'flux-system' },
      spec: { interval: '10m', path: './clusters/production', prune: true },
    };
    const root = join(directory, 'fleet/clusters/production/flux-system');
    putFiles(root, {
      'gotk-components.yaml': ['source-controller', 'kustomize-controller', 'helm-controller']
        .map((name) => JSON.stringify(controller(name)))
        .join('\n---\n'),
      'gotk-sync.yaml': JSON.stringify(sync),
    });
    const objects = objectsIn(build(root));
    const args = objects
      .filter(({ kind }) => kind === 'Deployment')
      .map(({ metadata, spec }) => [metadata.name, spec.template.spec.containers[0].args.slice(1)]);

    expect(Object.fromEntries(args)).toEqual({
      'source-controller': ['--feature-gates=ObjectLevelWorkloadIdentity=true', '--default-service-account=default'],
      'kustomize-controller': [
        '--no-cross-namespace-refs=true',
        '--no-remote-bases=true',
        '--default-service-account=default',
        '--feature-gates=ObjectLevelWorkloadIdentity=true',
        '--default-kubeconfig-service-account=default',
        '--default-decryption-service-account=default',
      ],
      'helm-controller': [
        '--no-cross-namespace-refs=true',
        '--default-service-account=default',
        '--feature-gates=ObjectLevelWorkloadIdentity=true',
        '--default-kubeconfig-service-account=default',
      ],
    });
    expect(objects.find(({ kind }) => kind === 'Kustomization').spec.serviceAccountName).toBe('kustomize-controller');
  }));
