/** Flags that every controller has. */
const COMMON = words(`
  concurrent default-service-account enable-leader-election events-addr feature-gates health-addr kube-api-burst kube-api-qps
  leader-election-lease-duration leader-election-release-on-cancel leader-election-renew-deadline leader-election-retry-period
  log-encoding log-level max-retry-delay metrics-addr min-retry-delay token-cache-max-duration token-cache-max-size
  watch-all-namespaces watch-configs-label-selector
`);

const STORAGE = words('artifact-digest-algo artifact-retention-records artifact-retention-ttl storage-addr storage-adv-addr storage-path');
const SSH = words('ssh-hostkey-algos ssh-kex-algos');
const APPLYING = words(`
  default-kubeconfig-service-account http-retry insecure-kubeconfig-exec insecure-kubeconfig-tls interval-jitter-percentage
  no-cross-namespace-refs override-manager requeue-dependency watch-label-selector
`);

/** The flags of each controller, of Flux 2.7 to 2.9 together. */
const FLAGS = new Map<string, ReadonlySet<string>>([
  [
    'source-controller',
    flags(
      STORAGE,
      SSH,
      words(`
        helm-cache-max-size helm-cache-purge-interval helm-cache-ttl helm-chart-file-max-size helm-chart-max-size helm-index-max-size
        interval-jitter-percentage requeue-dependency watch-label-selector
      `),
    ),
  ],
  [
    'kustomize-controller',
    flags(
      APPLYING,
      words(`
        concurrent-ssa custom-apply-stage-kinds default-decryption-service-account no-remote-bases sops-age-secret sops-vault-configmap
      `),
    ),
  ],
  [
    'helm-controller',
    flags(
      APPLYING,
      words(`
        graceful-shutdown-timeout http-timeout oom-watch-current-memory-path oom-watch-interval oom-watch-max-memory-path
        oom-watch-memory-threshold snapshot-digest-algo
      `),
    ),
  ],
  ['notification-controller', flags(words('export-http-path-metrics no-cross-namespace-refs rate-limit-interval receiverAddr'))],
  [
    'image-reflector-controller',
    flags(
      words(`
        gc-interval no-cross-namespace-refs requeue-dependency storage-compression-threshold storage-path storage-value-log-file-size
        watch-label-selector
      `),
    ),
  ],
  ['image-automation-controller', flags(SSH, words('no-cross-namespace-refs watch-label-selector'))],
  [
    'source-watcher',
    flags(
      STORAGE,
      words('http-retry interval-jitter-percentage no-cross-namespace-refs reconciliation-timeout requeue-dependency watch-label-selector'),
    ),
  ],
]);

const SHARED_GATES = words('CacheSecretsAndConfigMaps ObjectLevelWorkloadIdentity');
const APPLYING_GATES = words(
  'AdditiveCELDependencyCheck CancelHealthCheckOnNewRevision DirectSourceFetch DisableConfigWatchers ExternalArtifact',
);

/** The feature gates of each controller, of Flux 2.7 to 2.9 together. Those of source-watcher are not known. */
const GATES = new Map<string, ReadonlySet<string>>([
  ['source-controller', new Set(SHARED_GATES)],
  [
    'kustomize-controller',
    new Set([
      ...SHARED_GATES,
      ...APPLYING_GATES,
      ...words(`
        DisableCommitStatusEvent DisableFailFastBehavior DisableStatusPollerCache GroupChangeLog MigrateAPIVersion
        StrictPostBuildSubstitutions
      `),
    ]),
  ],
  [
    'helm-controller',
    new Set([
      ...SHARED_GATES,
      ...APPLYING_GATES,
      ...words(`
        AdoptLegacyReleases AllowDNSLookups CorrectDrift DefaultToRetryOnFailure DetectDrift DisableChartDigestTracking OOMWatch
        UninstallOnChartNameChange UseHelm3Defaults
      `),
    ]),
  ],
  ['notification-controller', new Set([...SHARED_GATES, 'DisableConfigWatchers'])],
  ['image-reflector-controller', new Set([...SHARED_GATES, 'FluxStorage'])],
  [
    'image-automation-controller',
    new Set([...SHARED_GATES, ...words('GitAllBranchReferences GitForcePushBranch GitShallowClone GitSparseCheckout')]),
  ],
]);

/**
 * The flags that a controller has; `undefined` where they are not known.
 *
 * @see https://fluxcd.io/flux/components/
 */
export function flagsOf(controller: string): ReadonlySet<string> | undefined {
  return FLAGS.get(controller);
}

/** The feature gates that a controller has; `undefined` where they are not known. */
export function gatesOf(controller: string): ReadonlySet<string> | undefined {
  return GATES.get(controller);
}

/** The controllers that have a flag. */
export function controllersWithFlag(flag: string): string[] {
  return [...FLAGS].flatMap(([controller, names]) => (names.has(flag) ? controller : []));
}

/** The controllers that have a feature gate. */
export function controllersWithGate(gate: string): string[] {
  return [...GATES].flatMap(([controller, names]) => (names.has(gate) ? controller : []));
}

function flags(...groups: readonly (readonly string[])[]): ReadonlySet<string> {
  return new Set([...COMMON, ...groups.flat()]);
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
