import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { ConfigMap, Gate, HelmReleaseFromOci, Layer, LayeredCluster, LayerPreset, LayerProps, TenantSource, TenantSpace } from '../../src';
import { filesOfCluster, layersIn, PODINFO } from '../support/fleet';
import { errorOf } from '../support/synth';

/** Name, dependencies, gate, pruning and path of every layer. */
function orderIn(define: (cluster: LayeredCluster) => unknown, layers?: LayerPreset): Record<string, unknown> {
  const specs = Object.entries(layersIn(filesOfCluster(define, { layers })));
  return Object.fromEntries(
    specs.map(([name, { dependsOn = [], wait = false, prune, path }]) => [
      name,
      { after: dependsOn.map((dependency: { name: string }) => dependency.name), wait, prune, path },
    ]),
  );
}

const fill = (...layers: Layer[]) => layers.map((layer) => new HelmReleaseFromOci(layer, `in-${layer.node.id}`, PODINFO));
const path = (directory: string) => `./fleet/${directory}/production`;

test('controllers come first, then configs, then apps, and each is waited for', () => {
  expect(orderIn(({ controllers, configs, apps }) => fill(controllers, configs, apps))).toEqual({
    'infra-controllers': { after: [], wait: true, prune: true, path: path('infrastructure/controllers') },
    'infra-configs': { after: ['infra-controllers'], wait: true, prune: true, path: path('infrastructure/configs') },
    apps: { after: ['infra-configs'], wait: false, prune: true, path: path('apps') },
  });
});

test('a layer that nothing uses does not exist, and the ones around it find each other', () => {
  expect(orderIn(({ controllers, apps }) => fill(controllers, apps))).toEqual({
    'infra-controllers': { after: [], wait: true, prune: true, path: path('infrastructure/controllers') },
    apps: { after: ['infra-controllers'], wait: false, prune: true, path: path('apps') },
  });
  expect(orderIn(({ apps }) => fill(apps))).toEqual({ apps: { after: [], wait: false, prune: true, path: path('apps') } });
});

test('which layer is used first does not change their order', () => {
  const inOrder = orderIn(({ controllers, configs, apps }) => fill(controllers, configs, apps));

  expect(orderIn(({ apps, controllers, configs }) => fill(apps, controllers, configs))).toEqual(inOrder);
  expect(orderIn(({ configs, apps, controllers }) => fill(configs, apps, controllers))).toEqual(inOrder);
});

test('tenants come beside the apps', () => {
  const order = orderIn((cluster) => {
    fill(cluster.configs, cluster.apps);
    new TenantSpace(cluster, 'team-a', { source: TenantSource.git('https://github.com/acme/team-a') });
  });

  expect(order).toEqual({
    'infra-configs': { after: [], wait: true, prune: true, path: path('infrastructure/configs') },
    apps: { after: ['infra-configs'], wait: false, prune: true, path: path('apps') },
    tenants: { after: ['infra-configs'], wait: false, prune: true, path: path('tenants') },
  });
});

test('CRDs come first where the program wants it, and are never deleted', () => {
  expect(orderIn(({ apps, crds, controllers }) => fill(apps, crds, controllers), LayerPreset.crdsFirst())).toEqual({
    'infra-crds': { after: [], wait: true, prune: false, path: path('infrastructure/crds') },
    'infra-controllers': { after: ['infra-crds'], wait: true, prune: true, path: path('infrastructure/controllers') },
    apps: { after: ['infra-controllers'], wait: false, prune: true, path: path('apps') },
  });
});

test('infrastructure, dependencies and apps are a preset as well', () => {
  const preset = LayerPreset.infrastructureDependenciesApps();

  expect(orderIn(({ infrastructure, dependencies, apps }) => fill(infrastructure, dependencies, apps), preset)).toEqual({
    infrastructure: { after: [], wait: true, prune: true, path: path('infrastructure') },
    dependencies: { after: ['infrastructure'], wait: true, prune: true, path: path('dependencies') },
    apps: { after: ['dependencies'], wait: false, prune: true, path: path('apps') },
  });
});

test('domains have layers of their own, which do not wait for each other', () => {
  const order = orderIn(
    (cluster) => {
      const [payments, search] = ['payments', 'search'].map((name) => cluster.domain(name));
      fill(payments.controllers, payments.configs, payments.layer('apps'), search.apps, search.controllers);
    },
    LayerPreset.domains('payments', 'search', 'payments'),
  );

  expect(order).toEqual({
    'payments-controllers': { after: [], wait: true, prune: true, path: path('payments/controllers') },
    'payments-configs': { after: ['payments-controllers'], wait: true, prune: true, path: path('payments/configs') },
    'payments-apps': { after: ['payments-configs'], wait: false, prune: true, path: path('payments/apps') },
    'search-controllers': { after: [], wait: true, prune: true, path: path('search/controllers') },
    'search-apps': { after: ['search-controllers'], wait: false, prune: true, path: path('search/apps') },
  });
});

test('a layer of the program finds its place between those of the preset', () => {
  const order = orderIn((cluster) => {
    const policies = new Layer(cluster, 'policies', { dependsOn: [cluster.controllers] });
    cluster.apps.dependsOn(policies);
    fill(cluster.controllers, policies, cluster.apps);
  });

  expect(order).toEqual({
    'infra-controllers': { after: [], wait: true, prune: true, path: path('infrastructure/controllers') },
    policies: { after: ['infra-controllers'], wait: true, prune: true, path: path('policies') },
    apps: { after: ['infra-controllers', 'policies'], wait: false, prune: true, path: path('apps') },
  });
});

test('a dependency that the program declared stays when the preset is linked anew', () => {
  const before = orderIn((cluster) => {
    cluster.apps.dependsOn(cluster.controllers);
    fill(cluster.apps, cluster.controllers, cluster.configs);
  });
  const after = orderIn((cluster) => {
    fill(cluster.configs, cluster.apps, cluster.controllers);
    cluster.apps.dependsOn(cluster.controllers);
  });

  expect((before.apps as { after: string[] }).after).toEqual(['infra-configs', 'infra-controllers']);
  expect(after).toEqual(before);
});

test.each<[string, (cluster: LayeredCluster) => unknown, LayerPreset, string[]]>([
  [
    'an unknown layer is refused, with those that the preset has',
    (cluster) => cluster.layer('databases'),
    LayerPreset.controllersConfigsApps(),
    [
      `LayeredCluster 'production': layer must be one of controllers, configs, apps, tenants, got "databases".`,
      "  fix: cluster.layer('tenants'), or new Layer(cluster, 'databases')",
    ],
  ],
  [
    'the layer of CRDs is refused, with the preset that has it',
    (cluster) => cluster.crds,
    LayerPreset.controllersConfigsApps(),
    [
      `LayeredCluster 'production': layer must be one of controllers, configs, apps, tenants, got "crds".`,
      "  fix: layers: LayerPreset.crdsFirst(), or new Layer(cluster, 'crds')",
    ],
  ],
  [
    'the layer of infrastructure is refused, with the preset that has it',
    (cluster) => cluster.infrastructure,
    LayerPreset.crdsFirst(),
    [
      `LayeredCluster 'production': layer must be one of crds, controllers, configs, apps, tenants, got "infrastructure".`,
      "  fix: layers: LayerPreset.infrastructureDependenciesApps(), or new Layer(cluster, 'infrastructure')",
    ],
  ],
  [
    'the layer of dependencies is refused, with the preset that has it',
    (cluster) => cluster.dependencies,
    LayerPreset.controllersConfigsApps(),
    [
      `LayeredCluster 'production': layer must be one of controllers, configs, apps, tenants, got "dependencies".`,
      "  fix: layers: LayerPreset.infrastructureDependenciesApps(), or new Layer(cluster, 'dependencies')",
    ],
  ],
  [
    'the layer of controllers is refused, with the preset that has it',
    (cluster) => cluster.controllers,
    LayerPreset.infrastructureDependenciesApps(),
    [
      `LayeredCluster 'production': layer must be one of infrastructure, dependencies, apps, tenants, got "controllers".`,
      "  fix: layers: LayerPreset.controllersConfigsApps(), or new Layer(cluster, 'controllers')",
    ],
  ],
  [
    'a cluster with domains has no layers beside them',
    (cluster) => cluster.apps,
    LayerPreset.domains('payments'),
    [
      `LayeredCluster 'production': layer must be asked of a domain: this cluster has domains, got "apps".`,
      "  fix: cluster.domain('…').layer('apps')",
    ],
  ],
  [
    'an unknown domain is refused',
    (cluster) => cluster.domain('search'),
    LayerPreset.domains('payments'),
    [
      `LayeredCluster 'production': domain must be one of those given to LayerPreset.domains() (payments), got "search".`,
      "  fix: layers: LayerPreset.domains('search')",
    ],
  ],
  [
    'a layer that waits for one of another domain is refused',
    (cluster) => cluster.domain('search').apps.dependsOn(cluster.domain('payments').apps),
    LayerPreset.domains('payments', 'search'),
    [
      `Kustomization 'production/flux-system/search-apps': dependsOn must be within its own domain search: domains are released independently, got "Layer production/payments-apps of domain payments".`,
      '  fix: move what both need to a plain Layer of the cluster, and depend on that from both',
    ],
  ],
  [
    'so is a release',
    (cluster) => {
      const first = new HelmReleaseFromOci(cluster.domain('payments').apps, 'first', PODINFO);
      new HelmReleaseFromOci(cluster.domain('search').apps, 'second', { ...PODINFO, dependsOn: [first] });
    },
    LayerPreset.domains('payments', 'search'),
    [
      `HelmRelease 'production/search-apps/second/release': dependsOn must be within its own domain search: domains are released independently, got "HelmReleaseFromOci production/payments-apps/first of domain payments".`,
      '  fix: move what both need to a plain Layer of the cluster, and depend on that from both',
    ],
  ],
  [
    'a cycle against the order of the preset is refused',
    (cluster) => [cluster.controllers, cluster.apps, cluster.controllers.dependsOn(cluster.apps)],
    LayerPreset.controllersConfigsApps(),
    [
      `Kustomization 'production/flux-system/infra-controllers': dependsOn must be free of cycles; nothing in a cycle ever becomes ready, got "infra-controllers → apps → infra-controllers".`,
      '  fix: remove the dependency of apps on infra-controllers, or the one of infra-controllers on apps',
    ],
  ],
])('%s', (_sentence, define, layers, message) => {
  expect(errorOf(() => filesOfCluster(define, { layers }))).toBe(message.join('\n'));
});

test('both domains may wait for a plain layer of the cluster', () => {
  const order = orderIn(
    (cluster) => {
      const shared = new Layer(cluster, 'shared');
      fill(shared, cluster.domain('a').apps, cluster.domain('b').apps);
      for (const name of ['a', 'b']) cluster.domain(name).apps.dependsOn(shared);
    },
    LayerPreset.domains('a', 'b'),
  );

  expect(Object.entries(order).map(([name, { after }]: [string, any]) => [name, after])).toEqual([
    ['a-apps', ['shared']],
    ['b-apps', ['shared']],
    ['shared', []],
  ]);
});

test.each([
  [
    'no domain at all is refused',
    () => LayerPreset.domains(),
    ['LayerPreset.domains(): names must be one name at least, got [].', "  fix: LayerPreset.domains('payments')"],
  ],
  [
    'a domain whose layers would have too long a name is refused',
    () => LayerPreset.domains('a'.repeat(52)),
    [
      `LayerPreset.domains(): names must be a Kubernetes name: at most 51 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got "${'a'.repeat(52)}".`,
      `  fix: names: '${'a'.repeat(51)}'`,
    ],
  ],
])('%s', (_sentence, act, message) => {
  expect(errorOf(act)).toBe(message.join('\n'));
});

test('moving objects into a construct of the program changes no byte', () => {
  const define = (regroup: (layer: Layer) => Construct) =>
    filesOfCluster((cluster) => {
      const scope = regroup(cluster.apps);
      new HelmReleaseFromOci(scope, 'podinfo', PODINFO);
      new ConfigMap(scope, 'settings', { namespace: 'podinfo', data: { a: 'b' } });
    });

  expect(define((layer) => new Construct(new Construct(layer, 'team'), 'podinfo'))).toEqual(define((layer) => layer));
});

describe('props of the layers of a preset', () => {
  const specsWith = (layerProps: Record<string, LayerProps>, define: (cluster: LayeredCluster) => unknown, layers?: LayerPreset) =>
    layersIn(filesOfCluster(define, { layers, layerProps }));

  test('are those of any layer, beside what the preset says', () => {
    const { 'infra-controllers': controllers, apps } = specsWith(
      {
        controllers: { gate: Gate.checks([{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'webhook', namespace: 'cert-manager' }]) },
        apps: { interval: Duration.minutes(10), prune: false, directory: 'web' },
      },
      (cluster) => fill(cluster.controllers, cluster.apps),
    );

    expect(controllers).toMatchObject({
      path: path('infrastructure/controllers'),
      prune: true,
      healthChecks: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'webhook', namespace: 'cert-manager' }],
    });
    expect(controllers).not.toHaveProperty('wait');
    expect(apps).toMatchObject({ path: path('web'), prune: false, interval: '10m', dependsOn: [{ name: 'infra-controllers' }] });
  });

  test('go by the name of the layer in domains', () => {
    const specs = specsWith(
      { 'payments-apps': { gate: Gate.all() } },
      (cluster) => fill(cluster.domain('payments').apps, cluster.domain('search').apps),
      LayerPreset.domains('payments', 'search'),
    );

    expect([specs['payments-apps'].wait, specs['search-apps'].wait]).toEqual([true, undefined]);
  });

  test('write a layer that applies an existing directory, used or not', () => {
    const specs = specsWith({ configs: { path: './infrastructure/configs' } }, (cluster) => fill(cluster.controllers, cluster.apps));

    expect(specs['infra-configs']).toMatchObject({
      path: './infrastructure/configs',
      dependsOn: [{ name: 'infra-controllers' }],
      wait: true,
    });
    expect(specs.apps.dependsOn).toEqual([{ name: 'infra-configs' }]);
  });

  test.each([
    [
      'app',
      undefined,
      "by the names of layers that the preset has (apps, configs, controllers, tenants), got \"app\".\n  fix: layerProps: { 'apps': { … } }, or new Layer(cluster, 'app', { … })",
    ],
    [
      'apps',
      LayerPreset.domains('payments'),
      "by the names of layers that the preset has (payments-apps, payments-configs, payments-controllers), got \"apps\".\n  fix: layerProps: { 'payments-apps': { … } }, or new Layer(cluster, 'apps', { … })",
    ],
  ])('are refused for %s, which the preset does not have', (role, layers, message) => {
    expect(errorOf(() => specsWith({ [role]: {} }, () => undefined, layers))).toBe(
      `LayeredCluster 'production': layerProps must be ${message}`,
    );
  });
});
