import { Construct } from 'constructs';
import { Namespace } from '../constructs/kubernetes/namespace';
import { NetworkPolicy } from '../constructs/kubernetes/network-policy';
import { ResourceQuota } from '../constructs/kubernetes/resource-quota';
import { InputError } from '../primitives/input-error';
import { FLUX_NAMESPACE, requireNamespace } from '../primitives/kubernetes-name';
import { place } from '../primitives/placement';
import { DEFAULT_TENANT_QUOTA, tenantLabels } from './tenant-defaults';

/** What every namespace of a tenant has. */
export interface TenantNamespaceProps {
  /** Name of the tenant. */
  readonly tenant: string;
  /** Name of the namespace. */
  readonly namespace: string;
  /** Labels beside those of tenants. */
  readonly labels?: { [key: string]: string };
  /** The most that it may use, by resource. */
  readonly quota?: { [resource: string]: string };
  /** Other namespaces whose pods may connect. */
  readonly ingressFrom?: string[];
}

/** Adds a namespace of a tenant, with its limits. */
export function addTenantNamespace(scope: Construct, { tenant, namespace, labels, quota, ingressFrom }: TenantNamespaceProps): void {
  new Namespace(scope, 'namespace', { name: namespace, labels: { ...tenantLabels(tenant), ...labels } });
  place(new ResourceQuota(scope, 'resource-quota', { name: tenant, namespace, hard: quota ?? DEFAULT_TENANT_QUOTA }), {
    file: 'resource-quota',
  });
  place(new NetworkPolicy(scope, 'network-policy', { name: tenant, namespace, ingressFromNamespaces: ingressFrom }), {
    file: 'network-policy',
  });
}

/** Refuses a namespace that a tenant must not get: with rights in that of Flux it could do everything, everywhere. */
export function requireTenantNamespace(at: Construct, prop: string, namespace: string): void {
  requireNamespace(at, prop, namespace);
  if (namespace !== FLUX_NAMESPACE && !namespace.startsWith('kube-')) return;
  throw new InputError(at, {
    prop,
    got: namespace,
    mustBe: `a namespace of its own; whoever has rights in '${namespace}' has them in the whole cluster`,
    fix: `${prop}: 'team-a'`,
  });
}

/** Refuses further namespaces that are none, or that are there already. */
export function requireMoreNamespaces(at: Construct, first: string, more: string[]): void {
  for (const namespace of more) requireTenantNamespace(at, 'moreNamespaces', namespace);
  const twice = more.find((namespace, index) => namespace === first || more.indexOf(namespace) !== index);
  if (twice === undefined) return;
  throw new InputError(at, {
    prop: 'moreNamespaces',
    got: twice,
    mustBe: 'namespaces that the tenant does not have yet',
    fix: `remove the second '${twice}'`,
  });
}
