import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { tenantsOf } from '../../../verification/tenants';
import { workloadsIn } from '../podspec';

/** Kinds of policies that hold in their namespace. */
const LOCAL: readonly string[] = [
  Kind.NETWORK_POLICY,
  'CiliumNetworkPolicy.cilium.io',
  'NetworkPolicy.projectcalico.org',
  'NetworkPolicy.crd.projectcalico.org',
];

/** Kinds of policies that may hold everywhere, or make others. */
const GLOBAL =
  /^(CiliumClusterwideNetworkPolicy|GlobalNetworkPolicy|AdminNetworkPolicy|BaselineAdminNetworkPolicy|ClusterNetworkPolicy|AuthorizationPolicy|ClusterPolicy|GeneratingPolicy)$/;

/** Every pod of the cluster may talk to those of a namespace. */
export class NamespaceWithoutNetworkPolicy implements IRule {
  public readonly meta: RuleMeta = {
    id: 'namespace-without-network-policy',
    severity: Severity.INFO,
    summary: 'A namespace of an application or a tenant has no NetworkPolicy.',
    why:
      'Without a policy every pod of the cluster may connect to those of the namespace. This is said of namespaces of tenants, and of ' +
      'those with workloads in a cluster that has policies elsewhere: who uses none does not know their namespaces either. Releases ' +
      'are left out, because charts bring policies of their own, and so are clusters with policies that hold in all namespaces.',
    fix: 'Add a NetworkPolicy to the namespace that denies all ingress, and allow what is needed.',
    references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
    kinds: [Kind.NAMESPACE],
  };

  public check(context: RuleContext): Finding[] {
    const { manifests, controllers } = context;
    if (manifests.manifests.some(({ kind }) => GLOBAL.test(kind))) return [];
    const guarded = new Set(LOCAL.flatMap((kind) => manifests.ofKind(kind)).map(({ namespace }) => namespace));
    const elsewhere = [...guarded].some((namespace) => namespace !== controllers._namespace);
    const busy = new Set(workloadsIn(manifests).map(({ manifest }) => manifest.namespace));
    const tenants = tenantsOf(context).byNamespace;

    return manifests.ofKind(Kind.NAMESPACE).flatMap((namespace) => {
      const { name } = namespace;
      if (guarded.has(name) || isOfSystem(context, namespace) || context.mayHoldUnseen(name)) return [];
      const tenant = tenants.get(name);
      if (!tenant && !(elsewhere && busy.has(name))) return [];
      const whose = tenant ? `of tenant '${tenant.name}'` : 'with workloads';
      return [new Finding(namespace.at('metadata', 'name'), `${namespace} ${whose} has no NetworkPolicy`)];
    });
  }
}

function isOfSystem({ controllers }: RuleContext, { name }: Manifest): boolean {
  return name === controllers._namespace || name.startsWith('kube-');
}
