import { IRule } from '../../verification/rule';
import { AllowlistDeniesOwnSource } from './allowlist-denies-own-source/rule';
import { ClusterWideTenantRights } from './cluster-wide-tenant-rights/rule';
import { CrossNamespaceSource } from './cross-namespace-source/rule';
import { DanglingRoleBinding } from './dangling-role-binding/rule';
import { FluxLockedOut } from './flux-locked-out/rule';
import { IncompleteLockdown } from './incomplete-lockdown/rule';
import { KubeconfigExecAllowed } from './kubeconfig-exec-allowed/rule';
import { LockdownAccountHasRights } from './lockdown-account-has-rights/rule';
import { OperatorTenancyOff } from './operator-tenancy-off/rule';
import { PreviewWithClusterRights } from './preview-with-cluster-rights/rule';
import { PrivilegedAccountInTenantNamespace } from './privileged-account-in-tenant-namespace/rule';
import { ServiceAccountNotUsable } from './service-account-not-usable/rule';
import { SourcesNotRestricted } from './sources-not-restricted/rule';
import { TenantApplierWithoutServiceAccount } from './tenant-applier-without-service-account/rule';
import { TenantBoundToClusterAdmin } from './tenant-bound-to-cluster-admin/rule';
import { TenantNamespaceWithoutLabels } from './tenant-namespace-without-labels/rule';

export const TENANCY_RULES: readonly IRule[] = [
  new AllowlistDeniesOwnSource(),
  new ClusterWideTenantRights(),
  new CrossNamespaceSource(),
  new DanglingRoleBinding(),
  new FluxLockedOut(),
  new IncompleteLockdown(),
  new KubeconfigExecAllowed(),
  new LockdownAccountHasRights(),
  new OperatorTenancyOff(),
  new PreviewWithClusterRights(),
  new PrivilegedAccountInTenantNamespace(),
  new ServiceAccountNotUsable(),
  new SourcesNotRestricted(),
  new TenantApplierWithoutServiceAccount(),
  new TenantBoundToClusterAdmin(),
  new TenantNamespaceWithoutLabels(),
];
