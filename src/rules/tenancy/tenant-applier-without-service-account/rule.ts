import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { templatesOf } from '../../../verification/templates';
import { ROLE_LABEL, TENANT_ROLE } from '../../../primitives/tenant-marks';
import { Tenant, tenantsOf } from '../../../verification/tenants';

/** Which controller applies what. The operator has flags of its own, which no manifest of Flux shows. */
const CONTROLLERS = new Map<string, string | undefined>([
  [Kind.KUSTOMIZATION, 'kustomize-controller'],
  [Kind.HELM_RELEASE, 'helm-controller'],
  [Kind.RESOURCE_SET, undefined],
]);

/** Something in the namespace of a tenant is applied with the rights of its controller. */
export class TenantApplierWithoutServiceAccount implements IRule {
  public readonly meta: RuleMeta = {
    id: 'tenant-applier-without-service-account',
    severity: Severity.ERROR,
    summary: 'An applier in the namespace of a tenant names no service account, and there is no default one.',
    why:
      'A Kustomization, HelmRelease or ResourceSet without serviceAccountName is applied with the rights of its controller, which is ' +
      'cluster-admin, unless the controller has --default-service-account. Whoever can change what it applies then owns the cluster.',
    fix: 'Set spec.serviceAccountName to the account of the tenant, and lock the controllers down.',
    references: [
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control',
      'https://fluxcd.io/flux/components/helm/helmreleases/#service-account-reference',
    ],
    kinds: [Kind.NAMESPACE, Kind.RESOURCE_SET],
    fields: ['spec.serviceAccountName'],
  };

  public check(context: RuleContext): Finding[] {
    const { manifests } = context;
    const tenants = tenantsOf(context).byNamespace;
    const written = [...CONTROLLERS.keys()].flatMap((kind) => manifests.ofKind(kind));
    // What a ResourceSet makes is among the manifests, unless only the operator knows its inputs.
    const templated = manifests.ofKind(Kind.RESOURCE_SET).filter((set) => manifests.appliedBy(set).length === 0);
    return [
      ...written.flatMap((applier) => judge(context, applier, tenants.get(applier.namespace ?? ''))),
      ...templated.flatMap((set) => {
        const made = templatesOf(set);
        const spaces = new Set(made.filter(isTenantNamespace).map(({ name }) => name));
        return made
          .filter(({ id }) => CONTROLLERS.has(id.qualifiedKind))
          .flatMap((applier) => {
            const namespace = applier.namespace ?? '';
            return judge(context, applier, tenants.get(namespace) ?? (spaces.has(namespace) ? madeBy(namespace) : undefined));
          });
      }),
    ];
  }
}

function judge({ controllers }: RuleContext, applier: Manifest, tenant: Tenant | undefined): Finding[] {
  const account = applier.at('spec', 'serviceAccountName');
  // The account of a remote cluster is the one of its kubeconfig.
  if (!tenant || tenant.isPlatform || account.exists || applier.at('spec', 'kubeConfig').exists) return [];
  const controller = CONTROLLERS.get(applier.id.qualifiedKind);
  if (controller && controllers._defaultAccount(controller) !== undefined) return [];

  const message = `${applier} in the namespace of tenant '${tenant.name}' names no service account, so it has the rights of its controller`;
  return [new Finding(account, message, { severity: controller && controllers.known ? Severity.ERROR : Severity.INFO })];
}

function isTenantNamespace(template: Manifest): boolean {
  return template.id.qualifiedKind === Kind.NAMESPACE && template.label(ROLE_LABEL) === TENANT_ROLE;
}

function madeBy(namespace: string): Tenant {
  return { namespace, name: namespace, accounts: new Set(), isPlatform: false };
}
