import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Helm } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import { ConfigMap, HelmReleaseFromOci, Layer } from '../../src';
import { inTemporaryDirectory } from '../app/temporary-directory';
import { filesOfCluster, objectsByName, PODINFO } from '../support/fleet';
import { appOfCluster } from '../support/findings';

/** A deployment with a service, as cdk8s-plus makes them. */
function addWeb(layer: Layer): void {
  const config = new kplus.ConfigMap(layer, 'settings', { data: { theme: 'dark' } });
  const web = new kplus.Deployment(layer, 'web', {
    replicas: 2,
    containers: [{ image: 'ghcr.io/acme/web:1.4.2', portNumber: 8080, envFrom: [kplus.Env.fromConfigMap(config)] }],
  });
  web.exposeViaService();
}

test('objects of cdk8s-plus stand in a layer under names that carry no hash', () => {
  const files = filesOfCluster((cluster) => addWeb(new Layer(cluster, 'web', { namespace: 'web' })));
  const objects = objectsByName(files);

  expect(Object.keys(objects).sort()).toEqual([
    'ConfigMap web/settings',
    'Deployment web/web',
    'FluxInstance flux-system/flux',
    'Kustomization flux-system/web',
    'Namespace web',
    'Service web/web-service',
  ]);
  expect(objects['Deployment web/web'].spec.template.spec.containers[0]).toMatchObject({
    image: 'ghcr.io/acme/web:1.4.2',
    envFrom: [{ configMapRef: { name: 'settings' } }],
  });
  expect(objects['Service web/web-service'].spec.selector).toEqual(objects['Deployment web/web'].spec.selector.matchLabels);
});

test('objects of cdk8s-plus are judged like all others', () => {
  const rules = appOfCluster((cluster) => {
    const layer = new Layer(cluster, 'web', { namespace: 'web' });
    new kplus.Deployment(layer, 'web', { containers: [{ image: 'ghcr.io/acme/web:latest' }] });
  })
    .verify()
    .filter(({ object }) => object?.kind === 'Deployment')
    .map(({ rule }) => rule);

  expect(rules).toContain('mutable-container-image');
});

test('a chart that Helm renders at synthesis stands in a layer, beside releases of Flux', () => {
  inTemporaryDirectory((directory) => {
    // What `helm template` prints; the construct of cdk8s runs it.
    const helm = join(directory, 'helm');
    const rendered = [
      'apiVersion: v1',
      'kind: ConfigMap',
      'metadata:',
      '  name: web-settings',
      '  namespace: web',
      'data:',
      '  theme: dark',
    ];
    writeFileSync(helm, `#!/bin/sh\ncat <<'YAML'\n${rendered.join('\n')}\nYAML\n`);
    chmodSync(helm, 0o755);
    const files = filesOfCluster((cluster) => {
      const layer = new Layer(cluster, 'web', { namespace: 'web' });
      new Helm(layer, 'chart', { chart: './chart', releaseName: 'web', helmExecutable: helm });
      new ConfigMap(layer, 'own', { data: {} });
      new HelmReleaseFromOci(layer, 'podinfo', PODINFO);
    });

    expect(objectsByName(files)).toMatchObject({
      'ConfigMap web/web-settings': { data: { theme: 'dark' } },
      'ConfigMap web/own': {},
      'HelmRelease web/podinfo': {},
    });
  });
});
