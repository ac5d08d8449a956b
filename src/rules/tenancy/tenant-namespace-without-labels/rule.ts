import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { ROLE_LABEL, Tenant, TENANT_LABEL, tenantsOf } from '../../../verification/tenants';

/** Policies do not know a namespace for one of a tenant. */
export class TenantNamespaceWithoutLabels implements IRule {
  public readonly meta: RuleMeta = {
    id: 'tenant-namespace-without-labels',
    severity: Severity.WARNING,
    summary: 'The namespace of a tenant lacks the labels by which policies select it.',
    why:
      'Admission and network policies find the namespaces of tenants by the labels toolkit.fluxcd.io/tenant and ' +
      'toolkit.fluxcd.io/role: tenant. A namespace without them is one of the platform for every policy. `flux create tenant` writes ' +
      'only the first; the second is missed where a project declares tenants, or other namespaces or a selector of the cluster have it.',
    fix: "Label the namespace toolkit.fluxcd.io/tenant with the tenant's name, and toolkit.fluxcd.io/role: tenant.",
    references: ['https://fluxcd.io/flux/cmd/flux_create_tenant/', 'https://fluxcd.io/flux/installation/configuration/multitenancy/'],
    kinds: [Kind.NAMESPACE],
  };

  public check(context: RuleContext): Finding[] {
    const tenants = tenantsOf(context).all;
    const expected = [TENANT_LABEL, ROLE_LABEL].filter((label) => context.settings.multiTenant === true || isUsed(context, tenants, label));
    return tenants.flatMap(({ object, name }) => {
      if (!object) return [];
      const has = (label: string): boolean => object.label(label) !== undefined;
      const missing = has(TENANT_LABEL) || has(ROLE_LABEL) ? expected.filter((label) => !has(label)) : [TENANT_LABEL, ROLE_LABEL];
      if (missing.length === 0) return [];
      const message = `${object} is that of tenant '${name}', but lacks the label${missing.length > 1 ? 's' : ''} ${missing.join(' and ')}`;
      return [new Finding(object.at('metadata', 'labels'), message)];
    });
  }
}

/** Whether another tenant has a label, or something selects namespaces by it. */
function isUsed({ manifests }: RuleContext, tenants: readonly Tenant[], label: string): boolean {
  return (
    tenants.some(({ object }) => object?.label(label) !== undefined) || selecting(manifests.manifests).some((text) => text.includes(label))
  );
}

function selecting(manifests: readonly Manifest[]): string[] {
  const kinds: string[] = [Kind.VALIDATING_ADMISSION_POLICY_BINDING, Kind.NETWORK_POLICY];
  return manifests.filter(({ id }) => kinds.includes(id.qualifiedKind)).map(({ object }) => JSON.stringify(object.spec ?? {}));
}
