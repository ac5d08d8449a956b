import { ApiObject, Chart, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ConfigMap,
  Gate,
  GitRef,
  GitRepository,
  HelmReleaseFromOci,
  Kustomization,
  kustomize,
  Layer,
  LayeredCluster,
  LayerProps,
  Namespace,
  Tenancy,
} from '../../src';
import { filesOfCluster, layersIn, objectsByName, objectsIn, PODINFO } from '../support/fleet';
import { refusalOfCluster } from '../support/findings';
import { errorOf } from '../support/synth';

/** The Kustomization of a layer with one release. */
const layerWith = (props: LayerProps, define: (layer: Layer, cluster: LayeredCluster) => unknown = addPodinfo) =>
  layersIn(filesOfCluster((cluster) => define(new Layer(cluster, 'web', props), cluster))).web;

function addPodinfo(layer: Layer): void {
  new HelmReleaseFromOci(layer, 'podinfo', PODINFO);
}

test('a layer is a Kustomization of the cluster and the directory that it applies', () => {
  const files = filesOfCluster((cluster) => addPodinfo(new Layer(cluster, 'web', { directory: 'apps/web' })));

  expect(Object.keys(files)).toEqual([
    'apps/web/production/kustomization.yaml',
    'apps/web/production/podinfo/kustomization.yaml',
    'apps/web/production/podinfo/namespace.yaml',
    'apps/web/production/podinfo/release.yaml',
    'apps/web/production/podinfo/source.yaml',
    'clusters/production/flux-system/flux-instance.yaml',
    'clusters/production/web.yaml',
  ]);
  expect(objectsIn(files['clusters/production/web.yaml'])).toEqual([
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'web', namespace: 'flux-system' },
      spec: {
        interval: '30m',
        retryInterval: '5m',
        timeout: '5m',
        sourceRef: { kind: 'GitRepository', name: 'flux-system' },
        path: './fleet/apps/web/production',
        prune: true,
      },
    },
  ]);
});

test('all props of a layer reach its Kustomization', () => {
  const spec = layerWith({
    gate: Gate.all(),
    interval: Duration.hours(1),
    timeout: Duration.minutes(3),
    prune: false,
    kubeConfig: { secretRef: { name: 'spoke' } },
    decryption: { provider: kustomize.KustomizationSpecDecryptionProvider.SOPS, secretRef: { name: 'sops-age' } },
    dependsOn: [],
  });

  expect(spec).toEqual({
    interval: '1h',
    retryInterval: '5m',
    timeout: '3m',
    kubeConfig: { secretRef: { name: 'spoke' } },
    sourceRef: { kind: 'GitRepository', name: 'flux-system' },
    path: './fleet/web/production',
    prune: false,
    wait: true,
    decryption: { provider: 'sops', secretRef: { name: 'sops-age' } },
  });
});

test('a layer gives its health checks as long as its slowest release may take', () => {
  const spec = layerWith({}, (layer) => {
    const group = new Construct(layer, 'group');
    new HelmReleaseFromOci(group, 'slow', { ...PODINFO, timeout: Duration.minutes(20) });
    new HelmReleaseFromOci(group, 'fast', { ...PODINFO, timeout: Duration.minutes(1) });
  });

  expect(spec.timeout).toBe('20m');
});

test('a layer without slow releases gives five minutes', () => {
  expect(layerWith({}, (layer) => new HelmReleaseFromOci(layer, 'fast', { ...PODINFO, timeout: Duration.minutes(1) })).timeout).toBe('5m');
});

test('a layer may apply an existing directory of the cluster’s source, and writes nothing there', () => {
  const files = filesOfCluster((cluster) => new Layer(cluster, 'legacy', { path: './legacy/production', targetNamespace: 'legacy' }));

  expect(Object.keys(files)).toEqual(['clusters/production/flux-system/flux-instance.yaml', 'clusters/production/legacy.yaml']);
  expect(layersIn(files).legacy).toMatchObject({ path: './legacy/production', targetNamespace: 'legacy' });
});

test('a layer may apply another source', () => {
  const files = filesOfCluster((cluster) => {
    const source = new GitRepository(cluster, 'monitoring-source', {
      name: 'monitoring',
      url: 'https://github.com/acme/monitoring',
      ref: GitRef.branch('main'),
    });
    new Layer(cluster, 'monitoring', { source, path: './deploy' });
  });

  expect(layersIn(files).monitoring).toMatchObject({ sourceRef: { kind: 'GitRepository', name: 'monitoring' }, path: './deploy' });
});

test('the namespace of a layer is that of its objects, and is written with them', () => {
  const files = filesOfCluster((cluster) => {
    const layer = new Layer(cluster, 'web', { namespace: 'web' });
    new HelmReleaseFromOci(layer, 'podinfo', PODINFO);
    new ConfigMap(layer, 'settings', { data: {} });
  });

  expect(Object.keys(objectsByName(files)).sort()).toEqual([
    'ConfigMap web/settings',
    'FluxInstance flux-system/flux',
    'HelmRelease web/podinfo',
    'Kustomization flux-system/web',
    'Namespace web',
    'OCIRepository web/podinfo',
  ]);
  expect(Object.keys(files).filter((path) => path.startsWith('web/'))).toEqual([
    'web/production/kustomization.yaml',
    'web/production/podinfo/kustomization.yaml',
    'web/production/podinfo/release.yaml',
    'web/production/podinfo/source.yaml',
    'web/production/settings/config-map.yaml',
    'web/production/settings/kustomization.yaml',
    'web/production/web/kustomization.yaml',
    'web/production/web/namespace.yaml',
  ]);
});

test('a namespace that the program defines itself replaces the one of the layer', () => {
  const files = filesOfCluster((cluster) => {
    const layer = new Layer(cluster, 'web', { namespace: 'web' });
    new Namespace(layer, 'web', { labels: { team: 'web' } });
    new ConfigMap(layer, 'settings', { data: {} });
  });

  expect(objectsByName(files)['Namespace web']).toEqual({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'web', labels: { team: 'web' } },
  });
});

test('a chart of plain cdk8s inside a layer is part of the layer', () => {
  const files = filesOfCluster((cluster) => {
    const chart = new Chart(cluster.apps, 'inner', { namespace: 'inner', disableResourceNameHashes: true });
    new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
    new HelmReleaseFromOci(chart, 'podinfo', PODINFO);
  });

  expect(Object.keys(objectsByName(files)).sort()).toEqual([
    'ConfigMap inner/settings',
    'FluxInstance flux-system/flux',
    'HelmRelease inner/podinfo',
    'Kustomization flux-system/apps',
    'Namespace inner',
    'OCIRepository inner/podinfo',
  ]);
});

test('a layer of another cluster is applied with the rights that the program names, also where tenants are confined', () => {
  const layerIn = (tenancy?: Tenancy) =>
    layersIn(
      filesOfCluster(
        (cluster) => {
          const kubeConfig = { secretRef: { name: 'spoke' } };
          addPodinfo(new Layer(cluster, 'web', { kubeConfig, serviceAccountName: 'flux' }));
        },
        { tenancy },
      ),
    ).web;

  expect([layerIn(), layerIn(Tenancy.locked())].map(({ serviceAccountName }) => serviceAccountName)).toEqual(['flux', 'flux']);
});

test('a layer knows itself from every other construct', () => {
  filesOfCluster((cluster) => {
    expect([Layer.isLayer(cluster.apps), Layer.isLayer(cluster), Layer.isLayer(undefined)]).toEqual([true, false, false]);
    addPodinfo(cluster.apps);
  });
});

test.each<[string, (cluster: LayeredCluster) => unknown, string[]]>([
  [
    'a second layer of one id is refused',
    (cluster) => [cluster.apps, new Layer(cluster, 'apps')],
    [
      `Layer 'production/apps': id must be unique in the cluster: Layer has it already, got "apps".`,
      "  fix: new Layer(cluster, 'apps-2'), or use the layer that is there",
    ],
  ],
  [
    'a second layer of one id is refused in another construct as well',
    (cluster) => ['a', 'b'].map((id) => new Layer(new Construct(cluster, id), 'web')),
    [
      `Layer 'production/b/web': id must be unique in the cluster: Kustomization has it already, got "web".`,
      "  fix: new Layer(cluster, 'web-2')",
    ],
  ],
  [
    'the name of the sync is refused, because the layer would replace the sync of the cluster',
    (cluster) => new Layer(cluster, 'flux-system'),
    [
      `Layer 'production/flux-system': id must be another one: this is the name of the cluster's own sync, got "flux-system".`,
      "  fix: new Layer(cluster, 'flux-system-2')",
    ],
  ],
  [
    'a layer named kustomization is refused, because kustomize would read its file as its own',
    (cluster) => new Layer(cluster, 'kustomization'),
    [
      `Layer 'production/kustomization': id must be another one: this is the name of the file by which kustomize would list the directory of the cluster, got "kustomization".`,
      "  fix: new Layer(cluster, 'kustomization-2')",
    ],
  ],
  [
    'a name longer than a label is refused',
    (cluster) => new Layer(cluster, 'a'.repeat(64)),
    [
      `Layer 'production/${'a'.repeat(64)}': id must be a Kubernetes name: at most 63 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got "${'a'.repeat(64)}".`,
      `  fix: id: '${'a'.repeat(63)}'`,
    ],
  ],
  [
    'the namespace default is refused',
    (cluster) => new Layer(cluster, 'web', { namespace: 'default' }),
    [
      `Layer 'production/web': namespace must be a namespace of its own; 'default' has no owner, no quota and no policy, got "default".`,
      "  fix: namespace: 'apps'",
    ],
  ],
  [
    'a source of its own without a path is refused',
    (cluster) => new Layer(cluster, 'web', { source: GitRepository.fromGitRepositoryName(cluster, 'x', 'x') }),
    [
      "Layer 'production/web': path must be set when the layer has a source of its own; this program writes nothing there, got undefined.",
      "  fix: path: './'",
    ],
  ],
  [
    'a directory above the tree is refused',
    (cluster) => new Layer(cluster, 'web', { directory: '../web' }),
    [
      `Layer 'production/web': directory must be a directory inside the tree, without '.', '..' or empty parts, and not 'clusters', which Flux scans whole, got "../web".`,
      "  fix: directory: 'web'",
    ],
  ],
  [
    'the directory of the clusters is refused, because Flux would apply the layer twice',
    (cluster) => new Layer(cluster, 'web', { directory: 'clusters/web' }),
    [
      `Layer 'production/web': directory must be a directory inside the tree, without '.', '..' or empty parts, and not 'clusters', which Flux scans whole, got "clusters/web".`,
      "  fix: directory: 'web'",
    ],
  ],
  [
    'an empty layer is refused, because kustomize refuses an empty directory',
    (cluster) => new Layer(cluster, 'web'),
    [
      "Layer 'production/web': objects must be one at least: kustomize refuses an empty directory, and Flux could never make it ready, got [].",
      '  fix: define something in it, include a directory, or remove it',
    ],
  ],
  [
    'objects in a layer that applies an existing directory are refused',
    (cluster) => addPodinfo(new Layer(cluster, 'web', { path: './web' })),
    [
      `Layer 'production/web': objects must be none, because it applies the existing directory './web', got ["OCIRepository podinfo/podinfo","HelmRelease podinfo/podinfo","Namespace podinfo"].`,
      '  fix: define them in another Layer, or remove path',
    ],
  ],
  [
    'a namespace for objects that the program does not have is refused',
    (cluster) => new Layer(cluster, 'web', { path: './web', namespace: 'web' }),
    [
      `Layer 'production/web': namespace must be left out where an existing directory is applied: its objects are not those of this program, got "web".`,
      "  fix: targetNamespace: 'web', which overrides the namespace of every object",
    ],
  ],
  [
    'two layers of one directory are refused',
    (cluster) => {
      for (const id of ['a', 'b']) addPodinfo(new Layer(cluster, id, { directory: 'web', namespace: id }));
    },
    [
      `OciRepository 'production/b/podinfo/source': path must be a path of its own; OciRepository 'production/a/podinfo/source' is written to 'web/production/podinfo/source.yaml', got "web/production/podinfo/source.yaml".`,
      '  fix: give one of the two another name',
    ],
  ],
])('%s', (_sentence, define, message) => {
  expect(errorOf(() => filesOfCluster(define))).toBe(message.join('\n'));
});

test.each<[string, (cluster: LayeredCluster) => unknown, string]>([
  [
    'an object without a namespace in a layer without one is refused, because Flux could not apply it',
    (cluster) => new ConfigMap(cluster.apps, 'settings', { data: {} }),
    "error[object-without-namespace] ConfigMap settings has no namespace @ ConfigMap 'production/apps/settings' (metadata.name)",
  ],
  [
    'so is a Kustomization',
    (cluster) => new Kustomization(cluster.apps, 'web', { source: cluster.source, path: './web' }),
    "error[object-without-namespace] Kustomization web has no namespace @ Kustomization 'production/apps/web' (metadata.name)",
  ],
])('%s', (_sentence, define, error) => {
  expect(refusalOfCluster(define)).toEqual([error]);
});

test('a layer of another cluster without an account is refused where tenants are confined', () => {
  const define = (cluster: LayeredCluster) => addPodinfo(new Layer(cluster, 'web', { kubeConfig: { secretRef: { name: 'spoke' } } }));

  expect(errorOf(() => filesOfCluster(define, { tenancy: Tenancy.locked() }))).toBe(
    [
      "Kustomization 'production/flux-system/web': serviceAccountName must be set together with kubeConfig: a locked cluster would act as the account 'default' of the other cluster, which has no rights, got undefined.",
      "  fix: serviceAccountName: 'flux', with such an account and its rights in flux-system of the other cluster",
    ].join('\n'),
  );
});
