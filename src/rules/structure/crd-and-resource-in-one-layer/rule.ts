import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { crdProvidersOf, customResourcesIn, isInLayer } from '../../../verification/crd-providers';
import { hasEntry } from '../../../verification/applying';
import { mayComeWithPlatform } from '../../../verification/crd-charts';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** A layer that needs what it has yet to install. */
export class CrdAndResourceInOneLayer implements IRule {
  public readonly meta: RuleMeta = {
    id: 'crd-and-resource-in-one-layer',
    severity: Severity.WARNING,
    summary: 'One layer holds the release that installs CRDs and objects of their kinds.',
    why:
      'Flux asks the API server about all objects of a layer before it applies any of them. On a new cluster the CRDs of the chart are not ' +
      'there yet, so the dry-run fails with "no matches for kind" and the release that would install them is not applied either. Plain CRD ' +
      'manifests are: they come in a stage of their own.',
    fix: 'Keep the release in a layer of controllers, and the objects in a layer of configs that depends on it.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies'],
    kinds: [Kind.HELM_RELEASE],
  };

  public check({ manifests }: RuleContext): Finding[] {
    if (!hasEntry(manifests)) return [];
    const providers = crdProvidersOf(manifests);
    const told = new Set<string>();
    return customResourcesIn(manifests).flatMap((manifest) => {
      const { applier, id } = manifest;
      const key = `${applier?.id.key} ${id.group}`;
      const brought = providers.of(manifest);
      if (told.has(key) || brought.length === 0 || mayComeWithPlatform(id.group)) return [];
      if (!brought.every((provider) => isRelease(provider) && isInLayer(provider, applier))) return [];
      told.add(key);
      const message = `${manifest} is of a kind that ${brought[0]} installs, and ${applier ?? 'the sync of the cluster'} applies both`;
      return [new Finding(manifest.at('kind'), message)];
    });
  }
}

function isRelease({ id }: Manifest): boolean {
  return id.qualifiedKind === Kind.HELM_RELEASE;
}
