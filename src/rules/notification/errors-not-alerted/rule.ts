import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { ObjectId } from '../../../manifests/object-id';
import { hasEntry } from '../../../verification/applying';
import { Finding } from '../../../verification/finding';
import { fluxInstancesIn } from '../../../verification/flux-instances';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isUnknown } from '../../../verification/known-text';
import { referencesIn } from '../../../verification/references';
import { Selections, selectionOf } from '../selection';

const SYNC = ObjectId.of('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'flux-system', 'flux-system');

/** Something fails, and nobody hears of it. */
export class ErrorsNotAlerted implements IRule {
  public readonly meta: RuleMeta = {
    id: 'errors-not-alerted',
    severity: Severity.WARNING,
    summary: 'No Alert passes on that a Kustomization or HelmRelease fails.',
    why:
      'Flux goes on trying, and the cluster stays at the last revision that worked. An Alert covers the namespaces that its event sources ' +
      'name, by default its own and no other. A cluster without any Alert may be watched through the metrics of its controllers, which ' +
      'nobody can see here; so that is only mentioned.',
    fix: 'Add an Alert with the event sources Kustomization and HelmRelease, name "*", for each namespace.',
    references: ['https://fluxcd.io/flux/components/notification/alerts/#event-sources'],
    kinds: [Kind.KUSTOMIZATION, Kind.HELM_RELEASE],
  };

  public check(context: RuleContext): Finding[] {
    const { manifests, externals } = context;
    if (!hasEntry(manifests)) return [];
    if (externals.declared.some(({ kind }) => kind === 'Alert' || kind === Kind.ALERT)) return [];
    const objects = [...manifests.ofKind(Kind.KUSTOMIZATION), ...manifests.ofKind(Kind.HELM_RELEASE)].filter(
      (object) => !object.at('spec', 'suspend').isTrue() && !isUnknown(object.namespace ?? ''),
    );
    if (objects.length === 0) return [];
    if (manifests.ofKind(Kind.ALERT).length === 0) {
      const message = 'the cluster has no Alert, so Flux tells nobody when something fails';
      return [new Finding(whereToAdd(context, objects[0]), message, { severity: Severity.INFO })];
    }
    return uncovered(context, objects).map((some) => {
      const more = some.length > 1 ? ` and ${some.length - 1} more in its namespace` : '';
      return new Finding(some[0].root, `no Alert passes on when ${some[0]}${more} fails`, { severity: severityFor(context, some) });
    });
  }
}

/** What cannot be seen may hold the Alert. */
function severityFor(context: RuleContext, objects: readonly Manifest[]): Severity | undefined {
  return objects.some(({ namespace }) => context.mayHoldUnseen(namespace)) ? Severity.INFO : undefined;
}

/** The entry of the cluster, else the first object that may fail. */
function whereToAdd({ manifests }: RuleContext, first: Manifest): Field {
  const [instance] = fluxInstancesIn(manifests);
  const sync = manifests.ofKind(Kind.KUSTOMIZATION).find(({ id }) => id.key === SYNC.key);
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
    const others = byNamespace.get(object.namespace);
    if (others) others.push(object);
    else byNamespace.set(object.namespace, [object]);
  }
  return [...byNamespace.values()];
}
