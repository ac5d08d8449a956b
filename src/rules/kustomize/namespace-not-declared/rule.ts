import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { ObjectId } from '../../../manifests/object-id';
import { appliersAround, hasEntry, syncsOf, targetClusterOf } from '../../../verification/applying';
import { resolve } from '../../../verification/existence';
import { Finding } from '../../../verification/finding';
import { fluxInstancesIn } from '../../../verification/flux-instances';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

import { scopeOf } from '../../../verification/kind-scope';
import { orderingOf } from '../../../verification/ordering';
import { missingDependencies } from '../dependencies';

/** An object goes to a namespace that may not be there yet. */
export class NamespaceNotDeclared implements IRule {
  public readonly meta: RuleMeta = {
    id: 'namespace-not-declared',
    severity: Severity.WARNING,
    summary: 'An object is in a namespace that neither its own nor an earlier applier declares.',
    why:
      'Flux creates no namespaces by itself. On a new cluster the dry-run of the object fails, and with it everything that the applier ' +
      'applies, until something else has made the namespace: by hand, or a layer that happens to be faster.',
    fix: 'Declare the Namespace beside the object, or in a layer that this one depends on.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies'],
  };

  public check(context: RuleContext): Finding[] {
    const { manifests } = context;
    if (!hasEntry(manifests)) return [];
    const makers = manifests._once(namespaceMakers);
    const exempt = namespacesOfFlux(context);
    const told = new Set<string>();
    return manifests.manifests.flatMap((manifest) => {
      const { namespace } = manifest;
      if (namespace === undefined || exempt.has(namespace) || namespace.includes('${')) return [];
      const target = targetClusterOf(manifest);
      const owners = makers.get(`${target} ${namespace}`);
      const key = `${target} ${namespace} ${owners ? (manifest.applier?.id.key ?? '') : ''}`;
      if (told.has(key) || scopeOf(manifests, manifest) === 'cluster') return [];
      if (owners ? isEarly(context, manifest, owners) : mayExist(context, namespace)) return [];
      told.add(key);
      const message = owners ? `which ${ownersText(owners)} declares, but not before it` : 'which nothing in the cluster declares';
      return [new Finding(manifest.at('metadata', 'namespace'), `${manifest} is in the namespace ${namespace}, ${message}`)];
    });
  }
}

/** Whom a namespace comes with: the appliers of its manifests, and of releases that create it. By target cluster and name. */
function namespaceMakers(manifests: ManifestSet): Map<string, Set<Manifest | undefined>> {
  const makers = new Map<string, Set<Manifest | undefined>>();
  const add = (manifest: Manifest, name: string): void => {
    const key = `${targetClusterOf(manifest)} ${name}`;
    makers.set(key, (makers.get(key) ?? new Set<Manifest | undefined>()).add(manifest.applier));
  };
  for (const namespace of manifests.ofKind(Kind.NAMESPACE)) add(namespace, namespace.name);
  for (const release of manifests.ofKind(Kind.HELM_RELEASE)) {
    const target = release.at('spec', 'targetNamespace').text();
    if (target && release.at('spec', 'install', 'createNamespace').isTrue()) add(release, target);
  }
  return makers;
}

function namespacesOfFlux(context: RuleContext): Set<string> {
  const flux = [...fluxInstancesIn(context.manifests), ...syncsOf(context)].flatMap(({ namespace }) => namespace ?? []);
  return new Set(['flux-system', ...flux]);
}

function mayExist(context: RuleContext, namespace: string): boolean {
  return resolve(context, new ObjectId('', 'Namespace', namespace)).exists || context.mayHoldUnseen();
}

/** Its own applier, one around it (which applies before what it applies does), the sync, or something that it waits for. */
function isEarly(context: RuleContext, manifest: Manifest, owners: ReadonlySet<Manifest | undefined>): boolean {
  if (owners.has(undefined)) return true;
  const around = appliersAround(manifest);
  if (around.some((applier) => owners.has(applier) || context._once(waitingForNothing).has(applier))) return true;
  const before = around.length > 0 ? orderingOf(context.manifests).before(around[0]) : new Set<Manifest>();
  return [...owners].some((owner) => [owner!, ...appliersAround(owner!)].some((applier) => before.has(applier)));
}

/** What waits for something that does not exist is reported as that: it may be meant to wait for the namespace. */
function waitingForNothing(context: RuleContext): ReadonlySet<Manifest> {
  return new Set(missingDependencies(context).map(({ reference }) => reference.from));
}

function ownersText(owners: ReadonlySet<Manifest | undefined>): string {
  return [...owners].map(String).join(' or ');
}
