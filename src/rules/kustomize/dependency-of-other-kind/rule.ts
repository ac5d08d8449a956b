import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { severityOfMissing } from '../../../verification/unseen';
import { Severity } from '../../../verification/severity';

import { missingDependencies } from '../dependencies';

/** A Kustomization waits for a release, or the reverse. */
export class DependencyOfOtherKind implements IRule {
  public readonly meta: RuleMeta = {
    id: 'dependency-of-other-kind',
    severity: Severity.ERROR,
    summary: 'dependsOn of a Kustomization names a HelmRelease, or the reverse.',
    why:
      'An entry of dependsOn has no kind: in a Kustomization it names a Kustomization, in a HelmRelease a HelmRelease. Flux looks for an ' +
      'object that does not exist and waits for ever.',
    fix: 'Depend on the Kustomization that applies the release, and let that one wait for it.',
    references: [
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',
      'https://fluxcd.io/flux/components/helm/helmreleases/#dependencies',
    ],
    kinds: [Kind.KUSTOMIZATION, Kind.HELM_RELEASE],
  };

  public check(context: RuleContext): Finding[] {
    return missingDependencies(context).flatMap(({ reference, sameNameOfOtherKind: other }) => {
      if (!other) return [];
      const { from, field, to } = reference;
      const layer = other.applier;
      const isRefused = from.id.qualifiedKind !== Kind.RESOURCE_SET;
      const why = isRefused ? `, which a ${from.kind} cannot depend on` : '';
      const message = `${from} depends on ${to}, but that is the name of a ${other.kind}${why}`;
      return [
        new Finding(field, message, {
          severity: severityOfMissing(context, reference, Severity.ERROR),
          fix:
            layer && layer.id.qualifiedKind === from.id.qualifiedKind && layer !== from
              ? `depend on ${layer}, which applies it`
              : undefined,
        }),
      ];
    });
  }
}
