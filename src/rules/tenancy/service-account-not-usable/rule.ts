import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { ObjectId } from '../../../manifests/object-id';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { resolve } from '../../../verification/existence';
import { referencesIn } from '../../../verification/references';
import { isAccountOfFlux, mayComeFromChart, rightsIn } from '../../../verification/rights';

/** Which controller applies what. */
const CONTROLLERS: Readonly<Record<string, string>> = {
  [Kind.KUSTOMIZATION]: 'kustomize-controller',
  [Kind.HELM_RELEASE]: 'helm-controller',
  [Kind.RESOURCE_SET]: 'flux-operator',
};

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
    kinds: Object.keys(CONTROLLERS),
  };

  public check(context: RuleContext): Finding[] {
    const appliers = Object.keys(CONTROLLERS).flatMap((kind) => context.manifests.ofKind(kind));
    return appliers.flatMap((applier) => {
      const named = applier.at('spec', 'serviceAccountName').text();
      const account = named ?? context.controllers._defaultAccount(CONTROLLERS[applier.id.qualifiedKind]);
      // What the sync itself may do is another rule's subject, and what remote clusters hold nobody sees.
      if (account === undefined || applier.namespace === undefined || isElsewhere(applier)) return [];
      if (named === undefined && applier.namespace === context.controllers._namespace && applier.name === applier.namespace) return [];
      const problem = problemOf(context, applier, account);
      if (!problem) return [];
      const isHidden = context.mayHoldUnseen(applier.namespace) || mayComeFromChart(context, applier.namespace);
      const severity = isHidden && problem.isAbsence ? Severity.INFO : Severity.WARNING;
      return [new Finding(applier.at('spec', 'serviceAccountName'), `${applier} acts as ${problem.text}`, { severity })];
    });
  }
}

interface Problem {
  readonly text: string;
  /** Whether something that cannot be seen could solve it. */
  readonly isAbsence: boolean;
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
  if (!exists) return { text: `${id}, which does not exist`, isAbsence: true };
  // Flux itself is installed before anything that it applies, also where it applies its own manifests later.
  if (manifest && !isOfFlux && comesTooLate(context, applier, manifest)) {
    return { text: `${id}, which is applied by ${manifest.applier}, and that cannot be before`, isAbsence: false };
  }
  if (rightsIn(manifests).alsoAsMember(id.namespace!, name).length > 0) return undefined;
  return { text: `${id}, to which no binding gives rights`, isAbsence: true };
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
