import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { expressionsIn } from '../../../manifests/substitution/expression';
import { ObjectPath, Retyped } from '../../../manifests/substitution/substituted-object';
import { evaluate } from '../../../manifests/substitution/envsubst';
import { crdOf } from '../../../schemas/crds';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { Substitution, seenSubstitutionsIn } from '../../../verification/substitution-analysis';
import { takesOnlyText } from '../text-fields';
import { fieldAt } from '../variables';

/** A text becomes a number on the way. */
export class SubstitutedValueChangesType implements IRule {
  public readonly meta: RuleMeta = {
    id: 'substituted-value-changes-type',
    severity: Severity.ERROR,
    summary: 'A field that takes only text gets a number, a boolean or null from a variable.',
    why:
      'Flux writes the object anew before it fills in variables, so quotes around "${X}" are gone, and reads the result as YAML: 5, true ' +
      'and 1e3 are no text any more. Quotes in the value of the variable do not help, since its YAML is read first.',
    fix: 'Define a variable quote that holds a double quote, and write ${quote}${NAME}${quote}.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
    kinds: [Kind.KUSTOMIZATION],
  };

  public check(context: RuleContext): Finding[] {
    return seenSubstitutionsIn(context)
      .filter(({ active }) => active === true)
      .flatMap((substitution) =>
        substitution.objects.flatMap(({ manifest, result }) =>
          result.retyped
            .filter(({ path, expression }) => takesOnlyText(manifest, path) && !becomesEmpty(substitution, expression))
            .filter(({ path, to }) => to !== 'null' || !isRefusedNull(manifest, path))
            .map((retyped) => finding(substitution, manifest, retyped)),
        ),
      );
  }
}

/** The schema reports the null of a custom resource, which the API server refuses. */
function isRefusedNull({ id }: Manifest, [first]: ObjectPath): boolean {
  return first !== 'metadata' && crdOf(id.group, id.kind) !== undefined;
}

/** An empty value is null to YAML, and an empty text to whoever reads the field. */
function becomesEmpty({ variables }: Substitution, text: string): boolean {
  return evaluate(text, (name) => variables.get(name), false).text.trim() === '';
}

function finding({ kustomization }: Substitution, manifest: Manifest, { path, to, expression }: Retyped): Finding {
  const names = new Set(expressionsIn(expression).map(({ name }) => `\${${name}}`));
  const field = fieldAt(manifest, path);
  const type = to === 'null' ? to : `a ${to}`;
  return new Finding(
    field,
    `${field.path} of ${manifest} takes text, and ${[...names].join(' and ')} of ${kustomization} makes it ${type}`,
    // The API server refuses a number, and takes the null of a kind of its own for a field that is not there.
    { severity: to === 'null' ? Severity.WARNING : undefined },
  );
}
