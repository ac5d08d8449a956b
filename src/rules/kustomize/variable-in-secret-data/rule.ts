import { Kind } from '../../../manifests/kind';
import { Field } from '../../../manifests/manifest';
import { expressionsIn } from '../../../manifests/substitution/expression';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { seenSubstitutionsIn } from '../../../verification/substitution-analysis';

/** A variable is hidden from Flux in base64. */
export class VariableInSecretData implements IRule {
  public readonly meta: RuleMeta = {
    id: 'variable-in-secret-data',
    severity: Severity.WARNING,
    summary: 'A Secret has a variable in base64, where Flux does not see it.',
    why:
      'The values of data are base64, and Flux fills variables into that text, not into what it stands for. The expression reaches the ' +
      'application as it is written. A secretGenerator of kustomize always writes data.',
    fix: 'Write the value into stringData.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
    kinds: [Kind.SECRET],
  };

  public check(context: RuleContext): Finding[] {
    return seenSubstitutionsIn(context).flatMap(({ objects, variables }) =>
      objects
        .filter(({ manifest }) => manifest.id.qualifiedKind === Kind.SECRET)
        .flatMap(({ manifest }) => manifest.at('data').entries())
        .flatMap((field) => {
          const name = namesIn(field).find((one) => variables.has(one));
          if (name === undefined) return [];
          return [new Finding(field, `${field.manifest} has \${${name}} in base64 at ${field.path}, where Flux does not fill it in`)];
        }),
    );
  }
}

/** The variables in what a value stands for. Base64 itself has no dollar. */
function namesIn(field: Field): string[] {
  const text = Buffer.from(field.text() ?? '', 'base64').toString('utf8');
  return expressionsIn(text).flatMap(({ name }) => name ?? []);
}
