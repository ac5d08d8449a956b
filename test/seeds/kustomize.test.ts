import { Duration } from 'cdk8s';
import { Decryption, FluxApp, Gate, kustomize, LayeredCluster, LayerPreset, Namespace, Variation } from '../../src';
import { objectsIn, SYNC } from '../support/fleet';
import { ADDED, corrected, kustomization, kustomizationOf } from './corrected';
import { manifest } from './support';

const minutes = Duration.minutes;
const GIT = { kind: 'GitRepository', name: 'flux-system' };
const always = { substituteStrategy: 'Always' };
const deployment = (name: string, namespace: string) => ({ apiVersion: 'apps/v1', kind: 'Deployment', name, namespace });
const From = kustomize.KustomizationSpecPostBuildSubstituteFromKind;

/** One in `flux-system` is what the document says, with the corrections. */
function expectMade(made: any, spec: object, changes: object): void {
  expect(made).toEqual(kustomizationOf(made.metadata.name, 'flux-system', corrected(spec, { ...ADDED, ...changes })));
}

manifest('0:191', 'a directory of a repository, waited for', () => {
  const made = kustomization('my-app', { source: 'my-app', path: './deploy/production', interval: minutes(10), gate: Gate.all() });
  const spec = {
    interval: '10m',
    sourceRef: { kind: 'GitRepository', name: 'my-app' },
    path: './deploy/production',
    prune: true,
    wait: true,
    timeout: '5m',
  };

  expectMade(made, spec, {});
});

manifest('1:149', 'infrastructure that others wait for', () => {
  const made = kustomization('infrastructure', { path: './infrastructure/production', interval: minutes(10), gate: Gate.all() });
  const spec = { interval: '10m0s', sourceRef: GIT, path: './infrastructure/production', prune: true, wait: true, timeout: '5m0s' };

  expectMade(made, spec, { interval: '10m' });
});

manifest('1:164', 'applications after infrastructure, with variables', () => {
  const healthChecks = [deployment('app-name', 'app-namespace')];
  const substitute = { cluster_name: 'production', domain: 'example.com' };
  const substituteFrom = [{ kind: 'ConfigMap', name: 'cluster-vars' }];
  const made = kustomization('apps', {
    path: './apps/production',
    interval: minutes(10),
    after: ['infrastructure'],
    gate: Gate.checks(healthChecks),
    postBuild: { substitute, substituteFrom: [{ kind: From.CONFIG_MAP, name: 'cluster-vars' }] },
  });
  const spec = {
    interval: '10m0s',
    dependsOn: [{ name: 'infrastructure' }],
    sourceRef: GIT,
    path: './apps/production',
    prune: true,
    wait: true,
    timeout: '5m0s',
    healthChecks,
    postBuild: { substitute, substituteFrom },
  };

  // With wait, Flux ignores healthChecks. An undefined variable is an error even if the ConfigMap is empty.
  expectMade(made, spec, { interval: '10m', wait: undefined, postBuild: { substitute, substituteFrom, ...always } });
});

manifest('1:257', 'what a tenant applies, with its own rights', () => {
  const made = kustomization('team-a-apps', {
    namespace: 'team-a',
    source: 'team-a-repo',
    path: './apps',
    interval: minutes(10),
    serviceAccountName: 'team-a-reconciler',
  });
  const sourceRef = { kind: 'GitRepository', name: 'team-a-repo' };
  const spec = { interval: '10m', serviceAccountName: 'team-a-reconciler', sourceRef, path: './apps', prune: true };

  expect(made).toEqual(kustomizationOf('team-a-apps', 'team-a', corrected(spec, ADDED)));
});

manifest('1:332', 'a tenant after shared infrastructure', () => {
  const made = kustomization('team-a-apps', {
    namespace: 'team-a',
    source: 'team-a-repo',
    path: './apps',
    interval: minutes(10),
    after: ['flux-system/shared-ingress', 'flux-system/shared-monitoring'],
  });
  const spec = {
    interval: '10m',
    dependsOn: ['shared-ingress', 'shared-monitoring'].map((name) => ({ name, namespace: 'flux-system' })),
    sourceRef: { kind: 'GitRepository', name: 'team-a-repo' },
    path: './apps',
    prune: true,
  };

  expect(made).toEqual(kustomizationOf('team-a-apps', 'team-a', corrected(spec, ADDED)));
});

manifest('1:526', 'applications with secrets that SOPS encrypted', () => {
  const made = kustomization('apps', { path: './apps/production', interval: minutes(10), decryption: Decryption.sops('sops-age') });
  const decryption = { provider: 'sops', secretRef: { name: 'sops-age' } };

  expectMade(made, { interval: '10m0s', sourceRef: GIT, path: './apps/production', prune: true, decryption }, { interval: '10m' });
});

manifest('1:864', 'infrastructure of one cluster, with its variables', () => {
  const substitute = { cluster_name: 'production', cluster_region: 'us-east-1', replicas: '3' };
  const path = './infrastructure/overlays/production';
  const made = kustomization('infrastructure', { path, interval: minutes(10), gate: Gate.all(), postBuild: { substitute } });

  expectMade(
    made,
    { interval: '10m0s', sourceRef: GIT, path, prune: true, wait: true, postBuild: { substitute } },
    { interval: '10m', postBuild: { substitute, ...always } },
  );
});

manifest('1:883', 'applications of one cluster, with its variables', () => {
  const substitute = { cluster_name: 'production', domain: 'prod.example.com' };
  const path = './apps/overlays/production';
  const made = kustomization('apps', { path, interval: minutes(10), after: ['infrastructure'], postBuild: { substitute } });

  expectMade(
    made,
    { interval: '10m0s', dependsOn: [{ name: 'infrastructure' }], sourceRef: GIT, path, prune: true, postBuild: { substitute } },
    { interval: '10m', postBuild: { substitute, ...always } },
  );
});

manifest('1:903', 'another cluster, through its kubeconfig', () => {
  const kubeConfig = { secretRef: { name: 'staging-kubeconfig' } };
  const made = kustomization('cluster-staging', { path: './clusters/staging', interval: minutes(10), kubeConfig });

  expectMade(made, { interval: '10m0s', sourceRef: GIT, path: './clusters/staging', prune: true, kubeConfig }, { interval: '10m' });
});

manifest('1:930', 'CRDs that are never deleted', () => {
  const made = kustomization('crds', { path: './infrastructure/crds', interval: Duration.hours(1), prune: false });

  expectMade(made, { interval: '1h', sourceRef: GIT, path: './infrastructure/crds', prune: false }, {});
});

/** The documents leave out what the API requires. */
const REQUIRED = { prune: true };

manifest('1:944', 'a controller after its CRDs', () => {
  const healthChecks = [deployment('cert-manager', 'cert-manager')];
  const path = './infrastructure/cert-manager';
  const made = kustomization('cert-manager', { path, interval: minutes(10), after: ['crds'], gate: Gate.checks(healthChecks) });

  expectMade(made, { interval: '10m', dependsOn: [{ name: 'crds' }], sourceRef: GIT, path, healthChecks }, REQUIRED);
});

manifest('1:964', 'an ingress after its certificates', () => {
  const path = './infrastructure/ingress-nginx';
  const made = kustomization('ingress-nginx', { path, interval: minutes(10), after: ['cert-manager'] });

  expectMade(made, { interval: '10m', dependsOn: [{ name: 'cert-manager' }], sourceRef: GIT, path }, REQUIRED);
});

manifest('1:978', 'a database, ready when its pods are', () => {
  const healthChecks = [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'postgresql', namespace: 'database' }];
  const made = kustomization('database', { path: './apps/database', interval: minutes(10), gate: Gate.checks(healthChecks) });

  expectMade(made, { interval: '10m', sourceRef: GIT, path: './apps/database', healthChecks }, REQUIRED);
});

manifest('1:995', 'a backend after its database', () => {
  // The frontend waits for it, which means nothing without a health check.
  const made = kustomization('backend', {
    path: './apps/backend',
    interval: minutes(5),
    timeout: minutes(4),
    after: ['database'],
    gate: Gate.all(),
  });

  expectMade(
    made,
    { interval: '5m', dependsOn: [{ name: 'database' }], sourceRef: GIT, path: './apps/backend' },
    // A check as long as the interval would never leave time between two.
    { ...REQUIRED, wait: true, timeout: '4m' },
  );
});

manifest('1:1009', 'a frontend after its backend', () => {
  const made = kustomization('frontend', { path: './apps/frontend', interval: minutes(5), timeout: minutes(4), after: ['backend'] });
  const spec = { interval: '5m', dependsOn: [{ name: 'backend' }], sourceRef: GIT, path: './apps/frontend' };

  expectMade(made, spec, { ...REQUIRED, timeout: '4m' });
});

manifest('1:1133', 'the operator of external secrets', () => {
  const path = './infrastructure/external-secrets';

  expectMade(
    kustomization('external-secrets', { path, interval: minutes(10) }),
    { interval: '10m', sourceRef: GIT, path, prune: true },
    {},
  );
});

manifest('2:47', 'the overlay of one cluster, which lists the components that it has', () => {
  const components = ['cert-manager', 'cnpg', 'redis', 'reflector'];
  const app = new FluxApp({ variation: Variation.OVERLAYS });
  for (const id of ['production', 'staging']) {
    const { infrastructure } = new LayeredCluster(app, id, { sync: SYNC, layers: LayerPreset.infrastructureDependenciesApps() });
    for (const component of components) new Namespace(infrastructure, component);
  }
  const made = objectsIn(app.synthFiles()['infrastructure/production/kustomization.yaml']);
  const document = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    commonAnnotations: { 'kustomize.toolkit.fluxcd.io/prune': 'true' },
    resources: components.map((component) => `../base/${component}`),
  };

  // Only `disabled` means anything to Flux; pruning is `spec.prune` of the Flux Kustomization.
  expect(made).toEqual([corrected(document, { commonAnnotations: undefined })]);
});

manifest('2:59', 'infrastructure of one cluster, tried often', () => {
  const path = './flux/infrastructure/production';
  const made = kustomization('infrastructure', { path, interval: minutes(1), timeout: Duration.seconds(45), retryInterval: minutes(1) });

  // The placeholder of the document is a cluster; what is tried every minute has to give up sooner.
  expectMade(
    made,
    { interval: '1m0s', path: './flux/infrastructure/<cluster>', prune: true, sourceRef: GIT },
    { interval: '1m', path, timeout: '45s', retryInterval: '1m' },
  );
});

manifest('3:179', 'an application with variables of its cluster', () => {
  const healthChecks = [deployment('my-app', 'production')];
  const substitute = { ENVIRONMENT: 'production', CLUSTER_NAME: 'prod-us-east' };
  const substituteFrom = [
    { kind: From.CONFIG_MAP, name: 'cluster-config' },
    { kind: From.SECRET, name: 'cluster-secrets' },
  ];
  const path = './deploy/overlays/production';
  const made = kustomization('my-app', {
    source: 'my-app',
    path,
    interval: minutes(10),
    retryInterval: minutes(2),
    gate: Gate.checks(healthChecks),
    postBuild: { substitute, substituteFrom },
  });
  const sourceRef = { kind: 'GitRepository', name: 'my-app' };
  const spec = {
    interval: '10m',
    retryInterval: '2m',
    sourceRef,
    path,
    prune: true,
    wait: true,
    healthChecks,
    postBuild: { substitute, substituteFrom },
  };

  // With wait, Flux ignores healthChecks.
  expectMade(made, spec, { wait: undefined, retryInterval: '2m', postBuild: { substitute, substituteFrom, ...always } });
});

/** A chain of three; what others wait for has to wait for what it applies. */
const INFRASTRUCTURE = { kind: 'GitRepository', name: 'infrastructure' };

manifest('3:209', 'certificates, the first of three', () => {
  const made = kustomization('cert-manager', { source: 'infrastructure', path: './cert-manager', interval: minutes(10), gate: Gate.all() });

  expectMade(made, { interval: '10m', sourceRef: INFRASTRUCTURE, path: './cert-manager' }, { ...REQUIRED, wait: true });
});

manifest('3:222', 'an ingress, the second of three', () => {
  const made = kustomization('ingress', {
    source: 'infrastructure',
    path: './ingress',
    interval: minutes(10),
    after: ['cert-manager'],
    gate: Gate.all(),
  });
  const spec = { interval: '10m', dependsOn: [{ name: 'cert-manager' }], sourceRef: INFRASTRUCTURE, path: './ingress' };

  expectMade(made, spec, { ...REQUIRED, wait: true });
});

manifest('3:237', 'applications, the last of three', () => {
  const made = kustomization('apps', { source: 'apps', path: './production', interval: minutes(10), after: ['ingress'] });
  const sourceRef = { kind: 'GitRepository', name: 'apps' };

  expectMade(made, { interval: '10m', dependsOn: [{ name: 'ingress' }], sourceRef, path: './production' }, REQUIRED);
});

manifest('3:510', 'applications of a cluster, with its variables', () => {
  const substitute = { CLUSTER_NAME: 'prod-us-east', ENVIRONMENT: 'production' };
  const made = kustomization('apps', { path: './apps/production', interval: minutes(10), postBuild: { substitute } });

  expectMade(
    made,
    { interval: '10m', sourceRef: GIT, path: './apps/production', prune: true, postBuild: { substitute } },
    { postBuild: { substitute, ...always } },
  );
});

/** The answers of a quiz show only the fields that they are about. */
const LEFT_OUT = { ...REQUIRED, interval: '30m', sourceRef: GIT };

manifest('3:699', 'certificates, before all others', () => {
  const made = kustomization('cert-manager', { path: './cert-manager', gate: Gate.all() });

  expectMade(made, { path: './cert-manager' }, { ...LEFT_OUT, wait: true });
});

manifest('3:707', 'an ingress after certificates', () => {
  const made = kustomization('ingress', { path: './ingress', after: ['cert-manager'], gate: Gate.all() });

  expectMade(made, { dependsOn: [{ name: 'cert-manager' }], path: './ingress' }, { ...LEFT_OUT, wait: true });
});

manifest('3:716', 'applications after an ingress', () => {
  const made = kustomization('apps', { path: './apps', after: ['ingress'] });

  expectMade(made, { dependsOn: [{ name: 'ingress' }], path: './apps' }, LEFT_OUT);
});

manifest('3:762', 'one directory for many clusters, each with its variables', () => {
  const substituteFrom = [{ kind: From.CONFIG_MAP, name: 'cluster-config' }];
  const made = kustomization('my-app', { source: 'apps', path: './my-app/base', interval: minutes(10), postBuild: { substituteFrom } });
  const sourceRef = { kind: 'GitRepository', name: 'apps' };

  expectMade(
    made,
    { interval: '10m', sourceRef, path: './my-app/base', prune: true, postBuild: { substituteFrom } },
    { postBuild: { substituteFrom, ...always } },
  );
});

manifest('3:999', 'what is ready although nothing runs', () => {
  const made = kustomization('cert-manager', { path: './cert-manager', gate: Gate.applied() });

  // The document shows the mistake; the library writes it when it is asked to.
  expectMade(made, {}, { ...LEFT_OUT, path: './cert-manager' });
});

manifest('3:1018', 'what is ready when its three workloads are', () => {
  const healthChecks = ['cert-manager', 'cert-manager-cainjector', 'cert-manager-webhook'].map((name) => deployment(name, 'cert-manager'));
  const made = kustomization('cert-manager', {
    source: 'infrastructure',
    path: './cert-manager',
    interval: minutes(10),
    gate: Gate.checks(healthChecks),
  });
  const spec = { interval: '10m', sourceRef: INFRASTRUCTURE, path: './cert-manager', prune: true, wait: true, healthChecks, timeout: '5m' };

  // With wait, Flux ignores healthChecks.
  expectMade(made, spec, { wait: undefined });
});
