import { Manifest } from '../../../manifests/manifest';
import { hasEntry } from '../../../verification/applying';
import { crdProvidersOf, customResourcesIn } from '../../../verification/crd-providers';
import { mayComeWithPlatform } from '../../../verification/crd-charts';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** An object of a kind that the cluster does not know. */
export class CrdNotProvided implements IRule {
  public readonly meta: RuleMeta = {
    id: 'crd-not-provided',
    severity: Severity.ERROR,
    summary: 'A custom resource is of a kind that nothing in the cluster defines.',
    why:
      'The API server refuses an object whose kind it does not know: the dry-run fails with "no matches for kind", and nothing that the ' +
      'same Kustomization applies in that stage goes through.',
    fix: 'Add the CRD, or the chart or operator that brings it, or declare it as external.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies'],
  };

  public check({ manifests, externals }: RuleContext): Finding[] {
    const resources = customResourcesIn(manifests);
    if (resources.length === 0) return [];
    const providers = crdProvidersOf(manifests);
    if (!hasEntry(manifests)) return [];
    // What cannot be seen, and what charts bring that nobody here knows, may define anything.
    if (manifests.unseen.length > 0 || providers.unknown.length > 0) return [];

    const isDeclared = ({ id }: Manifest): boolean =>
      externals.find(id) !== undefined ||
      externals.declared.some(
        ({ kind, name }) => /^CustomResourceDefinition\b/.test(kind) && (name === '*' || name.endsWith(`.${id.group}`)),
      );

    const first = new Map<string, Manifest>();
    for (const manifest of resources) {
      if (!first.has(manifest.id.group) && providers.of(manifest).length === 0 && !isDeclared(manifest))
        first.set(manifest.id.group, manifest);
    }
    return [...first.values()].map((manifest) => {
      const message = `${manifest} is of the kind ${manifest.id.qualifiedKind}, which nothing in the cluster defines`;
      return new Finding(manifest.at('kind'), message, { severity: mayComeWithPlatform(manifest.id.group) ? Severity.INFO : undefined });
    });
  }
}
