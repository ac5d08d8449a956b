import { Difference } from './compare';

const RANGE = 'a range ends before the next major release, and production takes no pre-releases';
const MIRROR = 'who signed a chart is checked, and its own registry does not count requests: a mirror signs it';
const SPLIT = 'each layer has an artifact of its own, so that a commit is news only to the layers whose files it changes';

/** Differences by `Kind namespace/name`; the path '' is the whole object, which is in one of the two only. */
type Intended = (cluster: string) => Difference[];

const layer =
  (directory: string, ...more: Difference[]): Intended =>
  (cluster) => [
    {
      path: 'spec.path',
      value: `./fleet/${directory}/${cluster}`,
      reason: 'each cluster has files of its own, so a review shows which changes',
    },
    ...more,
  ];

const infrastructure = (name: string, ...more: Difference[]): Intended =>
  layer(`infrastructure/${name}`, { path: 'spec.sourceRef.name', value: `infra-${name}`, reason: SPLIT }, ...more);

const artifacts = (cluster: string) => ({
  apiVersion: 'source.extensions.fluxcd.io/v1beta1',
  kind: 'ArtifactGenerator',
  metadata: { name: 'layer-artifacts', namespace: 'flux-system' },
  spec: {
    sources: [{ alias: 'fleet', kind: 'GitRepository', name: 'flux-system' }],
    artifacts: [
      ['apps', 'apps'],
      ['infra-configs', 'infrastructure/configs'],
      ['infra-controllers', 'infrastructure/controllers'],
    ].map(([name, directory]) => ({
      name,
      originRevision: '@fleet',
      copy: [{ from: `@fleet/fleet/${directory}/${cluster}/**`, to: `@artifact/fleet/${directory}/${cluster}/` }],
    })),
  },
});

const release =
  (...more: Difference[]): Intended =>
  (cluster) => [
    { path: 'spec.timeout', value: '5m', reason: 'the time that Flux takes, said aloud; layers add it up' },
    { path: 'spec.install.strategy.retryInterval', value: '5m', reason: 'the pause that Flux makes, said aloud' },
    { path: 'spec.upgrade.strategy.retryInterval', value: '5m', reason: 'the pause that Flux makes, said aloud' },
    { path: 'spec.install.crds', value: 'Create', reason: 'what Flux does, said aloud' },
    { path: 'spec.upgrade.crds', value: 'CreateReplace', reason: 'Helm would never update the CRDs of a chart' },
    {
      path: 'spec.driftDetection',
      value: { mode: cluster === 'production' ? 'enabled' : 'warn' },
      reason: 'changes by hand are undone in production, and reported elsewhere',
    },
    ...more,
  ];

const chart = (name: string): Difference[] => [
  { path: 'spec.url', value: `oci://ghcr.io/acme/mirror/${name}`, reason: MIRROR },
  {
    path: 'spec.verify',
    value: {
      provider: 'cosign',
      matchOIDCIdentity: [
        {
          issuer: '^https://token\\.actions\\.githubusercontent\\.com$',
          subject: '^https://github\\.com/acme/mirror/\\.github/workflows/[^@]+@refs/tags/.+$',
        },
      ],
    },
    reason: MIRROR,
  },
];

/** Where the example says something else on purpose, and why. */
export const INTENDED: Readonly<Record<string, Intended>> = {
  'Kustomization flux-system/infra-controllers': infrastructure('controllers'),
  'Kustomization flux-system/infra-configs': infrastructure(
    'configs',
    { path: 'spec.wait', value: true, reason: 'apps wait for it, and it would call itself ready before it is' },
    { path: 'spec.patches', reason: 'the issuer is written as it is in the cluster' },
  ),
  'Kustomization flux-system/apps': layer('apps'),
  'ArtifactGenerator flux-system/flux-system': () => [{ path: '', reason: SPLIT }],
  'ArtifactGenerator flux-system/layer-artifacts': (cluster) => [{ path: '', value: artifacts(cluster), reason: SPLIT }],
  'OCIRepository cert-manager/cert-manager': () => chart('cert-manager'),
  'OCIRepository envoy-gateway-system/gateway-helm': (cluster) => [
    ...chart('gateway-helm'),
    { path: 'spec.ref.semver', value: cluster === 'production' ? '>=1.8.0 <2.0.0' : '>=1.8.0-rc.0 <2.0.0', reason: RANGE },
  ],
  'HelmRepository podinfo/podinfo': () => [{ path: 'spec.interval', value: '1h', reason: 'an index is large, and changes with releases' }],
  'HelmRelease cert-manager/cert-manager': release({
    path: 'spec.releaseName',
    value: 'cert-manager',
    reason: 'the name that Flux would choose, said aloud',
  }),
  'HelmRelease envoy-gateway-system/envoy-gateway': release(),
  'HelmRelease podinfo/podinfo': (cluster) =>
    release(
      { path: 'spec.chart.spec.version', value: cluster === 'production' ? '>=1.0.0 <7.0.0' : '>=1.0.0-alpha <7.0.0', reason: RANGE },
      { path: 'spec.chart.spec.reconcileStrategy', value: 'ChartVersion', reason: 'what Flux does, said aloud' },
      ...(cluster === 'staging' ? [{ path: 'spec.test', reason: 'tests do not run unless they are asked for' }] : []),
    )(cluster),
};

/** Objects in the place of those that `flux bootstrap` writes: some that the patches fit, and some that they do not. */
export const FLUX_STAND_IN = ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller']
  .map(
    (name) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: flux-system
  labels:
    app.kubernetes.io/part-of: flux
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: manager
          image: ghcr.io/fluxcd/${name}
          args:
            - --log-level=info
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
  namespace: flux-system
`,
  )
  .join('---\n');
