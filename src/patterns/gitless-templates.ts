import { isolationSpec } from '../constructs/kubernetes/network-policy';
import { FluxKind, KubernetesKind } from '../primitives/flux-kind';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';
import { WATCH_ENABLED, WATCH_LABEL } from '../primitives/watch-label';
import { tenantLabels } from './tenant-defaults';

/** Name of the ConfigMap that tells a cluster's manifests where they run. */
export const RUNTIME_INFO = 'flux-runtime-info';

const COPY_FROM = 'fluxcd.controlplane.io/copyFrom';
/** Quoted where the template is filled in: a team may be called 007. */
const NAME = '<< inputs.name | quote >>';

/** What the templates need to know about the fleet. */
export interface TemplateOptions {
  /** Secret in `flux-system` with credentials for the registry. */
  readonly pullSecret?: string;
  /** Cloud whose registries know the identity of the controllers. */
  readonly provider?: string;
  /** What artifacts must be signed with, as it stands in `spec.verify`; signatures are not checked without it. */
  readonly verify?: Template;
  /** Secret in `flux-system` with the keys of signers. */
  readonly keySecret?: string;
  /** Whether Flux knows how to refuse a literal variable. */
  readonly strictVariables: boolean;
}

/** An object of a ResourceSet, with inputs still to be filled in. */
export type Template = Record<string, unknown>;

/** What is made for every infrastructure component: it may do everything, because controllers bring CRDs and cluster roles. */
export function componentTemplates(options: TemplateOptions): Template[] {
  return [
    { ...KubernetesKind.NAMESPACE, metadata: { name: NAME } },
    ...sharedTemplates(options),
    {
      ...KubernetesKind.CLUSTER_ROLE_BINDING,
      metadata: { name: 'flux-<< inputs.name >>' },
      roleRef: roleRef('cluster-admin'),
      subjects: [ACCOUNT_SUBJECT],
    },
    ociRepository(options),
    kustomization({ wait: true }, options),
  ];
}

/** What a tenant may use, and who may connect to it. */
export interface TenantLimits {
  readonly quota: { [resource: string]: string };
  /** Namespaces whose pods may connect. */
  readonly ingressFrom: string[];
}

/** What is made for every tenant: it may do everything in its own namespace, and nothing elsewhere. */
export function tenantTemplates(options: TemplateOptions, { quota, ingressFrom }: TenantLimits): Template[] {
  return [
    { ...KubernetesKind.NAMESPACE, metadata: { name: NAME, labels: tenantLabels(NAME) } },
    ...sharedTemplates(options),
    { ...KubernetesKind.ROLE_BINDING, metadata: metadata('flux'), roleRef: roleRef('admin'), subjects: [ACCOUNT_SUBJECT] },
    { ...KubernetesKind.RESOURCE_QUOTA, metadata: metadata('tenant'), spec: { hard: quota } },
    {
      ...KubernetesKind.NETWORK_POLICY,
      metadata: metadata('tenant'),
      spec: isolationSpec(ingressFrom),
    },
    ociRepository(options),
    kustomization({ targetNamespace: NAME }, options),
  ];
}

const ACCOUNT_SUBJECT = { kind: 'ServiceAccount', name: 'flux', namespace: NAME };

function sharedTemplates({ pullSecret, keySecret }: TemplateOptions): Template[] {
  const copied = (name: string) => ({ ...metadata(name), annotations: { [COPY_FROM]: `${FLUX_NAMESPACE}/${name}` } });
  return [
    {
      ...KubernetesKind.CONFIG_MAP,
      metadata: { ...copied(RUNTIME_INFO), labels: { [WATCH_LABEL]: WATCH_ENABLED } },
    },
    ...(pullSecret ? [{ ...KubernetesKind.SECRET, metadata: copied(pullSecret), type: 'kubernetes.io/dockerconfigjson' }] : []),
    ...(keySecret ? [{ ...KubernetesKind.SECRET, metadata: copied(keySecret), type: 'Opaque' }] : []),
    { ...KubernetesKind.SERVICE_ACCOUNT, metadata: metadata('flux') },
  ];
}

function ociRepository({ pullSecret, provider, verify }: TemplateOptions): Template {
  return {
    ...FluxKind.OCI_REPOSITORY,
    metadata: metadata(NAME),
    spec: {
      interval: '5m',
      url: '<< inputs.url | quote >>',
      // A tag such as 1.10 is a number unless it is quoted where the template is filled in.
      ref: { tag: '<< inputs.tag | quote >>' },
      ...(provider && { provider }),
      ...(pullSecret && { secretRef: { name: pullSecret } }),
      ...(verify && { verify }),
    },
  };
}

function kustomization(own: Template, { strictVariables }: TemplateOptions): Template {
  return {
    ...FluxKind.KUSTOMIZATION,
    metadata: metadata(NAME),
    spec: {
      interval: '30m',
      retryInterval: '5m',
      timeout: '5m',
      serviceAccountName: 'flux',
      sourceRef: { kind: FluxKind.OCI_REPOSITORY.kind, name: NAME },
      path: '<< inputs.path | quote >>',
      prune: true,
      ...own,
      postBuild: {
        substituteFrom: [{ kind: 'ConfigMap', name: RUNTIME_INFO }],
        ...(strictVariables && { substituteStrategy: 'Always' }),
      },
    },
  };
}

function metadata(name: string): { name: string; namespace: string } {
  return { name, namespace: NAME };
}

function roleRef(name: string): Template {
  return { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name };
}
