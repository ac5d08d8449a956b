import { ClusterRoleBinding } from '../constructs/kubernetes/cluster-role-binding';
import { Namespace } from '../constructs/kubernetes/namespace';
import { NetworkPolicy } from '../constructs/kubernetes/network-policy';
import { ResourceQuota } from '../constructs/kubernetes/resource-quota';
import { RoleBinding } from '../constructs/kubernetes/role-binding';
import { RoleRef } from '../constructs/kubernetes/role-ref';
import { ServiceAccount } from '../constructs/kubernetes/service-account';
import { Gate } from '../constructs/kustomize/gate';
import { Kustomization } from '../constructs/kustomize/kustomization';
import { KustomizationProps } from '../constructs/kustomize/kustomization-props';
import { KustomizationSpecPostBuildSubstituteFromKind as SubstituteFromKind } from '../../imports/kustomize.toolkit.fluxcd.io';
import { Auth } from '../constructs/source/auth';
import { OciRef } from '../constructs/source/oci-ref';
import { OciRepository } from '../constructs/source/oci-repository';
import { GITHUB_ISSUER, Verify } from '../constructs/source/verify';
import { CopiedConfigMap, CopiedSecret } from './copied-object';
import { ResourceTemplate } from './resource-template';
import { tenantLabels } from './tenant-defaults';

/** Name of the ConfigMap that tells a cluster's manifests where they run. */
export const RUNTIME_INFO = 'flux-runtime-info';

/** What the templates need to know about the fleet. */
export interface TemplateOptions {
  /** Credentials for the registry; a Secret is in `flux-system`. */
  readonly auth?: Auth;
  /** Whose signature all units carry. */
  readonly verify?: Verify;
  /** Whether each unit has a signer of its own, in the input `signer`. */
  readonly hasSigners: boolean;
}

/** What a tenant may use, and who may connect to it. */
export interface TenantLimits {
  readonly quota: { [resource: string]: string };
  /** Namespaces whose pods may connect. */
  readonly ingressFrom: string[];
}

/** What is made for every infrastructure component: it may do everything, because controllers bring CRDs and cluster roles. */
export function defineComponent(template: ResourceTemplate, options: TemplateOptions): void {
  const name = template.input('name');
  new Namespace(template, 'namespace', { name });
  const account = defineShared(template, options);
  new ClusterRoleBinding(template, 'role-binding', { name: `flux-${name}`, clusterRole: 'cluster-admin', serviceAccounts: [account] });
  defineSync(template, options, { gate: Gate.all() });
}

/** What is made for every tenant: it may do everything in its own namespace, and nothing elsewhere. */
export function defineTenant(template: ResourceTemplate, options: TemplateOptions, { quota, ingressFrom }: TenantLimits): void {
  const namespace = template.input('name');
  new Namespace(template, 'namespace', { name: namespace, labels: tenantLabels(namespace) });
  const account = defineShared(template, options);
  const role = RoleRef.clusterRole('admin');
  new RoleBinding(template, 'role-binding', { name: 'flux', namespace, role, serviceAccounts: [account] });
  new ResourceQuota(template, 'quota', { name: 'tenant', namespace, hard: quota });
  new NetworkPolicy(template, 'network-policy', { name: 'tenant', namespace, ingressFromNamespaces: ingressFrom });
  defineSync(template, options, { targetNamespace: namespace });
}

/** What every unit gets a copy of, and its account. */
function defineShared(template: ResourceTemplate, { auth, verify, hasSigners }: TemplateOptions): ServiceAccount {
  const namespace = template.input('name');
  new CopiedConfigMap(template, RUNTIME_INFO, { namespace });
  const pullSecret = auth?.fields.secretName;
  const keySecret = hasSigners ? undefined : verify?.secretName;
  const type = 'kubernetes.io/dockerconfigjson';
  if (pullSecret) new CopiedSecret(template, 'pull-secret', { name: pullSecret, namespace, type, watched: false });
  if (keySecret) new CopiedSecret(template, 'keys', { name: keySecret, namespace, watched: false });
  return new ServiceAccount(template, 'account', { name: 'flux', namespace });
}

/** The artifact of a unit, and what applies it. */
function defineSync(template: ResourceTemplate, { auth, verify, hasSigners }: TemplateOptions, own: Partial<KustomizationProps>): void {
  const name = template.input('name');
  const identity = { name, namespace: name };
  const source = new OciRepository(template, 'source', {
    ...identity,
    url: template.input('url'),
    ref: OciRef.tag(template.input('tag')),
    auth,
    // Every unit has a signer of its own where repositories are known; otherwise all carry the signature of the fleet.
    verify: hasSigners ? Verify.keyless({ issuer: GITHUB_ISSUER, subject: template.input('signer') }) : verify,
  });
  new Kustomization(template, 'sync', {
    ...identity,
    source,
    path: template.input('path'),
    serviceAccountName: 'flux',
    postBuild: { substituteFrom: [{ kind: SubstituteFromKind.CONFIG_MAP, name: RUNTIME_INFO }] },
    ...own,
  });
}
