import { type CelCase, type Json, OPERATOR_CEL_CASES } from './cel-cases-operator';

const ref = { name: 'x' };

const kubeConfig = (broken: Json, message: string): CelCase[] => [
  [message, { ...broken, kubeConfig: {} }, { ...broken, kubeConfig: { secretRef: ref } }],
  [message, { ...broken, kubeConfig: { configMapRef: ref, secretRef: ref } }, { ...broken, kubeConfig: { configMapRef: ref } }],
];
const KUBE_CONFIG = 'exactly one of spec.kubeConfig.configMapRef or spec.kubeConfig.secretRef must be specified';

const analysis = { interval: '1m', threshold: 5, iterations: 10 };
const canary = (backendRef: Json) => ({
  targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' },
  analysis,
  service: { port: 80, mirror: [{ backendRef }] },
});

const release = (more: Json) => ({ interval: '1h', chartRef: { kind: 'OCIRepository', name: 'x' }, ...more });
const chart = { spec: { chart: 'x', sourceRef: { kind: 'HelmRepository', name: 'x' } } };
const kustomization = { interval: '1h', prune: true, sourceRef: { kind: 'GitRepository', name: 'x' } };
const policy = (more: Json) => ({ imageRepositoryRef: ref, policy: { alphabetical: {} }, ...more });
const receiver = (more: Json) => ({ resources: [{ kind: 'GitRepository', name: 'x' }], ...more });
const oidcProviders = [{ issuerURL: 'https://acme.io', audience: 'flux', validations: [{ expression: 'true', message: 'never' }] }];
const generator = (name: string, more?: Json) => ({
  sources: [{ alias: 'x', kind: 'GitRepository', name: 'x' }],
  artifacts: [{ name, copy: [{ from: '@x/**', to: '@artifact/' }] }],
  ...more,
});
const bucket = (more: Json) => ({ bucketName: 'x', endpoint: 'x', interval: '1h', ...more });
const sts = (provider: string, more?: Json) => ({ provider, endpoint: 'https://acme.io', ...more });
const git = (more: Json) => ({ url: 'https://acme.io/x', interval: '1h', ...more });
const helmChart = (kind: string, more: Json) => ({ chart: 'x', interval: '1h', sourceRef: { kind, name: 'x' }, ...more });

/** By `apiVersion/kind`. */
export const CEL_CASES: Readonly<Record<string, readonly CelCase[]>> = {
  'flagger.app/v1beta1/Canary': [['Must have port for Service reference', canary({ name: 'x' }), canary({ name: 'x', kind: 'Mesh' })]],
  ...OPERATOR_CEL_CASES,
  'helm.toolkit.fluxcd.io/v2/HelmRelease': [
    ['either chart or chartRef must be set', release({ chart }), release({})],
    [
      ".retryInterval cannot be set when .name is 'RemediateOnFailure'",
      release({ install: { strategy: { name: 'RemediateOnFailure', retryInterval: '1m' } } }),
      release({ install: { strategy: { name: 'RetryOnFailure', retryInterval: '1m' } } }),
    ],
    ...kubeConfig(release({}), KUBE_CONFIG),
    [
      ".retryInterval can only be set when .name is 'RetryOnFailure'",
      release({ upgrade: { strategy: { name: 'RemediateOnFailure', retryInterval: '1m' } } }),
      release({ upgrade: { strategy: { name: 'RetryOnFailure', retryInterval: '1m' } } }),
    ],
  ],
  'image.toolkit.fluxcd.io/v1/ImagePolicy': [
    [
      "spec.interval is only accepted when spec.digestReflectionPolicy is set to 'Always'",
      policy({ interval: '1h' }),
      policy({ interval: '1h', digestReflectionPolicy: 'Always' }),
    ],
    [
      "spec.interval must be set when spec.digestReflectionPolicy is set to 'Always'",
      policy({ digestReflectionPolicy: 'Always' }),
      policy({ digestReflectionPolicy: 'IfNotPresent' }),
    ],
  ],
  'kustomize.toolkit.fluxcd.io/v1/Kustomization': kubeConfig(kustomization, KUBE_CONFIG),
  'notification.toolkit.fluxcd.io/v1/Receiver': [
    [
      'generic-oidc receivers must define at least one oidcProvider',
      receiver({ type: 'generic-oidc' }),
      receiver({ type: 'generic-oidc', oidcProviders }),
    ],
    [
      'oidcProviders can only be set when type is generic-oidc',
      receiver({ type: 'github', secretRef: ref, oidcProviders }),
      receiver({ type: 'github', secretRef: ref, oidcProviders: [] }),
    ],
    [
      'secretRef cannot be set when type is generic-oidc',
      receiver({ type: 'generic-oidc', oidcProviders, secretRef: ref }),
      receiver({ type: 'generic-oidc', oidcProviders }),
    ],
    ['secretRef is required when type is not generic-oidc', receiver({ type: 'github' }), receiver({ type: 'github', secretRef: ref })],
  ],
  'notification.toolkit.fluxcd.io/v1beta3/Provider': [
    [
      "spec.commitStatusExpr is only supported for the 'github', 'gitlab', 'gitea', 'bitbucketserver', 'bitbucket', 'azuredevops' provider types",
      { type: 'slack', commitStatusExpr: '"x"' },
      { type: 'github', commitStatusExpr: '"x"' },
    ],
  ],
  'source.extensions.fluxcd.io/v1beta1/ArtifactGenerator': [
    [
      'artifact names must be valid Kubernetes object names when pathPattern is not set',
      generator('{app}'),
      generator('{app}', { pathPattern: '@x/apps/{app}' }),
    ],
  ],
  'source.toolkit.fluxcd.io/v1/Bucket': [
    [
      "STS configuration is only supported for the 'aws' and 'generic' Bucket providers",
      bucket({ provider: 'gcp', sts: sts('aws') }),
      bucket({ provider: 'aws', sts: sts('aws') }),
    ],
    [
      "'aws' is the only supported STS provider for the 'aws' Bucket provider",
      bucket({ provider: 'aws', sts: sts('ldap') }),
      bucket({ provider: 'aws', sts: sts('aws') }),
    ],
    [
      "'ldap' is the only supported STS provider for the 'generic' Bucket provider",
      bucket({ sts: sts('aws') }),
      bucket({ sts: sts('ldap') }),
    ],
    [
      "spec.sts.secretRef is not required for the 'aws' STS provider",
      bucket({ provider: 'aws', sts: sts('aws', { secretRef: ref }) }),
      bucket({ sts: sts('ldap', { secretRef: ref }) }),
    ],
    [
      "spec.sts.certSecretRef is not required for the 'aws' STS provider",
      bucket({ provider: 'aws', sts: sts('aws', { certSecretRef: ref }) }),
      bucket({ sts: sts('ldap', { certSecretRef: ref }) }),
    ],
    [
      "ServiceAccountName is not supported for the 'generic' Bucket provider",
      bucket({ serviceAccountName: 'x' }),
      bucket({ provider: 'gcp', serviceAccountName: 'x' }),
    ],
    [
      'cannot set both .spec.secretRef and .spec.serviceAccountName',
      bucket({ provider: 'aws', secretRef: ref, serviceAccountName: 'x' }),
      bucket({ provider: 'aws', secretRef: ref }),
    ],
  ],
  'source.toolkit.fluxcd.io/v1/GitRepository': [
    [
      "serviceAccountName can only be set when provider is 'azure' or 'aws'",
      git({ serviceAccountName: 'x' }),
      git({ provider: 'aws', serviceAccountName: 'x' }),
    ],
  ],
  'source.toolkit.fluxcd.io/v1/HelmChart': [
    [
      "spec.verify is only supported when spec.sourceRef.kind is 'HelmRepository'",
      helmChart('GitRepository', { verify: {} }),
      helmChart('HelmRepository', { verify: {} }),
    ],
  ],
};
