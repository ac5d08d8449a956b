import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { severityOfMissing } from '../../../verification/unseen';
import { Severity } from '../../../verification/severity';

import { nearest } from '../../../verification/existence';
import { missingDependencies } from '../dependencies';
import { missingHealthChecks } from '../missing-health-checks';

/** An applier waits for another one that does not exist. */
export class DependencyNotFound implements IRule {
  public readonly meta: RuleMeta = {
    id: 'dependency-not-found',
    severity: Severity.ERROR,
    summary: 'dependsOn or a health check names an object that the cluster does not have.',
    why:
      'Flux asks the API server for each dependency before it starts. One that is not there leaves the object at DependencyNotReady ' +
      'for ever: nothing of it is applied, and nothing that depends on it either. A health check of an object that is not there fails ' +
      'when the timeout of the Kustomization ends, and begins again.',
    fix:
      'Correct the name or the namespace, or remove the entry; an entry of dependsOn without a namespace means that of its own object, a ' +
      'health check without one is for an object of the whole cluster.',
    references: [
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',
      'https://fluxcd.io/flux/components/helm/helmreleases/#dependencies',
      'https://fluxoperator.dev/docs/crd/resourceset/#dependency-management',
    ],
    kinds: [Kind.KUSTOMIZATION, Kind.HELM_RELEASE, Kind.RESOURCE_SET],
  };

  public check(context: RuleContext): Finding[] {
    const unhealthy = missingHealthChecks(context).map(({ from, field, to, near }) => {
      const fix = near && `Did you mean ${near}?`;
      return new Finding(field, `${from} waits for the health of ${to}, which nothing in the cluster defines`, { fix });
    });
    const missing = missingDependencies(context).flatMap(({ reference, sameNameOfOtherKind }) => {
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
    return [...missing, ...unhealthy];
  }
}
