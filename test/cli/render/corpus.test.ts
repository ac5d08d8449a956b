import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadFleet } from '../../../cli/load-fleet';
import { HAS_KUSTOMIZE, appliedIn, problemsIn, unseenIn } from './fleet-support';

/** Beside the project, as for `npm run corpus`. */
const CORPUS = join(__dirname, '../../../../shared/corpus');

describe.skipIf(!existsSync(CORPUS) || !HAS_KUSTOMIZE)('real repositories (skipped where the corpus or kustomize is not there)', () => {
  test('a monorepo of FluxInstances and an ArtifactGenerator is followed to its last object', async () => {
    const fleet = await loadFleet({ directory: `${CORPUS}/monorepo-structure` });
    expect(fleet.pattern).toBe('monorepo');
    expect(fleet.patternReason).toBe('the ArtifactGenerator in clusters/production/artifacts.yaml splits the repository');
    expect(fleet.unreadable).toEqual([]);
    expect(fleet.notRendered).toEqual([]);
    expect(fleet.contexts.map(({ cluster, path, environment, fluxVersion }) => ({ cluster, path, environment, fluxVersion }))).toEqual([
      { cluster: 'production', path: 'clusters/production', environment: 'production', fluxVersion: '2.9' },
      { cluster: 'staging', path: 'clusters/staging', environment: 'staging', fluxVersion: '2.9' },
    ]);
    for (const context of fleet.contexts) {
      expect(problemsIn(context)).toEqual([]);
      expect(unseenIn(context)).toEqual([]);
      expect(appliedIn(context)).toEqual({
        sync: [
          'Kustomization flux-system/apps',
          'ArtifactGenerator flux-system/monorepo',
          'FluxInstance flux-system/flux',
          'Kustomization flux-system/infra-controllers',
          'Kustomization flux-system/infra-configs',
        ],
        'Kustomization flux-system/apps': ['Namespace podinfo', 'HelmRelease podinfo/podinfo', 'OCIRepository podinfo/podinfo'],
        'Kustomization flux-system/infra-controllers': [
          'Namespace cert-manager',
          'OCIRepository cert-manager/cert-manager',
          'HelmRelease cert-manager/cert-manager',
          'HelmRepository flux-system/metrics-server',
          'HelmRelease flux-system/metrics-server',
        ],
        'Kustomization flux-system/infra-configs': ['ClusterIssuer letsencrypt'],
      });
    }
  });

  test('each value has the place of the file that wins', async () => {
    const { contexts } = await loadFleet({ directory: `${CORPUS}/monorepo-structure`, clusters: ['production'] });
    const [podinfo] = contexts[0].manifests.ofKind('HelmRelease.helm.toolkit.fluxcd.io');
    expect(podinfo.at('spec', 'values').value).toEqual({ message: 'Hello from production', replicaCount: 3 });
    expect(podinfo.at('spec', 'values', 'replicaCount').place).toEqual({
      file: 'apps/production/podinfo/podinfo-values.yaml',
      line: 8,
      column: 5,
    });
    expect(podinfo.at('spec', 'timeout').place).toEqual({ file: 'apps/base/podinfo/release.yaml', line: 8, column: 3 });
  });

  test('a bootstrapped monorepo whose files of Flux are not there yet', async () => {
    const fleet = await loadFleet({ directory: `${CORPUS}/flux2-kustomize-helm-example` });
    expect(fleet.pattern).toBe('monorepo');
    expect(fleet.notRendered).toEqual([]);
    const [production] = fleet.contexts;
    expect(production.manifests.generated.map(String)).toEqual([
      'ExternalArtifact flux-system/infrastructure',
      'ExternalArtifact flux-system/apps',
      'GitRepository flux-system/flux-system',
      'Kustomization flux-system/flux-system',
    ]);
    const [issuer] = production.manifests.ofKind('ClusterIssuer.cert-manager.io');
    expect(issuer.at('spec', 'acme', 'server').value).toBe('https://acme-v02.api.letsencrypt.org/directory');
    // The patch of the Kustomization of Flux wrote it.
    expect(issuer.at('spec', 'acme', 'server').place).toEqual({ file: 'clusters/production/infrastructure.yaml', line: 38, column: 11 });
  });
});
