import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { dollarTexts, Substitution, substitutionsIn } from '../../../verification/substitution-analysis';
import { VariableSource } from '../../../verification/variable-sources';

/** A variable that is needed comes from an object that may be missing. */
export class OptionalSoleVariableSource implements IRule {
  public readonly meta: RuleMeta = {
    id: 'optional-sole-variable-source',
    severity: Severity.WARNING,
    summary: 'An object is optional and the only one that defines a variable in use.',
    why:
      'An optional object of substituteFrom may be missing without an error. A variable that only it defines then has no value: the ' +
      'build fails with another message, the value is empty before Flux 2.9, and ${NAME} is applied literally where it was the only variable.',
    fix: 'Remove optional, or give each use of the variable a default.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
    kinds: [Kind.KUSTOMIZATION],
  };

  public check(context: RuleContext): Finding[] {
    return substitutionsIn(context).flatMap((substitution) => {
      const candidates = substitution.sources.filter((source) => isCandidate(substitution, source));
      if (candidates.length === 0) return [];

      const needed = neededNames(substitution);
      return candidates.flatMap((source) => {
        const name = [...needed].find((one) => isSoleDefiner(substitution, source, one));
        if (name === undefined) return [];
        const message = `${substitution.kustomization} needs \${${name}}, which only the optional ${source.id} defines`;
        return [new Finding(source.field.at('optional'), message)];
      });
    });
  }
}

/** What a Kustomization applies itself is not there yet when it is applied for the first time. */
function isCandidate({ kustomization }: Substitution, { optional, manifest, values }: VariableSource): boolean {
  return optional && values !== undefined && manifest?.applier !== kustomization;
}

/** Another object whose names are not known may define it too. */
function isSoleDefiner({ sources }: Substitution, source: VariableSource, name: string): boolean {
  return source.values!.has(name) && sources.every((other) => other === source || other.values?.has(name) === false);
}

function neededNames({ objects }: Substitution): Set<string> {
  const expressions = objects.flatMap(({ manifest }) => dollarTexts(manifest)).flatMap((text) => text.expressions);
  return new Set(expressions.flatMap(({ name, hasDefault }) => (name !== undefined && !hasDefault ? [name] : [])));
}
