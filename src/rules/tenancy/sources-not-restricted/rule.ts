import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { hasEntry } from '../../../verification/applying';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { hiddenAppliers } from '../../../verification/reach';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { kindsOf, selects, sourcePolicies } from '../../../verification/source-policies';
import { templatesOf } from '../../../verification/templates';
import { Tenant, Tenants, tenantsOf } from '../../../verification/tenants';

/** Engines whose policies cannot be read here; where one is used, nothing is claimed. */
const OTHER_ENGINES =
  /^(kyverno\.io|policies\.kyverno\.io|constraints\.gatekeeper\.sh|templates\.gatekeeper\.sh|policies\.kubewarden\.io)\//;

/** A tenant may bring manifests from anywhere. */
export class SourcesNotRestricted implements IRule {
  public readonly meta: RuleMeta = {
    id: 'sources-not-restricted',
    severity: Severity.WARNING,
    summary: 'No admission policy says where the sources of a tenant may come from.',
    why:
      'Whoever may create sources in a namespace decides which manifests, charts and images run there: the account of a tenant is ' +
      'allowed to. Only an admission policy limits the addresses, for every kind that has one, in every namespace of a tenant, and ' +
      'only with a binding whose validationActions hold Deny. Where Kyverno, Gatekeeper or Kubewarden has policies, those may do it.',
    fix: 'Add a ValidatingAdmissionPolicy that compares spec.url, spec.endpoint and spec.image with a list, and bind it to the namespaces of tenants.',
    references: [
      'https://fluxcd.io/flux/installation/configuration/multitenancy/',
      'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
    ],
  };

  public check(context: RuleContext): Finding[] {
    if (!hasEntry(context.manifests)) return [];
    const tenants = tenantsOf(context);
    const restricted = tenants.all.filter(({ isPlatform, object }) => !isPlatform && object !== undefined);
    if (restricted.length === 0 || context.manifests.manifests.some(({ apiVersion }) => OTHER_ENGINES.test(apiVersion))) return [];

    const policies = sourcePolicies(context);
    const { all } = policies;
    const severity = severityOf(context, tenants);
    const isHidden = isInTemplate(context);
    if (all.length === 0) {
      if (isHidden) return [];
      const field = restricted[0].object!.at('metadata', 'name');
      return [new Finding(field, `no admission policy limits where the sources of ${namesOf(restricted)} come from`, { severity })];
    }
    const effective = new Set(policies.bound.map(({ policy }) => policy));
    const idle = all.filter((policy) => !effective.has(policy));
    const findings = idle.map(
      (policy) => new Finding(policy.at('metadata', 'name'), `${policy} has no binding that denies, so it limits no source`, { severity }),
    );
    if (idle.length > 0) return findings;

    const open = new Map<Manifest, string[]>();
    for (const { namespace, name, object } of restricted) {
      const selecting = policies
        .in(namespace)
        .filter((one) => selects(one, namespace, object) !== false)
        .map(({ policy }) => policy);
      if (selecting.length === 0) {
        if (isHidden) continue;
        findings.push(
          new Finding(object!.at('metadata', 'name'), `no admission policy limits where the sources of tenant '${name}' come from`, {
            severity,
          }),
        );
        continue;
      }
      const covered = new Set(selecting.flatMap(kindsOf));
      const missing = neededIn(context).filter((kind) => !covered.has(kind));
      if (missing.length > 0) open.set(selecting[0], missing);
    }
    return [
      ...findings,
      ...[...open].map(([policy, kinds]) => {
        const names = kinds.map((kind) => kind.slice(0, kind.indexOf('.'))).join(', ');
        const message = `${policy} limits the sources of tenants, but not those of kind ${names}`;
        return new Finding(policy.at('spec', 'matchConstraints', 'resourceRules'), message, { severity });
      }),
    ];
  }
}

const POLICIES: readonly string[] = [Kind.VALIDATING_ADMISSION_POLICY, Kind.VALIDATING_ADMISSION_POLICY_BINDING];

/** Whether a template that cannot be built holds a policy or a binding: why it cannot be built is another matter. */
function isInTemplate({ manifests }: RuleContext): boolean {
  const templates = hiddenAppliers(manifests).flatMap(templatesOf);
  return templates.some(({ id }) => POLICIES.includes(id.qualifiedKind));
}

/** The kinds that bring something from an address, as far as something in the cluster handles them. */
function neededIn({ controllers, manifests }: RuleContext): string[] {
  const hasImages = controllers.known && controllers.installed.includes('image-reflector-controller');
  const hasOperator = controllers._instance !== undefined || manifests.ofKind(Kind.RESOURCE_SET).length > 0;
  return [
    Kind.GIT_REPOSITORY,
    Kind.OCI_REPOSITORY,
    Kind.HELM_REPOSITORY,
    Kind.BUCKET,
    ...(hasImages || manifests.ofKind(Kind.IMAGE_REPOSITORY).length > 0 ? [Kind.IMAGE_REPOSITORY] : []),
    ...(hasOperator ? [Kind.RESOURCE_SET_INPUT_PROVIDER] : []),
  ];
}

function severityOf(context: RuleContext, { isDeclared }: Tenants): Severity {
  return isDeclared && !context.mayHoldUnseen() ? Severity.WARNING : Severity.INFO;
}

function namesOf(tenants: readonly Tenant[]): string {
  // A tenant may have several namespaces.
  const all = [...new Set(tenants.map(({ name }) => name))];
  const names = all
    .slice(0, 3)
    .map((name) => `'${name}'`)
    .join(', ');
  const more = all.length > 3 ? ` and ${all.length - 3} more` : '';
  return `${all.length > 1 ? 'tenants' : 'tenant'} ${names}${more}`;
}
