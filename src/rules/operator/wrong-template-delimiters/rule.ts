import { Kind } from '../../../manifests/kind';
import { Field } from '../../../manifests/manifest';
import { hasWrongDelimiters, withRightDelimiters } from '../../../manifests/resource-set/wrong-delimiters';
import { Edit } from '../../../verification/edit';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { templatesOf, textsIn } from '../resource-sets';

/** A template of a ResourceSet is applied with its braces. */
export class WrongTemplateDelimiters implements IRule {
  public readonly meta: RuleMeta = {
    id: 'wrong-template-delimiters',
    severity: Severity.ERROR,
    summary: 'A ResourceSet has {{ }} around an input instead of << >>.',
    why:
      'The operator fills in what stands between << and >>, so that templates of Helm and others pass unchanged. `{{ inputs.name }}` is ' +
      'text to it and reaches the cluster as it is.',
    fix: 'Write << inputs.name >>.',
    references: ['https://fluxoperator.dev/docs/crd/resourceset/#templating'],
    kinds: [Kind.RESOURCE_SET],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.RESOURCE_SET).flatMap((resourceSet) =>
      templatesOf(resourceSet)
        .flatMap(({ field }) => textsIn(field))
        .filter((field) => hasWrongDelimiters(field.text()!))
        .map(
          (field) =>
            new Finding(field, `${resourceSet} has {{ }} around an input, which the operator takes for text`, { edits: editsOf(field) }),
        ),
    );
  }
}

/** Where all of them are plain inputs, only the delimiters change. */
function editsOf(field: Field): Edit[] {
  const changed = withRightDelimiters(field.text()!);
  return hasWrongDelimiters(changed) ? [] : [Edit.replace(field, changed)];
}
