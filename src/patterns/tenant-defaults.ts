/** What the namespace of a tenant may hold unless the program says otherwise. It counts objects only, so that pods without requests still start. */
export const DEFAULT_TENANT_QUOTA = { pods: '100', persistentvolumeclaims: '20', 'services.loadbalancers': '2' };

/** Label that names the tenant of a namespace. */
export const TENANT_LABEL = 'toolkit.fluxcd.io/tenant';

/** Says in the cluster why somebody has rights that others have not. */
export const REASON_ANNOTATION = 'cdk8s-fluxcd/reason';

/** Labels by which policies, quotas and people tell the namespaces of tenants. */
export function tenantLabels(tenant: string): { [key: string]: string } {
  return { [TENANT_LABEL]: tenant, 'toolkit.fluxcd.io/role': 'tenant' };
}
