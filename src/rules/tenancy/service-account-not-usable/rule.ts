import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { ObjectId } from '../../../manifests/object-id';
import { KINDS_OF_CONTROLLERS } from '../../../verification/controllers';
import { Finding } from '../../../verification/finding';
import { knownText } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { resolve } from '../../../verification/existence';
import { referencesIn } from '../../../verification/references';
import { misnamed } from '../../../verification/evidence';
import { accountOf, canApply, CONTROLLER_OF, hiddenAppliers } from '../../../verification/reach';
import { isAccountOfFlux, mayComeFromChart, mayWrite, rightsIn } from '../../../verification/rights';

/** Kinds that act as an account. */
const KINDS = Object.keys(CONTROLLER_OF);

/** An applier acts as an account that cannot do anything. */
export class ServiceAccountNotUsable implements IRule {
  public readonly meta: RuleMeta = {
    id: 'service-account-not-usable',
    severity: Severity.WARNING,
    summary: 'An applier acts as a service account that is missing, has no rights, or comes too late.',
    why:
      'Flux impersonates the account before it applies anything. An account that does not exist or that no binding gives a role may ' +
      'do nothing, and one that is applied by the applier itself, or by something that waits for it, never comes into being.',
    fix: 'Create the account and a RoleBinding for it in the namespace of the applier, in a layer that is applied before.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control'],
    kinds: KINDS_OF_CONTROLLERS,
    fields: ['spec.serviceAccountName'],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    const appliers = KINDS.flatMap((kind) => context.manifests.ofKind(kind));
    return appliers.flatMap((applier) => {
      const named = applier.at('spec', 'serviceAccountName').text();
      const account = accountOf(context, applier);
      // What the sync itself may do is another rule's subject, and what remote clusters hold nobody sees.
      if (account === undefined || applier.namespace === undefined || isElsewhere(applier)) return [];
      if (named === undefined && applier.namespace === context.controllers._namespace && applier.name === applier.namespace) return [];
      const problem = problemOf(context, applier, account);
      if (!problem) return [];
      const { text, missing, near, target } = problem;
      const severity = !near && missing && mayBeHidden(context, applier, missing, target) ? Severity.INFO : Severity.WARNING;
      const fix = near ? `Did you mean ${near.name}?` : target && `Bind a role to the account in ${target}, or leave out targetNamespace.`;
      const field = applier.at('spec', target === undefined ? 'serviceAccountName' : 'targetNamespace');
      return [new Finding(field, `${applier} acts as ${text}`, { severity, fix })];
    });
  }
}

interface Problem {
  readonly text: string;
  /** The kind of the object that is missing, which something that cannot be seen could have. */
  readonly missing?: string;
  /** An account that was probably meant. */
  readonly near?: Manifest;
  /** The namespace that the applier writes to, where it lacks rights there. */
  readonly target?: string;
}

function isElsewhere(applier: Manifest): boolean {
  return applier.at('spec', 'kubeConfig').exists;
}

function problemOf(context: RuleContext, applier: Manifest, name: string): Problem | undefined {
  const { manifests } = context;
  const id = ObjectId.of('v1', 'ServiceAccount', name, applier.namespace);
  const { manifest, external, exists } = resolve(context, id);
  if (name.includes('${') || name.includes('<<') || external) return undefined;
  const isOfFlux = isAccountOfFlux(context, id.namespace, name);
  if (!manifest && isOfFlux) return undefined;
  if (!exists) return { text: `${id}, which does not exist`, missing: Kind.SERVICE_ACCOUNT, near: misnamed(context, id) };
  // Flux itself is installed before anything that it applies, also where it applies its own manifests later.
  if (manifest && !isOfFlux && comesTooLate(context, applier, manifest)) {
    return { text: `${id}, which is applied by ${manifest.applier}, and that cannot be before` };
  }
  const grants = rightsIn(manifests).alsoAsMember(id.namespace!, name);
  if (grants.length === 0) return { text: `${id}, to which no binding gives rights`, missing: Kind.ROLE_BINDING };
  if (!grants.some(({ role }) => mayWrite(manifests, role)))
    return { text: `${id}, whose roles only let it read`, missing: Kind.ROLE_BINDING };
  const target = knownText(applier.at('spec', 'targetNamespace'));
  if (target === undefined || grants.some(({ binding, isClusterWide }) => isClusterWide || binding.namespace === target)) return undefined;
  return { text: `${id}, which has no rights in ${target}`, missing: Kind.ROLE_BINDING, target };
}

/** Whether a chart, or something else that cannot be seen, may bring the account or its rights. What acts as the account cannot. */
function mayBeHidden(context: RuleContext, applier: Manifest, kind: string, namespace = applier.namespace): boolean {
  const account = accountOf(context, applier);
  const others = hiddenAppliers(context.manifests).filter(
    (other) => other.namespace !== applier.namespace || accountOf(context, other) !== account,
  );
  if (mayComeFromChart(context, namespace, applier) || others.some((other) => canApply(context, other, namespace, kind))) return true;
  if (kind !== Kind.ROLE_BINDING) return false;
  return others.some((other) => canApply(context, other, undefined, Kind.CLUSTER_ROLE_BINDING));
}

/** Whether what applies the account is the applier, is applied by it, or waits for it. */
function comesTooLate({ manifests }: RuleContext, applier: Manifest, account: Manifest): boolean {
  const references = referencesIn(manifests);
  const seen = new Set<Manifest>();
  const queue = account.applier ? [account.applier] : [];
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (next.id.key === applier.id.key) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.applier) queue.push(next.applier);
    for (const { role, to } of references.of(next)) {
      const dependency = role === 'dependency' ? manifests.find(to) : undefined;
      if (dependency) queue.push(dependency);
    }
  }
  return false;
}
