import { ROLE_LABEL, TENANT_LABEL, TENANT_ROLE } from '../primitives/tenant-marks';

/** The account that the sync of a tenant acts as, unless the program says otherwise. */
export const TENANT_ACCOUNT = 'flux';

/** What the namespace of a tenant may hold unless the program says otherwise. It counts objects only, so that pods without requests still start. */
export const DEFAULT_TENANT_QUOTA = { pods: '100', persistentvolumeclaims: '20', 'services.loadbalancers': '2' };

/** Labels by which policies, quotas and people tell the namespaces of tenants. */
export function tenantLabels(tenant: string): { [key: string]: string } {
  return { [TENANT_LABEL]: tenant, [ROLE_LABEL]: TENANT_ROLE };
}
