import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { FLUX_NAMESPACE } from '../../../primitives/kubernetes-name';
import { pushTo } from '../../../primitives/push-to';
import { hasEntry, isApplier } from '../../../verification/applying';
import { Finding } from '../../../verification/finding';
import { fluxInstancesIn } from '../../../verification/flux-instances';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isUnknown } from '../../../verification/known-text';
import { referencesIn } from '../../../verification/references';
import { tenantsOf } from '../../../verification/tenants';
import { isLocked, Selections, selectionOf } from '../selection';

/** Something fails, and nobody hears of it. */
export class ErrorsNotAlerted implements IRule {
  public readonly meta: RuleMeta = {
    id: 'errors-not-alerted',
    severity: Severity.WARNING,
    summary: 'No Alert passes on that a Kustomization or HelmRelease fails.',
    why:
      'Flux goes on trying, and the cluster stays at the last revision that worked. An Alert covers the namespaces that its event sources ' +
      'name, by default its own and no other. A cluster without any Alert may be watched through the metrics of its controllers, which ' +
      'nobody can see here; so that is only mentioned. So are namespaces of tenants in a locked cluster: an Alert there needs a Provider ' +
      'beside it, with a Secret that the tenant can read.',
    fix: 'Add an Alert with the event sources Kustomization and HelmRelease, name "*", for each namespace.',
    references: ['https://fluxcd.io/flux/components/notification/alerts/#event-sources'],
    kinds: [Kind.KUSTOMIZATION, Kind.HELM_RELEASE],
  };

  public check(context: RuleContext): Finding[] {
    const { manifests, externals } = context;
    if (!hasEntry(manifests)) return [];
    if (externals._ofKind('Alert').length > 0 || externals._ofKind(Kind.ALERT).length > 0) return [];
    const objects = [...manifests.ofKind(Kind.KUSTOMIZATION), ...manifests.ofKind(Kind.HELM_RELEASE)];
    // What goes to another cluster is reconciled, and fails, where its credentials are.
    if (![...objects, ...manifests.generated].some(isReconciledHere)) return [];
    if (manifests.ofKind(Kind.ALERT).length === 0) {
      const first = objects.find(mayFail);
      const message = 'the cluster has no Alert, so Flux tells nobody when something fails';
      return first ? [new Finding(whereToAdd(context, first), message, { severity: Severity.INFO })] : [];
    }
    return uncovered(context, objects.filter(mayFail)).map((some) => {
      const more = some.length > 1 ? ` and ${some.length - 1} more in its namespace` : '';
      const isOfTenant = isLocked(context) && tenantsOf(context).byNamespace.has(some[0].namespace ?? '');
      return new Finding(some[0].root, `no Alert passes on when ${some[0]}${more} fails`, {
        severity: isOfTenant ? Severity.INFO : severityFor(context, some),
        fix: isOfTenant ? 'Give the tenant a Provider and an Alert in its own namespace, with a Secret that it may read.' : undefined,
      });
    });
  }
}

function isReconciledHere(object: Manifest): boolean {
  return isApplier(object) && object.object.spec?.kubeConfig === undefined;
}

/** What is suspended does not, and of what has a variable in its namespace nobody can tell. */
function mayFail(object: Manifest): boolean {
  return !object.at('spec', 'suspend').isTrue() && !isUnknown(object.namespace ?? '');
}

/** What cannot be seen may hold the Alert. */
function severityFor(context: RuleContext, objects: readonly Manifest[]): Severity | undefined {
  return objects.some(({ namespace }) => context.mayHoldUnseen(namespace)) ? Severity.INFO : undefined;
}

/** The entry of the cluster, else the first object that may fail. */
function whereToAdd({ manifests }: RuleContext, first: Manifest): Field {
  const [instance] = fluxInstancesIn(manifests);
  const sync = manifests.ofKind(Kind.KUSTOMIZATION).find(({ name, namespace }) => name === FLUX_NAMESPACE && namespace === FLUX_NAMESPACE);
  return (instance ?? sync ?? first).root;
}

/** The objects that no Alert covers, by namespace. */
function uncovered({ manifests }: RuleContext, objects: readonly Manifest[]): Manifest[][] {
  const sources = referencesIn(manifests)
    .for('event-source')
    .filter(({ from }) => !from.at('spec', 'suspend').isTrue())
    .map(selectionOf);
  const covered = new Selections(sources);
  const byNamespace = new Map<string | undefined, Manifest[]>();
  for (const object of objects) {
    if (covered.mayHave(object)) continue;
    pushTo(byNamespace, object.namespace, object);
  }
  return [...byNamespace.values()];
}
