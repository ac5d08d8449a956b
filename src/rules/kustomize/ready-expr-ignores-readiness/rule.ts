import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { hasReadyExpr } from '../ready-expr';

/** Who looks at the expressions of a kind. */
const CONTROLLERS = [
  [Kind.KUSTOMIZATION, 'kustomize-controller'],
  [Kind.HELM_RELEASE, 'helm-controller'],
] as const;

/** What an expression about readiness mentions. */
const READINESS = /conditions|observedGeneration/;

/** An expression takes the place of the checks of readiness, and does not look at readiness itself. */
export class ReadyExprIgnoresReadiness implements IRule {
  public readonly meta: RuleMeta = {
    id: 'ready-expr-ignores-readiness',
    severity: Severity.WARNING,
    summary: 'The readyExpr of a dependency does not ask whether the dependency is ready.',
    why:
      'readyExpr takes the place of what Flux asks otherwise: whether the dependency is Ready, for its present generation and revision. ' +
      'An expression about something else lets the dependent start beside a dependency that has failed, or that Flux has not looked at yet.',
    fix:
      "Add to the expression: dep.status.conditions.exists(e, e.type == 'Ready' && e.status == 'True') && " +
      'dep.metadata.generation == dep.status.observedGeneration; or turn on the feature gate AdditiveCELDependencyCheck.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#dependency-ready-expression'],
    fluxVersions: '>=2.7',
    kinds: [Kind.KUSTOMIZATION, Kind.HELM_RELEASE],
  };

  public check({ manifests, controllers }: RuleContext): Finding[] {
    return CONTROLLERS.flatMap(([kind, controller]) => {
      const dependents = manifests.ofKind(kind).filter(({ object }) => hasReadyExpr(object));
      if (dependents.length === 0 || controllers.gate(controller, 'AdditiveCELDependencyCheck')) return [];
      return dependents.flatMap(findingsIn);
    });
  }
}

function findingsIn(dependent: Manifest): Finding[] {
  return dependent
    .at('spec', 'dependsOn')
    .items()
    .map((entry) => entry.at('readyExpr'))
    .filter((field) => field.text() && !READINESS.test(field.text()!))
    .map((field) => new Finding(field, `${dependent} starts by an expression that does not ask whether its dependency is ready`));
}
