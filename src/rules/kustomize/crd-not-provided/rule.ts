import { Manifest } from '../../../manifests/manifest';
import { hasEntry } from '../../../verification/applying';
import { crdProvidersOf, customResourcesIn } from '../../../verification/crd-providers';
import { mayComeWithPlatform } from '../../../verification/crd-charts';
import { isUnknown } from '../../../verification/known-text';
import { mistypedIn } from '../../../verification/known-kinds';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isOfFluxV1 } from '../../api/flux-v1-object/rule';
import { removalOf } from '../../api/third-party-api-not-served/served-versions';

/** An object of a kind that the cluster does not know. */
export class CrdNotProvided implements IRule {
  public readonly meta: RuleMeta = {
    id: 'crd-not-provided',
    severity: Severity.ERROR,
    summary: 'An object is of a kind that nothing in the cluster defines, or that Kubernetes or Flux do not have.',
    why:
      'The API server refuses an object whose kind it does not know: the dry-run fails with "no matches for kind", and nothing that the ' +
      'same Kustomization applies in that stage goes through.',
    fix: 'Add the CRD, or the chart or operator that brings it, or declare it as external.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies'],
  };

  public check(context: RuleContext): Finding[] {
    return [...wrongKinds(context), ...this.notProvided(context)];
  }

  private notProvided({ manifests, externals }: RuleContext): Finding[] {
    if (customResourcesIn(manifests).length === 0) return [];
    const mistyped = new Set(mistypedIn(manifests).map(({ manifest }) => manifest));
    const resources = customResourcesIn(manifests).filter((manifest) => !isReportedElsewhere(manifest) && !mistyped.has(manifest));
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

/** Nothing that cannot be seen brings kinds into the groups of Kubernetes and of Flux. */
function wrongKinds({ manifests, externals }: RuleContext): Finding[] {
  return mistypedIn(manifests).flatMap(({ manifest, wrong }) => {
    if (isReportedElsewhere(manifest) || externals.find(manifest.id)) return [];
    if (crdProvidersOf(manifests).definitions.has(manifest.id.qualifiedKind)) return [];
    return [new Finding(manifest.at(wrong.key), wrong.message, { fix: wrong.fix })];
  });
}

/** Both kinds of Kustomization, Flux v1, and versions that are gone have rules of their own. */
function isReportedElsewhere(manifest: Manifest): boolean {
  const { group } = manifest.id;
  return (
    CONFUSED.includes(group) ||
    isUnknown(group) ||
    isOfFluxV1(manifest) ||
    removalOf(manifest) !== undefined ||
    isStrayKustomization(manifest)
  );
}

const CONFUSED = ['kustomize.toolkit.fluxcd.io', 'kustomize.config.k8s.io'];

function isStrayKustomization({ id, kind }: Manifest): boolean {
  return kind === 'Kustomization' && id.group.endsWith('.fluxcd.io');
}
