/**
 * The order in which Flux's documentation writes the fields of a spec: what it is, where from, how, then details.
 * A field that is not named here follows in the order of the API.
 */
const SPEC_ORDER: Record<string, readonly string[]> = {
  GitRepository: ['interval', 'timeout', 'url', 'ref', 'provider', 'secretRef', 'serviceAccountName', 'sparseCheckout', 'ignore', 'verify'],
  OCIRepository: ['interval', 'timeout', 'url', 'ref', 'layerSelector', 'provider', 'secretRef', 'serviceAccountName', 'verify'],
  HelmRepository: ['interval', 'timeout', 'type', 'url', 'secretRef'],
  HelmChart: ['interval', 'chart', 'version', 'sourceRef', 'reconcileStrategy', 'valuesFiles', 'verify'],
  Bucket: ['interval', 'timeout', 'provider', 'endpoint', 'bucketName', 'region', 'prefix', 'secretRef', 'serviceAccountName'],
  ArtifactGenerator: ['sources', 'artifacts'],
  Kustomization: [
    'interval',
    'retryInterval',
    'timeout',
    'dependsOn',
    'serviceAccountName',
    'kubeConfig',
    'sourceRef',
    'path',
    'targetNamespace',
    'prune',
    'deletionPolicy',
    'wait',
    'healthChecks',
    'healthCheckExprs',
    'decryption',
    'postBuild',
  ],
  HelmRelease: [
    'interval',
    'timeout',
    'dependsOn',
    'serviceAccountName',
    'kubeConfig',
    'releaseName',
    'targetNamespace',
    'storageNamespace',
    'chart',
    'chartRef',
    'install',
    'upgrade',
    'rollback',
    'uninstall',
    'test',
    'driftDetection',
    'postRenderers',
    'valuesFrom',
    'values',
  ],
  Provider: ['type', 'address', 'channel', 'username', 'secretRef', 'serviceAccountName'],
  Alert: ['providerRef', 'eventSeverity', 'eventSources', 'eventMetadata', 'inclusionList', 'exclusionList'],
  Receiver: ['type', 'interval', 'events', 'secretRef', 'oidcProviders', 'resources', 'resourceFilter'],
  ImageRepository: ['interval', 'timeout', 'image', 'provider', 'secretRef', 'serviceAccountName', 'certSecretRef', 'exclusionList'],
  ImagePolicy: ['imageRepositoryRef', 'filterTags', 'policy', 'digestReflectionPolicy', 'interval'],
  ImageUpdateAutomation: ['interval', 'sourceRef', 'policySelector', 'git', 'update'],
  FluxInstance: ['distribution', 'components', 'cluster', 'sharding', 'storage', 'sync', 'kustomize'],
  ExternalSecret: ['refreshInterval', 'refreshPolicy', 'secretStoreRef', 'target', 'data', 'dataFrom'],
  ResourceSet: [
    'dependsOn',
    'serviceAccountName',
    'inputStrategy',
    'inputs',
    'inputsFrom',
    'wait',
    'steps',
    'resources',
    'resourcesTemplate',
  ],
  ResourceSetInputProvider: ['type', 'url', 'secretRef', 'serviceAccountName', 'filter', 'defaultValues', 'schedule'],
};

/** The same for what stands inside of a spec, by path. */
const NESTED_ORDER: Record<string, Record<string, readonly string[]>> = {
  OCIRepository: { verify: ['provider'] },
  HelmRelease: { driftDetection: ['mode'] },
  ImagePolicy: { filterTags: ['pattern', 'extract'] },
  ImageUpdateAutomation: { git: ['checkout', 'commit', 'push'] },
  FluxInstance: {
    distribution: ['version', 'registry', 'artifact'],
    cluster: ['type', 'size', 'domain', 'multitenant', 'tenantDefaultServiceAccount', 'objectLevelWorkloadIdentity', 'networkPolicy'],
    sync: ['kind', 'url', 'ref', 'path', 'interval', 'pullSecret', 'provider'],
  },
};

/** Puts the fields of a rendered spec in the order of Flux's documentation. */
export function inDocumentedOrder(kind: string, spec: Record<string, unknown>): Record<string, unknown> {
  const order = SPEC_ORDER[kind];
  if (!order) return spec;

  const ordered = pick(spec, order);
  for (const [field, fields] of Object.entries(NESTED_ORDER[kind] ?? {})) {
    if (ordered[field]) ordered[field] = pick(ordered[field] as Record<string, unknown>, fields);
  }
  if (kind === 'HelmRelease') orderChart(ordered.chart as { spec?: Record<string, unknown> } | undefined);
  return ordered;
}

function orderChart(chart: { spec?: Record<string, unknown> } | undefined): void {
  if (chart?.spec) chart.spec = pick(chart.spec, ['chart', 'version', 'sourceRef', 'reconcileStrategy', 'interval']);
}

function pick(fields: Record<string, unknown>, order: readonly string[]): Record<string, unknown> {
  const ordered: Record<string, unknown> = {};
  for (const key of order) if (key in fields) ordered[key] = fields[key];
  for (const key of Object.keys(fields)) if (!(key in ordered)) ordered[key] = fields[key];
  return ordered;
}
