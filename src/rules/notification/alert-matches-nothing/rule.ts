import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { Finding } from '../../../verification/finding';
import { objectsAt } from '../../../verification/objects-at';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { resolve } from '../../../verification/existence';
import { Reference, referencesIn } from '../../../verification/references';
import { isLocked, isMadeByControllers, selectionOf, selects } from '../selection';

/** An event source that no object can match. */
export class AlertMatchesNothing implements IRule {
  public readonly meta: RuleMeta = {
    id: 'alert-matches-nothing',
    severity: Severity.WARNING,
    summary: 'An event source of an Alert matches no object of the cluster.',
    why:
      'The namespace of an event source is that of the Alert unless it names another. A name that does not exist, or a wildcard in a ' +
      'namespace without such objects, is valid and never sends anything.',
    fix: 'Name the namespace and the objects that are meant.',
    references: ['https://fluxcd.io/flux/components/notification/alerts/#event-sources'],
    kinds: [Kind.ALERT],
  };

  public check(context: RuleContext): Finding[] {
    return referencesIn(context.manifests)
      .for('event-source')
      .filter((reference) => isUseless(context, reference))
      .map((reference) => {
        const { from, field, to } = reference;
        const { name, namespace, kind } = to;
        const what = name === '*' ? `a ${kind} in the namespace ${namespace}` : `${to}`;
        return new Finding(field, `${from} waits for events of ${what}, and there is none`, {
          severity: context.mayHoldUnseen(namespace) ? Severity.INFO : Severity.WARNING,
        });
      });
  }
}

function isUseless(context: RuleContext, reference: Reference): boolean {
  const { from, to } = reference;
  // Other rules report namespaces that are none, or that are refused.
  const isForeign = to.namespace !== from.namespace && isLocked(context);
  if (
    selectionOf(reference).isUnknown ||
    to.group === '' ||
    to.namespace === '*' ||
    isForeign ||
    isMadeByControllers(context, to.qualifiedKind)
  )
    return false;
  if (to.name !== '*') return !resolve(context, to).exists && !mayBeMade(context, to.kind);
  // Of a kind that the cluster does not have, somebody thought ahead; where another source of the Alert matches, the list is just complete.
  const { manifests } = context;
  if (manifests.ofKind(to.qualifiedKind).length === 0 || mayBeMade(context, to.kind)) return false;
  return !manifests._once(matchingAlerts).has(keyOf(from)) || isNowhere(context, to.namespace);
}

/** Whether no cluster has anything in a namespace, seen or not: a list may be complete, and this is none of it. */
function isNowhere(context: RuleContext, namespace: string | undefined): boolean {
  return namespace !== undefined && !context._inFleet(namespacesIn).has(namespace) && !context.mayHoldUnseen(namespace);
}

function namespacesIn(contexts: readonly RuleContext[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { manifests } of contexts) {
    for (const { namespace } of [...manifests.manifests, ...manifests.generated]) if (namespace !== undefined) found.add(namespace);
    for (const { name } of manifests.ofKind(Kind.NAMESPACE)) found.add(name);
  }
  return found;
}

/** Whether a ResourceSet whose inputs are only known in the cluster has templates of a kind. */
function mayBeMade({ manifests }: RuleContext, kind: string): boolean {
  return manifests.unseen.some(({ applier }) => {
    return applier.id.qualifiedKind === Kind.RESOURCE_SET && JSON.stringify(applier.object.spec ?? '').includes(kind);
  });
}

/** The Alerts of which a source matches. A component puts one and the same Alert into many namespaces; they are judged as one. */
function matchingAlerts(manifests: ManifestSet): ReadonlySet<string> {
  const sources = referencesIn(manifests).for('event-source');
  return new Set(sources.filter((source) => matches(manifests, source)).map(({ from }) => keyOf(from)));
}

function matches(manifests: ManifestSet, reference: Reference): boolean {
  const { qualifiedKind, namespace } = reference.to;
  const selection = selectionOf(reference);
  return objectsAt(manifests, qualifiedKind, namespace).some((object) => selects(selection, object));
}

function keyOf(alert: Manifest): string {
  return `${alert.name} ${JSON.stringify(alert.at('spec', 'eventSources').value)}`;
}
