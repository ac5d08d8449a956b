import { Kind } from '../../../manifests/kind';
import { FluxVersion } from '../../../primitives/flux-version';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { dollarTexts, FilledObject, Substitution, seenSubstitutionsIn } from '../../../verification/substitution-analysis';
import { isForeignExpression, isForeignText } from '../variables';

/** Defaults that nobody fills in. */
export class InertSubstitution implements IRule {
  public readonly meta: RuleMeta = {
    id: 'inert-substitution',
    severity: Severity.WARNING,
    summary: 'A default in an object is applied as it is written, because the Kustomization has no variable at all.',
    why:
      'Flux fills in variables only when it knows at least one. Where substitute is empty, and all objects of substituteFrom are missing ' +
      'or empty, it applies ${NAME:=default} literally, strict variables or not.',
    fix: 'Define a variable, whatever its name.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
    kinds: [Kind.KUSTOMIZATION],
  };

  public check(context: RuleContext): Finding[] {
    return seenSubstitutionsIn(context).flatMap((substitution) => {
      if (substitution.active === true) return [];
      for (const object of substitution.objects) {
        const expression = defaultIn(object);
        if (expression !== undefined) return [finding(context, substitution, object, expression)];
      }
      return [];
    });
  }
}

/** An expression that is certainly meant for Flux: others have no default, or stand in scripts. */
function defaultIn({ manifest }: FilledObject): string | undefined {
  for (const { path, text, expressions } of dollarTexts(manifest)) {
    const found = expressions.find(({ hasDefault, name, text: one }) => hasDefault && !isForeignExpression(one, name));
    if (found && !isForeignText(manifest, path, text)) return found.name;
  }
  return undefined;
}

function finding(
  context: RuleContext,
  { kustomization, postBuild, active }: Substitution,
  { manifest }: FilledObject,
  name: string,
): Finding {
  const message = `${kustomization} has no variable, so the default of \${${name}} in ${manifest} is not filled in`;
  return new Finding(postBuild, message, {
    // An optional object that nobody declares may exist all the same.
    severity: active === 'unknown' ? Severity.INFO : Severity.WARNING,
    ...(context.isAtLeast(FluxVersion.V2_9) && { fix: 'Set spec.postBuild.substituteStrategy to Always.' }),
  });
}
