import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { providerKey } from '../../../primitives/provider-inputs';
import { Finding } from '../../../verification/finding';
import { isTypingError } from '../../../verification/evidence';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { fieldWhere, ResourceSet, resourceSetsIn, TemplateField, templatesOf, textsIn } from '../resource-sets';
import { inputsIn } from '../template-names';
import { inputsAskedFor } from '../used-inputs';

/** Types of providers whose inputs somebody else names. */
const OPEN_TYPES = ['ExternalService', 'ExternalArtifact'];

/** A template asks for what no provider gives. */
export class UnknownTemplateInput implements IRule {
  public readonly meta: RuleMeta = {
    id: 'unknown-template-input',
    severity: Severity.ERROR,
    summary: 'A template of a ResourceSet uses an input that its inputs do not have.',
    why:
      'The operator refuses to build a ResourceSet when an input is missing in any of its sets, and is then Stalled with BuildFailed. ' +
      'Providers give a fixed list: tags come with id, tag and digest, pull requests with id, sha, branch, author and title.',
    fix: 'Use an input that exists, or give it a value in spec.inputs or in spec.defaultValues of the provider.',
    references: ['https://fluxoperator.dev/docs/crd/resourcesetinputprovider/#exported-inputs'],
    kinds: [Kind.RESOURCE_SET],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return resourceSetsIn(manifests).flatMap((resourceSet) => {
      const keys = new Set(resourceSet.inputs.map(({ name }) => providerKey(name)));
      // A provider under a wrong name is reported as that.
      const isReported = (input: string): boolean => resourceSet.isPermuted && !keys.has(input) && keys.has(providerKey(input));
      return templatesOf(resourceSet.manifest).flatMap((template) => {
        const missing = missingIn(resourceSet, template);
        if (missing === undefined || isReported(missing)) return [];
        const field = fieldWhere(template.field, (text) => inputsIn(text).some((names) => names.includes(missing)));
        const near = namesOf(resourceSet).find((name) => isTypingError(name, missing));
        const message = `${resourceSet.manifest} uses the input ${missing}, which ${whoLacks(resourceSet, missing)}`;
        return [new Finding(field, message, { fix: near && `Did you mean ${near}?`, part: `inputs.${missing}` })];
      });
    });
  }
}

function whoLacks({ providers: [first, ...others], inputs }: ResourceSet, missing: string): string {
  if (first && others.length === 0) return `${first} does not give`;
  const isInSome = inputs.some(({ sets, exported }) => exported.includes(missing) || sets?.some((set) => missing in set));
  return isInSome ? 'not every set of its inputs has' : 'no set of its inputs has';
}

function namesOf({ inputs }: ResourceSet): string[] {
  return inputs.flatMap(({ sets, exported }) => [...exported, ...(sets ?? []).flatMap((set) => Object.keys(set))]);
}

/** Where the inputs are known the operator's own way of building says so; else the names that providers export do. */
function missingIn(resourceSet: ResourceSet, template: TemplateField): string | undefined {
  const { expansion, inputs, providers, isPermuted } = resourceSet;
  const path = template.path.join('.');
  const problem = expansion.problems.find(({ kind, path: at }) => kind === 'unknown-input' && at.join('.') === path);
  if (problem) return problem.input;
  const isLive = inputs.some(({ sets }) => sets === undefined);
  if (!isLive || isPermuted || providers.some(isOpen)) return undefined;
  const exporting = inputs.filter(({ sets }) => sets === undefined || sets.length > 0);
  return textsIn(template.field)
    .flatMap((text) => inputsAskedFor(text.text()!))
    .map(([first]) => first)
    .find((name) => name !== undefined && exporting.some(({ exported }) => !exported.includes(name)));
}

function isOpen(provider: Manifest): boolean {
  return OPEN_TYPES.includes(provider.at('spec', 'type').text() ?? '');
}
