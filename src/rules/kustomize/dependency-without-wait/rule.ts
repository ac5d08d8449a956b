import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { checksHealth } from '../../../verification/health';
import { orderingOf } from '../../../verification/ordering';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** A Kustomization waits for another one that calls itself ready too early. */
export class DependencyWithoutWait implements IRule {
  public readonly meta: RuleMeta = {
    id: 'dependency-without-wait',
    severity: Severity.WARNING,
    summary: 'A Kustomization depends on another one that does not wait for its workloads.',
    why:
      'dependsOn waits for the Ready condition. Without wait or healthChecks, a Kustomization is Ready as soon as its objects are ' +
      'applied, so the dependent starts while pods and Helm releases are still coming up.',
    fix: 'Set spec.wait to true on the dependency, list spec.healthChecks there, or give the dependsOn entry a readyExpr.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies'],
    kinds: [Kind.KUSTOMIZATION],
  };

  public check({ manifests }: RuleContext): Finding[] {
    const found: Finding[] = [];
    for (const { from, field, to: dependency, waitsForReady } of orderingOf(manifests).dependencies) {
      if (from.id.qualifiedKind !== Kind.KUSTOMIZATION || !waitsForReady || checksHealth(dependency)) continue;
      found.push(new Finding(field, `${from} starts when ${dependency} is applied, not when it is healthy`));
    }
    return found;
  }
}
