import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { appliersAround } from '../../../verification/applying';
import { crdProvidersOf, customResourcesIn, isInLayer } from '../../../verification/crd-providers';
import { mayComeWithPlatform } from '../../../verification/crd-charts';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { Ordering, orderingOf } from '../../../verification/ordering';
import { referencesIn } from '../../../verification/references';

/** A custom resource that nothing keeps from coming before its definition. */
export class ResourceBeforeCrd implements IRule {
  public readonly meta: RuleMeta = {
    id: 'resource-before-crd',
    severity: Severity.WARNING,
    summary: 'A custom resource is applied without waiting for the applier that brings its definition.',
    why:
      'Appliers run side by side unless dependsOn orders them. On a new cluster the object comes before its CRD, and the whole applier fails ' +
      'and is tried again until the CRD happens to be there. Definitions of the same Kustomization are applied first.',
    fix: 'Let the applier depend on the one that brings the CRD, and let that one wait for its releases.',
    references: [
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',
      'https://fluxcd.io/flux/components/helm/helmreleases/#dependencies',
    ],
  };

  public check({ manifests }: RuleContext): Finding[] {
    const resources = customResourcesIn(manifests);
    if (resources.length === 0) return [];
    const providers = crdProvidersOf(manifests);
    const ordering = orderingOf(manifests);
    const told = new Set<string>();
    return resources.flatMap((manifest) => {
      const { applier, id } = manifest;
      const key = `${applier?.id.key} ${id.group}`;
      const brought = providers.of(manifest);
      if (told.has(key) || brought.length === 0 || mayComeWithPlatform(id.group)) return [];
      // Where both are in one layer, that is what has to change.
      if (
        brought.some((provider) => provider.applier === applier || isInLayer(provider, applier) || isBefore(ordering, provider, manifest))
      )
        return [];
      told.add(key);
      const message = `${manifest} needs a definition that comes with ${brought[0]}, and nothing makes ${applier ?? 'the sync'} wait for it`;
      return [new Finding(manifest.at('kind'), message, { fix: fixFor(brought[0], applier) })];
    });
  }
}

/** Whether the provider, or an applier around it, is done before the object comes. CRDs come before what else their applier applies. */
function isBefore(ordering: Ordering, provider: Manifest, resource: Manifest): boolean {
  const around = appliersAround(resource);
  const isDefinition = provider.id.qualifiedKind === Kind.CUSTOM_RESOURCE_DEFINITION;
  if (isDefinition && (provider.applier === undefined || around.includes(provider.applier))) return true;
  if (around.length === 0) return false;
  const before = ordering.before(around[0]);
  // What waits for something that is not there has that to correct first.
  if (around.some((applier) => waitsForNothing(ordering.manifests, applier))) return true;
  // What comes earlier and cannot be seen may bring it too.
  if (ordering.manifests.unseen.some(({ applier }) => before.has(applier))) return true;
  return [provider, ...appliersAround(provider)].some((applier) => before.has(applier));
}

function waitsForNothing(manifests: ManifestSet, applier: Manifest): boolean {
  const dependencies = referencesIn(manifests)
    .of(applier)
    .filter(({ role }) => role === 'dependency');
  return dependencies.some(({ to }) => !manifests.find(to));
}

function fixFor(provider: Manifest, applier: Manifest | undefined): string | undefined {
  const layer = provider.applier;
  if (!layer || !applier || layer.id.qualifiedKind !== applier.id.qualifiedKind) return undefined;
  return `let ${applier} depend on ${layer}`;
}
