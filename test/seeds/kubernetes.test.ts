import { Chart } from 'cdk8s';
import {
  Cluster,
  ConfigMap,
  FluxApp,
  Layer,
  LayeredCluster,
  Namespace,
  Role,
  RoleBinding,
  RoleRef,
  ServiceAccount,
  SubstituteFrom,
} from '../../src';
import { objectsByName, SYNC } from '../support/fleet';
import { synthOne } from '../support/synth';
import { manifest } from './support';

manifest('0:369', 'a ConfigMap that Flux acts on at once', () => {
  expect(
    synthOne((chart) => new ConfigMap(chart, 'app-config', { namespace: 'flux-system', watched: true, data: { APP_VERSION: '1.4.2' } })),
  ).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'app-config', namespace: 'flux-system', labels: { 'reconcile.fluxcd.io/watch': 'Enabled' } },
    data: { APP_VERSION: '1.4.2' },
  });
});

/** The ConfigMap that a cluster gets of its variables as soon as a layer fills them in. */
function variablesOf(id: string, variables: Record<string, string>): any {
  const app = new FluxApp();
  const cluster = new Cluster(app, id, { sync: SYNC, variables });
  const layer = new Layer(cluster, 'apps', { namespace: 'apps', substituteFrom: [SubstituteFrom.clusterVariables()] });
  new ConfigMap(layer, 'app-config', { data: { domain: `\${${Object.keys(variables)[0]}}` } });
  return objectsByName(app.synthFiles())['ConfigMap flux-system/cluster-variables'];
}

const variablesMap = (data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'cluster-variables', namespace: 'flux-system', labels: { 'reconcile.fluxcd.io/watch': 'Enabled' } },
  data,
});

const REGION = { cluster_name: 'production', cluster_region: 'us-east-1', domain: 'example.com' };

manifest('1:194', 'the variables of a cluster; corrected: with the label, so that Flux acts on them at once', () => {
  expect(variablesOf('production', REGION)).toEqual(variablesMap(REGION));
});

manifest('1:1317', 'the same with the label', () => {
  expect(variablesOf('production', { cluster_name: 'production' })).toEqual(variablesMap({ cluster_name: 'production' }));
});

manifest(
  '3:782',
  'the variables of one of fifteen clusters; corrected: in flux-system, where the Kustomizations that read them are',
  () => {
    const data = { CLUSTER_NAME: 'prod-us-east-1', DOMAIN: 'us-east.example.com', REPLICAS: '5' };

    expect(variablesOf('prod-us-east-1', data)).toEqual(variablesMap(data));
  },
);

manifest(
  '1:204',
  'a ConfigMap made of variables; corrected: each cluster has the values in its own file, and not in the namespace default',
  () => {
    const app = new FluxApp();
    const cluster = new LayeredCluster(app, 'production', { sync: SYNC, variables: REGION });
    new Namespace(cluster.apps, 'web');
    new ConfigMap(cluster.apps, 'app-config', {
      namespace: 'web',
      data: {
        cluster: cluster.variable('cluster_name'),
        region: cluster.variable('cluster_region'),
        url: `https://app.${cluster.variable('domain')}`,
      },
    });

    expect(objectsByName(app.synthFiles())['ConfigMap web/app-config']).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'app-config', namespace: 'web' },
      data: { cluster: 'production', region: 'us-east-1', url: 'https://app.example.com' },
    });
  },
);

const named = (apiVersion: string, kind: string, name: string) => ({ apiVersion, kind, metadata: { name, namespace: 'team-a' } });

/** The account of the team, as a reference. */
const account = (chart: Chart) => ServiceAccount.fromServiceAccountName(chart, 'account', 'team-a-reconciler', 'team-a');
const SUBJECTS = [{ kind: 'ServiceAccount', name: 'team-a-reconciler', namespace: 'team-a' }];

manifest('1:218', 'the namespace of a team', () => {
  expect(synthOne((chart) => new Namespace(chart, 'team-a'))).toEqual({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'team-a' },
  });
});

manifest('1:223', 'the account that reconciles for the team', () => {
  expect(synthOne((chart) => new ServiceAccount(chart, 'team-a-reconciler', { namespace: 'team-a' }))).toEqual(
    named('v1', 'ServiceAccount', 'team-a-reconciler'),
  );
});

manifest('1:232', 'all rights inside of the namespace, and none outside', () => {
  const made = synthOne(
    (chart) =>
      new RoleBinding(chart, 'team-a-reconciler', {
        namespace: 'team-a',
        role: RoleRef.clusterRole('admin'),
        serviceAccounts: [account(chart)],
      }),
  );

  expect(made).toEqual({
    ...named('rbac.authorization.k8s.io/v1', 'RoleBinding', 'team-a-reconciler'),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
    subjects: SUBJECTS,
  });
});

manifest('1:272', 'a role with every right in the namespace', () => {
  const rules = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];

  expect(synthOne((chart) => new Role(chart, 'team-a-reconciler', { namespace: 'team-a', rules }))).toEqual({
    ...named('rbac.authorization.k8s.io/v1', 'Role', 'team-a-reconciler'),
    rules,
  });
});

manifest('1:282', 'the binding of that role', () => {
  const made = synthOne((chart) => {
    const role = RoleRef.role('team-a-reconciler');
    return new RoleBinding(chart, 'team-a-reconciler', { namespace: 'team-a', role, serviceAccounts: [account(chart)] });
  });

  expect(made).toEqual({
    ...named('rbac.authorization.k8s.io/v1', 'RoleBinding', 'team-a-reconciler'),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'team-a-reconciler' },
    subjects: SUBJECTS,
  });
});
