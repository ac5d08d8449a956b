import { Construct } from 'constructs';
import { ClusterRoleBinding } from '../constructs/kubernetes/cluster-role-binding';
import { Role } from '../constructs/kubernetes/role';
import { RoleBinding } from '../constructs/kubernetes/role-binding';
import { RoleRef } from '../constructs/kubernetes/role-ref';
import { ServiceAccount } from '../constructs/kubernetes/service-account';
import { REASON_ANNOTATION } from '../primitives/tenant-marks';
import { TenantRole } from './tenant-role';

/** Gives the account of a tenant its rights: in its first namespace, or in the whole cluster for the platform's own team. */
export function bindTenantRole(scope: Construct, tenant: string, account: ServiceAccount, role: TenantRole): void {
  if (role.isPlatform) {
    new ClusterRoleBinding(scope, 'role-binding', {
      name: `flux-${tenant}`,
      annotations: { [REASON_ANNOTATION]: role.reason! },
      clusterRole: role.clusterRoleName!,
      serviceAccounts: [account],
    });
    return;
  }
  bindInNamespace(scope, account.namespace, account, role);
}

/** Gives the account of a tenant its rights in one namespace. */
export function bindInNamespace(scope: Construct, namespace: string | undefined, account: ServiceAccount, role: TenantRole): void {
  const { name } = account;
  if (role.rules.length > 0) new Role(scope, 'role', { name, namespace, rules: role.rules });
  const ref = role.clusterRoleName === undefined ? RoleRef.role(name) : RoleRef.clusterRole(role.clusterRoleName);
  new RoleBinding(scope, 'role-binding', { name, namespace, role: ref, serviceAccounts: [account] });
}
