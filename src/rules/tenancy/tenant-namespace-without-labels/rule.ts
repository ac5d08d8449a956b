import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { ROLE_LABEL, TENANT_LABEL } from '../../../primitives/tenant-marks';
import { tenantsOf } from '../../../verification/tenants';
import { isLabelUsed, TENANT_LABELS } from '../tenant-labels';

/** Policies do not know a namespace for one of a tenant. */
export class TenantNamespaceWithoutLabels implements IRule {
  public readonly meta: RuleMeta = {
    id: 'tenant-namespace-without-labels',
    severity: Severity.WARNING,
    summary: 'The namespace of a tenant lacks the labels by which policies select it.',
    why:
      'Admission and network policies find the namespaces of tenants by the labels toolkit.fluxcd.io/tenant and ' +
      'toolkit.fluxcd.io/role: tenant. A namespace without them is one of the platform for every policy. `flux create tenant` writes ' +
      'only the first; the second is missed where a project declares tenants, or other namespaces or a selector of the cluster have it. ' +
      'Where nobody declares tenants and nothing uses the labels, none is missed.',
    fix: "Label the namespace toolkit.fluxcd.io/tenant with the tenant's name, and toolkit.fluxcd.io/role: tenant.",
    references: ['https://fluxcd.io/flux/cmd/flux_create_tenant/', 'https://fluxcd.io/flux/installation/configuration/multitenancy/'],
    kinds: [Kind.NAMESPACE],
  };

  public check(context: RuleContext): Finding[] {
    const { all, isDeclared } = tenantsOf(context);
    const used = TENANT_LABELS.filter((label) => isLabelUsed(context, label));
    // Where nobody knows the labels, an account of its own is least privilege rather than a tenant.
    if (!isDeclared && used.length === 0) return [];
    const expected = context.settings.multiTenant === true ? TENANT_LABELS : used;
    return all.flatMap(({ object, name }) => {
      if (!object) return [];
      const has = (label: string): boolean => object.label(label) !== undefined;
      const missing = has(TENANT_LABEL) || has(ROLE_LABEL) ? expected.filter((label) => !has(label)) : TENANT_LABELS;
      if (missing.length === 0) return [];
      const message = `${object} is that of tenant '${name}', but lacks the label${missing.length > 1 ? 's' : ''} ${missing.join(' and ')}`;
      return [new Finding(object.at('metadata', 'labels'), message)];
    });
  }
}
