import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { celProblem } from '../../../verification/cel/check';
import { Finding } from '../../../verification/finding';
import { knownText } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { hasReadyExpr } from '../ready-expr';

/** An expression and what it may name: nothing is known where Flux only reads it and fills it in later. */
interface Expression {
  readonly field: Field;
  readonly variables?: readonly string[];
}

const KINDS = [Kind.KUSTOMIZATION, Kind.HELM_RELEASE, Kind.RESOURCE_SET, Kind.RECEIVER];

/** An expression of CEL that Flux refuses. */
export class InvalidCelExpression implements IRule {
  public readonly meta: RuleMeta = {
    id: 'invalid-cel-expression',
    severity: Severity.ERROR,
    summary: 'An expression is not valid CEL, or does not give a boolean.',
    why:
      'Flux compiles expressions before it uses them. One that it cannot compile, or whose type is not boolean, makes the object Stalled: ' +
      'it is not tried again until the object changes. A bare field such as dep.status.ready has no type, so Flux refuses that too.',
    fix: 'Correct the expression; compare a field with a value, e.g. dep.status.ready == true.',
    references: [
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependency-ready-expression',
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#health-check-expressions',
      'https://fluxcd.io/flux/components/notification/receivers/',
    ],
    kinds: KINDS,
  };

  public check({ manifests }: RuleContext): Finding[] {
    const found: Finding[] = [];
    for (const kind of KINDS) {
      for (const manifest of manifests.ofKind(kind)) {
        if (hasExpression(manifest)) for (const expression of expressionsOf(manifest)) judge(manifest, expression, found);
      }
    }
    return found;
  }
}

function judge(manifest: Manifest, { field, variables }: Expression, found: Finding[]): void {
  const text = knownText(field);
  const problem = text && celProblem(text, variables);
  if (problem) found.push(new Finding(field, `${field.path} of ${manifest} is no valid expression: ${problem}`));
}

/** Hardly any object has one, so that no field is made before. */
function hasExpression({ object, kind }: Manifest): boolean {
  return kind === 'Receiver' || object.spec?.healthCheckExprs !== undefined || hasReadyExpr(object);
}

/** What the expression of a dependency may name. */
const OF_DEPENDENCY = ['self', 'dep'];

function expressionsOf(manifest: Manifest): Expression[] {
  const { qualifiedKind } = manifest.id;
  if (qualifiedKind === Kind.RECEIVER) {
    const filters = manifest.at('spec', 'resources').items();
    return [manifest.at('spec', 'resourceFilter'), ...filters.map((resource) => resource.at('filter'))].map((field) => ({
      field,
      variables: ['res', 'req', ...(manifest.at('spec', 'type').text() === 'generic-oidc' ? ['claims'] : [])],
    }));
  }
  const dependencies = manifest.at('spec', 'dependsOn').items();
  // The operator reads the expression of a ResourceSet only when it also asks for Ready.
  if (qualifiedKind === Kind.RESOURCE_SET) {
    return dependencies.filter((entry) => entry.at('ready').isTrue()).map((entry) => ({ field: entry.at('readyExpr') }));
  }
  const checks = manifest.at('spec', 'healthCheckExprs').items();
  return [
    ...dependencies.map((entry) => ({ field: entry.at('readyExpr'), variables: OF_DEPENDENCY })),
    ...checks.flatMap((check) => ['current', 'inProgress', 'failed'].map((key) => ({ field: check.at(key) }))),
  ];
}
