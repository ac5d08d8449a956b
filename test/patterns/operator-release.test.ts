import {
  Cluster,
  ClusterProps,
  Environment,
  FluxApp,
  Install,
  LayeredCluster,
  Severity,
  Sync,
  Tenancy,
  TenantSource,
  TenantSpace,
} from '../../src';
import { filesOf, objectsByName, objectsIn, SYNC } from '../support/fleet';
import { OPERATOR_CHART } from '../support/operator-chart';
import { schemaErrors } from '../support/schema';
import { errorOf } from '../support/synth';

const FILE = 'clusters/production/flux-system/flux-operator.yaml';
const install = Install.operator({ operatorVersion: '0.58.x' });

const filesWith = (props: ClusterProps, define: (cluster: LayeredCluster) => unknown = () => undefined) =>
  filesOf((app) => define(new LayeredCluster(app, 'production', { sync: SYNC, install, ...props })));

const tenant = (cluster: LayeredCluster) =>
  new TenantSpace(cluster, 'team-a', {
    source: TenantSource.git('https://github.com/acme/team-a'),
    allowedSources: ['https://github.com/acme'],
  });

/** The release of the operator, as it is written for a cluster. */
const releaseWith = (...args: Parameters<typeof filesWith>) => objectsIn(filesWith(...args)[FILE])[0].spec.resources[1].spec;

test('in a cluster that syncs from Git the operator upgrades itself, when the program says which versions it may take', () => {
  const [set] = objectsIn(filesWith({})[FILE]);
  const metadata = { name: 'flux-operator', namespace: 'flux-system' };
  const strategy = { name: 'RetryOnFailure', retryInterval: '5m' };

  expect(schemaErrors(set)).toEqual([]);
  expect(set.spec).toEqual({
    dependsOn: [{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', name: 'helmreleases.helm.toolkit.fluxcd.io' }],
    serviceAccountName: 'flux-operator',
    inputs: [{ version: '0.58.x' }],
    resources: [
      {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'OCIRepository',
        metadata,
        spec: OPERATOR_CHART,
      },
      {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        metadata,
        spec: {
          interval: '30m',
          timeout: '5m',
          serviceAccountName: 'flux-operator',
          releaseName: 'flux-operator',
          chartRef: { kind: 'OCIRepository', name: 'flux-operator' },
          install: { crds: 'Create', strategy },
          upgrade: { crds: 'CreateReplace', strategy },
          driftDetection: { mode: 'enabled' },
        },
      },
    ],
  });
});

test('otherwise whoever installed it upgrades it, and nothing is written', () => {
  const files = filesOf((app) => new Cluster(app, 'production', { sync: SYNC }));

  expect(Object.keys(files)).toEqual(['clusters/production/flux-system/flux-instance.yaml']);
});

test('its version is no setting of the FluxInstance', () => {
  const instance = (props: ClusterProps) => objectsByName(filesWith(props))['FluxInstance flux-system/flux'];

  expect(instance({})).toEqual(instance({ install: Install.operator() }));
});

test('outside of production its drift is reported', () => {
  expect(releaseWith({ environment: Environment.STAGING }).driftDetection).toEqual({ mode: 'warn' });
});

test.each<[string, ClusterProps, ((cluster: LayeredCluster) => unknown)?]>([
  ['is said to be locked', { tenancy: Tenancy.locked() }],
  ['has a tenant, although it was defined later', {}, tenant],
])('it is locked in a cluster that %s: whoever may create a ResourceSet has no rights by it', (_sentence, props, define) => {
  expect(releaseWith(props, define).values).toEqual({ multitenancy: { enabled: true, defaultServiceAccount: 'default' } });
});

test('where nobody is confined, neither are ResourceSets', () => {
  expect(releaseWith({ tenancy: Tenancy.shared('one team owns this cluster') }).values).toBeUndefined();
});

test.each<[string, ClusterProps, ((cluster: LayeredCluster) => unknown)?]>([
  ['nobody else', {}],
  ['a tenant', {}, tenant],
  ['a lockdown', { tenancy: Tenancy.locked() }],
])('no rule has an error or a warning in a cluster with it and %s', (_sentence, props, define = () => undefined) => {
  const app = new FluxApp();
  const sync = Sync.git('https://github.com/acme/fleet');
  define(new LayeredCluster(app, 'production', { sync, install, ...props }));

  expect(app.verify().filter(({ severity }) => severity !== Severity.INFO)).toEqual([]);
});

test.each(['latest', '', '0.58.x || oops', 'sha256:abc'])('what is no range of versions is refused: %j', (operatorVersion) => {
  expect(errorOf(() => Install.operator({ operatorVersion }))).toBe(
    `Install.operator(): operatorVersion must be a version of the Flux Operator, or a range of versions, got ${JSON.stringify(operatorVersion)}.\n` +
      "  fix: operatorVersion: '0.58.x'",
  );
});
