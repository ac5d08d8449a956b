import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { severityOfMissing } from '../../../verification/unseen';
import { Severity } from '../../../verification/severity';

import { nearest } from '../../../verification/existence';
import { missingDependencies } from '../dependencies';

/** An applier waits for another one that does not exist. */
export class DependencyNotFound implements IRule {
  public readonly meta: RuleMeta = {
    id: 'dependency-not-found',
    severity: Severity.ERROR,
    summary: 'dependsOn names an object that the cluster does not have.',
    why:
      'Flux asks the API server for each dependency before it starts. One that is not there leaves the object at DependencyNotReady ' +
      'for ever: nothing of it is applied, and nothing that depends on it either.',
    fix: 'Correct the name or the namespace, or remove the entry; an entry without a namespace means that of its own object.',
    references: [
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',
      'https://fluxcd.io/flux/components/helm/helmreleases/#dependencies',
      'https://fluxoperator.dev/docs/crd/resourceset/#dependency-management',
    ],
    kinds: [Kind.KUSTOMIZATION, Kind.HELM_RELEASE, Kind.RESOURCE_SET],
  };

  public check(context: RuleContext): Finding[] {
    return missingDependencies(context).flatMap(({ reference, sameNameOfOtherKind }) => {
      if (sameNameOfOtherKind) return [];
      const { from, field, to } = reference;
      const near = nearest(context, to);
      return [
        new Finding(field, `${from} depends on ${to}, which nothing in the cluster defines`, {
          severity: severityOfMissing(context, reference, Severity.ERROR),
          fix: near && `Did you mean ${near}?`,
        }),
      ];
    });
  }
}
