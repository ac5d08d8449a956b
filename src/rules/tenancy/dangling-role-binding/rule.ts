import { Kind } from '../../../manifests/kind';
import { ObjectId } from '../../../manifests/object-id';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { severityOfMissing } from '../../../verification/unseen';
import { Severity } from '../../../verification/severity';
import { editDistance, nearest, resolve } from '../../../verification/existence';
import { Reference, referencesIn } from '../../../verification/references';
import { isAccountOfFlux, mayComeFromChart } from '../../../verification/rights';

/** Roles that Kubernetes has in every cluster. */
const BUILT_IN = ['cluster-admin', 'admin', 'edit', 'view'];

/** A binding gives rights that nobody has, or to nobody. */
export class DanglingRoleBinding implements IRule {
  public readonly meta: RuleMeta = {
    id: 'dangling-role-binding',
    severity: Severity.WARNING,
    summary: 'A binding names a role or a service account that does not exist.',
    why:
      'Kubernetes accepts a binding whose role or subject is missing, and gives no rights. What relies on them fails later, with an ' +
      'error about permissions; and whoever creates the missing account gets its rights. What charts bring cannot be seen, so where ' +
      'one could bring it the finding is for information only, unless the name is almost that of something that is there.',
    fix: 'Correct the name, create what is named, or declare it as an external object.',
    references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding'],
    kinds: [Kind.ROLE_BINDING, Kind.CLUSTER_ROLE_BINDING],
  };

  public check(context: RuleContext): Finding[] {
    return referencesIn(context.manifests)
      .for('role', 'subject')
      .flatMap((reference) => {
        const { from, field, to } = reference;
        if (!isChecked(to) || resolve(context, to).exists || isOfFlux(context, to)) return [];
        const near = nearestName(context, to);
        const hidden = mayComeFromChart(context, to.namespace) && near === undefined;
        const message = `${from} names ${to}, which does not exist${near === undefined ? '' : `; did you mean ${near}?`}`;
        return [new Finding(field.at('name'), message, { severity: hidden ? Severity.INFO : severityOf(context, reference) })];
      });
  }
}

function isChecked({ kind, name, namespace }: ObjectId): boolean {
  if (name.includes('${') || name.includes('<<')) return false;
  // The API server refuses an account without a namespace, and a Role without one is none of a cluster.
  return kind === 'ClusterRole' || (['ServiceAccount', 'Role'].includes(kind) && namespace !== undefined);
}

/** What Flux and its operator bring themselves. */
function isOfFlux(context: RuleContext, { kind, name, namespace }: ObjectId): boolean {
  if (kind === 'ServiceAccount') return isAccountOfFlux(context, namespace, name);
  return kind === 'ClusterRole' && /^(crd-controller|flux-(edit|view|operator|web))/.test(name);
}

function nearestName(context: RuleContext, id: ObjectId): string | undefined {
  const builtIn = id.kind === 'ClusterRole' ? BUILT_IN.find((name) => editDistance(name, id.name) <= 2) : undefined;
  if (isBuiltInRole(id)) return `ClusterRole ${id.name}`;
  if (builtIn) return `ClusterRole ${builtIn}`;
  const near = nearest(context, id);
  return near && near.name !== id.name ? `${near}` : undefined;
}

/** What Kubernetes brings is a ClusterRole, whatever else the namespace has. */
function isBuiltInRole({ kind, name }: ObjectId): boolean {
  return kind === 'Role' && BUILT_IN.includes(name);
}

function severityOf(context: RuleContext, reference: Reference): Severity {
  if (isBuiltInRole(reference.to)) return Severity.WARNING;
  return severityOfMissing(context, reference, Severity.WARNING);
}
