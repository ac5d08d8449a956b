import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { place, placementOf } from '../../primitives/placement';
import { INamedObject } from '../flux-object';
import { ClusterRoleBinding } from '../kubernetes/cluster-role-binding';
import { ServiceAccount } from '../kubernetes/service-account';

/**
 * Gives a release an account of its own and returns its name.
 *
 * In a locked cluster, what names no account has no rights. A chart of the platform may hold CRDs and cluster roles,
 * so its account gets the rights that helm-controller has elsewhere (docs/decisions/0004-lockdown-with-tenants.md).
 */
export function addReleaseAccount(release: INamedObject): string {
  const owner = new Construct(release as unknown as Construct, 'account');
  // The rights stand beside the release: where the constructs around it say, or where an object of its namespace stands.
  const foreign = Chart.of(release).namespace !== release.namespace;
  if (placementOf(release, release.node.root).component === undefined)
    place(owner, { component: (foreign && release.namespace) || release.name });

  const { name, namespace } = release;
  const account = new ServiceAccount(owner, 'service-account', { name: `flux-${name}`, namespace });
  new ClusterRoleBinding(owner, 'cluster-role-binding', {
    name: [...new Set(['flux', namespace, name])].filter(Boolean).join('-'),
    clusterRole: 'cluster-admin',
    serviceAccounts: [account],
  });
  return account.name;
}
