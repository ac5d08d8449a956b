import { Kind } from '../manifests/kind';

/** What a reference is for. Rules ask for references by it. */
export type ReferenceRole =
  | 'source'
  | 'chart'
  | 'dependency'
  | 'variables'
  | 'values'
  | 'credentials'
  | 'certificate'
  | 'proxy'
  | 'verification'
  | 'decryption'
  | 'kubeconfig'
  | 'service-account'
  | 'role'
  | 'subject'
  | 'provider'
  | 'event-source'
  | 'receiver-target'
  | 'image-repository'
  | 'inputs'
  | 'copy'
  | 'pull-secret'
  | 'store';

/** How a field names another object. */
export interface ReferenceShape {
  /** Kinds of objects that have the field. */
  readonly from: readonly string[];
  /** The field, or each entry of a list with `[]`. */
  readonly at: string;
  readonly role: ReferenceRole;
  /** The kind that is named; where it is missing, the entry says so itself in `kind`. */
  readonly kind?: string;
  /** The kind when the entry says none. */
  readonly defaultKind?: string;
  /** Whether the entry may name another namespace than its own. */
  readonly crossNamespace?: boolean;
  /** Where the entry has the name. Default: `name`; the entry itself where it is a text. */
  readonly name?: string;
  /** Key that must be in the Secret or ConfigMap when the entry names none. */
  readonly defaultKey?: string;
  /** Field of the entry that names a key. */
  readonly keyField?: string;
}

const SOURCES = [Kind.GIT_REPOSITORY, Kind.OCI_REPOSITORY, Kind.HELM_REPOSITORY, Kind.BUCKET];
const APPLIERS = [Kind.KUSTOMIZATION, Kind.HELM_RELEASE];
const WORKLOADS = [Kind.DEPLOYMENT, Kind.STATEFUL_SET, Kind.DAEMON_SET, Kind.REPLICA_SET, Kind.JOB];

/** Which field of which kind names which other object. Rules, graphs and plans share it. */
export const REFERENCES: readonly ReferenceShape[] = [
  // Sources and what is made of them.
  { from: [Kind.KUSTOMIZATION], at: 'spec.sourceRef', role: 'source', crossNamespace: true },
  { from: [Kind.HELM_RELEASE], at: 'spec.chart.spec.sourceRef', role: 'source', crossNamespace: true },
  { from: [Kind.HELM_RELEASE], at: 'spec.chartRef', role: 'chart', crossNamespace: true },
  { from: [Kind.HELM_CHART], at: 'spec.sourceRef', role: 'source' },
  { from: [Kind.IMAGE_UPDATE_AUTOMATION], at: 'spec.sourceRef', role: 'source', crossNamespace: true, defaultKind: Kind.GIT_REPOSITORY },
  { from: [Kind.ARTIFACT_GENERATOR], at: 'spec.sources[]', role: 'source', crossNamespace: true },
  { from: [Kind.GIT_REPOSITORY], at: 'spec.include[].repository', role: 'source', kind: Kind.GIT_REPOSITORY },
  { from: [Kind.IMAGE_POLICY], at: 'spec.imageRepositoryRef', role: 'image-repository', kind: Kind.IMAGE_REPOSITORY, crossNamespace: true },

  // Order.
  { from: [Kind.KUSTOMIZATION], at: 'spec.dependsOn[]', role: 'dependency', kind: Kind.KUSTOMIZATION, crossNamespace: true },
  { from: [Kind.HELM_RELEASE], at: 'spec.dependsOn[]', role: 'dependency', kind: Kind.HELM_RELEASE, crossNamespace: true },
  { from: [Kind.RESOURCE_SET], at: 'spec.dependsOn[]', role: 'dependency', crossNamespace: true },

  // Configuration that Flux reads.
  { from: [Kind.KUSTOMIZATION], at: 'spec.postBuild.substituteFrom[]', role: 'variables' },
  { from: [Kind.HELM_RELEASE], at: 'spec.valuesFrom[]', role: 'values', keyField: 'valuesKey', defaultKey: 'values.yaml' },
  { from: APPLIERS, at: 'spec.kubeConfig.secretRef', role: 'kubeconfig', kind: Kind.SECRET, keyField: 'key' },
  { from: APPLIERS, at: 'spec.kubeConfig.configMapRef', role: 'kubeconfig', kind: Kind.CONFIG_MAP },
  { from: [Kind.KUSTOMIZATION], at: 'spec.decryption.secretRef', role: 'decryption', kind: Kind.SECRET },

  // Credentials.
  {
    from: [...SOURCES, Kind.IMAGE_REPOSITORY, Kind.PROVIDER, Kind.RECEIVER, Kind.RESOURCE_SET_INPUT_PROVIDER],
    at: 'spec.secretRef',
    role: 'credentials',
    kind: Kind.SECRET,
  },
  {
    from: [...SOURCES, Kind.IMAGE_REPOSITORY, Kind.PROVIDER, Kind.RESOURCE_SET_INPUT_PROVIDER],
    at: 'spec.certSecretRef',
    role: 'certificate',
    kind: Kind.SECRET,
  },
  {
    from: [Kind.GIT_REPOSITORY, Kind.OCI_REPOSITORY, Kind.BUCKET, Kind.IMAGE_REPOSITORY, Kind.PROVIDER],
    at: 'spec.proxySecretRef',
    role: 'proxy',
    kind: Kind.SECRET,
  },
  {
    from: [Kind.GIT_REPOSITORY, Kind.OCI_REPOSITORY, Kind.HELM_CHART],
    at: 'spec.verify.secretRef',
    role: 'verification',
    kind: Kind.SECRET,
  },
  { from: [Kind.OCI_REPOSITORY, Kind.HELM_CHART], at: 'spec.verify.trustedRootSecretRef', role: 'verification', kind: Kind.SECRET },
  { from: [Kind.HELM_RELEASE], at: 'spec.chart.spec.verify.secretRef', role: 'verification', kind: Kind.SECRET },
  { from: [Kind.BUCKET], at: 'spec.sts.secretRef', role: 'credentials', kind: Kind.SECRET },
  { from: [Kind.BUCKET], at: 'spec.sts.certSecretRef', role: 'certificate', kind: Kind.SECRET },
  { from: [Kind.IMAGE_UPDATE_AUTOMATION], at: 'spec.git.commit.signingKey.secretRef', role: 'credentials', kind: Kind.SECRET },
  { from: [Kind.FLUX_INSTANCE], at: 'spec.sync.pullSecret', role: 'credentials', kind: Kind.SECRET },
  { from: [Kind.FLUX_INSTANCE], at: 'spec.distribution.artifactPullSecret', role: 'pull-secret', kind: Kind.SECRET },
  { from: [Kind.FLUX_INSTANCE], at: 'spec.distribution.imagePullSecret', role: 'pull-secret', kind: Kind.SECRET },
  { from: [Kind.SERVICE_ACCOUNT], at: 'imagePullSecrets[]', role: 'pull-secret', kind: Kind.SECRET },
  { from: [Kind.POD], at: 'spec.imagePullSecrets[]', role: 'pull-secret', kind: Kind.SECRET },
  { from: WORKLOADS, at: 'spec.template.spec.imagePullSecrets[]', role: 'pull-secret', kind: Kind.SECRET },

  // Stores of External Secrets.
  { from: [Kind.EXTERNAL_SECRET], at: 'spec.secretStoreRef', role: 'store', defaultKind: Kind.SECRET_STORE },
  { from: [Kind.EXTERNAL_SECRET], at: 'spec.data[].sourceRef.storeRef', role: 'store', defaultKind: Kind.SECRET_STORE },
  { from: [Kind.EXTERNAL_SECRET], at: 'spec.dataFrom[].sourceRef.storeRef', role: 'store', defaultKind: Kind.SECRET_STORE },

  // Accounts and rights.
  {
    from: [
      ...APPLIERS,
      Kind.RESOURCE_SET,
      Kind.OCI_REPOSITORY,
      Kind.GIT_REPOSITORY,
      Kind.BUCKET,
      Kind.IMAGE_REPOSITORY,
      Kind.PROVIDER,
      Kind.RESOURCE_SET_INPUT_PROVIDER,
    ],
    at: 'spec.serviceAccountName',
    role: 'service-account',
    kind: Kind.SERVICE_ACCOUNT,
  },
  { from: [Kind.KUSTOMIZATION], at: 'spec.decryption.serviceAccountName', role: 'service-account', kind: Kind.SERVICE_ACCOUNT },
  { from: [Kind.ROLE_BINDING, Kind.CLUSTER_ROLE_BINDING], at: 'roleRef', role: 'role' },
  { from: [Kind.ROLE_BINDING, Kind.CLUSTER_ROLE_BINDING], at: 'subjects[]', role: 'subject', crossNamespace: true },

  // Notifications.
  { from: [Kind.ALERT], at: 'spec.providerRef', role: 'provider', kind: Kind.PROVIDER },
  { from: [Kind.ALERT], at: 'spec.eventSources[]', role: 'event-source', crossNamespace: true },
  { from: [Kind.RECEIVER], at: 'spec.resources[]', role: 'receiver-target', crossNamespace: true },

  // The Flux Operator.
  { from: [Kind.RESOURCE_SET], at: 'spec.inputsFrom[]', role: 'inputs', defaultKind: Kind.RESOURCE_SET_INPUT_PROVIDER },
];
