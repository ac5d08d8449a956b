import { Kind } from '../../../manifests/kind';
import { Field } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { isUnknown } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { Substitution, substitutionsIn } from '../../../verification/substitution-analysis';
import { VariableSource } from '../../../verification/variable-sources';
import { isVariableName } from '../variables';

/** A variable has a name that Flux refuses. */
export class InvalidVariableName implements IRule {
  public readonly meta: RuleMeta = {
    id: 'invalid-variable-name',
    severity: Severity.ERROR,
    summary: 'A variable has a name that Flux refuses, and with it the whole Kustomization.',
    why:
      'Every key of substitute, and every key of the ConfigMaps and Secrets in substituteFrom, is a variable, whether anything uses it or ' +
      'not. One key that is no name (a letter or _, then letters, digits and _) fails the whole build.',
    fix: 'Rename the key so that it has only letters, digits and underscores, or move it to an object that is not in substituteFrom.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
    kinds: [Kind.KUSTOMIZATION],
  };

  public check(context: RuleContext): Finding[] {
    // Several Kustomizations may read the same object, whose key is wrong once.
    // Several Kustomizations read the same object.
    const judged = new Set<VariableSource['values']>();
    const found: Finding[] = [];
    for (const substitution of substitutionsIn(context)) {
      for (const source of substitution.sources) {
        if (judged.has(source.values)) continue;
        judged.add(source.values);
        for (const name of wrongNames(source)) found.push(finding(substitution, source, name));
      }
    }
    return found;
  }
}

const NOTHING: readonly string[] = [];

function wrongNames({ values }: VariableSource): readonly string[] {
  if (values === undefined || values.size === 0) return NOTHING;
  const wrong: string[] = [];
  for (const name of values.keys()) if (!isVariableName(name) && !isUnknown(name)) wrong.push(name);
  return wrong;
}

function finding({ kustomization }: Substitution, source: VariableSource, name: string): Finding {
  const owner = source.id ? ` of ${source.id}` : '';
  return new Finding(keyIn(source, name), `${kustomization} cannot be built, because the variable '${name}'${owner} has no valid name`);
}

/** The key itself, where it is written; else what refers to it. */
function keyIn({ manifest, id, field }: VariableSource, name: string): Field {
  if (manifest) return ['stringData', 'data'].map((part) => manifest.at(part, name)).find(({ exists }) => exists) ?? field;
  return id ? field : field.at(name);
}
