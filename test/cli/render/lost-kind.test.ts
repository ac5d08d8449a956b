import { SourceNotFound } from '../../../src/rules/source/source-not-found/rule';
import { verify } from '../../../src/verification/verify';
import { HAS_KUSTOMIZE, instance, kustomization, load, problemsIn } from './fleet-support';

const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web, namespace: apps }
spec: { interval: 1h, chartRef: { kind: OCIRepository, name: web } }
`;

/** What is said about a release whose source stands in a document without a kind. */
async function told(document: string): Promise<string[]> {
  const { contexts } = await load({
    'clusters/prod/flux-system/i.yaml': instance('clusters/prod'),
    'clusters/prod/apps.yaml': kustomization('apps', './apps'),
    'apps/source.yaml': document,
    'apps/web.yaml': RELEASE,
  });
  const missing = verify(contexts[0], [new SourceNotFound()]).map(({ finding }) => finding.message);
  return [...problemsIn(contexts[0]), ...missing];
}

const LOST = 'apps/source.yaml:1 kustomize-build-fails: the document is no Kubernetes object: it has no kind';

test.skipIf(!HAS_KUSTOMIZE)('a document that lost its kind is told about once, not at each who names it', async () => {
  expect(await told('apiVersion: source.toolkit.fluxcd.io/v1\nmetadata: { name: web, namespace: apps }\n')).toEqual([LOST]);
});

test
  .skipIf(!HAS_KUSTOMIZE)
  .each([
    'apiVersion: source.toolkit.fluxcd.io/v1\nmetadata: { name: other, namespace: apps }\n',
    'apiVersion: v1\nmetadata: { name: web, namespace: apps }\n',
  ])('what another document without a kind may be does not matter: %j', async (document) => {
  expect(await told(document)).toEqual([
    LOST,
    'HelmRelease apps/web takes its content from OCIRepository apps/web, which the cluster does not have',
  ]);
});
