import { Kind } from '../../manifests/kind';
import { ManifestSet } from '../../manifests/manifest-set';
import { RuleContext } from '../../verification/rule-context';
import { ROLE_LABEL, TENANT_LABEL } from '../../primitives/tenant-marks';
import { tenantsOf } from '../../verification/tenants';

/** The labels that tell the namespaces of tenants from others. */
export const TENANT_LABELS = [TENANT_LABEL, ROLE_LABEL];

/** Whether the namespace of a tenant has a label, or something selects namespaces by it. */
export function isLabelUsed(context: RuleContext, label: string): boolean {
  if (tenantsOf(context).all.some(({ object }) => object?.label(label) !== undefined)) return true;
  return context.manifests._once(selectors).some((text) => text.includes(label));
}

function selectors(manifests: ManifestSet): string[] {
  const kinds = [Kind.VALIDATING_ADMISSION_POLICY_BINDING, Kind.NETWORK_POLICY];
  return kinds.flatMap((kind) => manifests.ofKind(kind)).map(({ object }) => JSON.stringify(object.spec ?? {}));
}
