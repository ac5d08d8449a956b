import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { isSemverRange } from '../../../primitives/semver-range';
import { Finding } from '../../../verification/finding';
import { knownText } from '../../../verification/known-text';
import { readRe2 } from '../../../primitives/re2-pattern';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** Which types of providers look at a part of the filter. */
const TYPES: readonly (readonly [RegExp, RegExp])[] = [
  [/^semver$|^(in|ex)cludeTag$/, /Tag$/],
  [/^(in|ex)cludeBranch$/, /(Branch|PullRequest|MergeRequest)$/],
  [/^(in|ex)cludeEnvironment$/, /Environment$/],
  [/^labels$/, /(PullRequest|MergeRequest|ExternalService|ExternalArtifact)$/],
];

/** A provider filters by what it does not have. */
export class InvalidInputFilter implements IRule {
  public readonly meta: RuleMeta = {
    id: 'invalid-input-filter',
    severity: Severity.ERROR,
    summary: 'The filter of a ResourceSetInputProvider does not fit its type, or cannot be read.',
    why:
      'A provider looks only at the part of the filter that is made for its type: tags, branches or environments. The rest does nothing, ' +
      'so more comes through than was meant. An expression or a range that cannot be read makes it fail.',
    fix: 'Filter by what the type of the provider gives, with a regular expression of Go or a semver range.',
    references: ['https://fluxoperator.dev/docs/crd/resourcesetinputprovider/#filter'],
    kinds: [Kind.RESOURCE_SET_INPUT_PROVIDER],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.RESOURCE_SET_INPUT_PROVIDER).flatMap((provider) =>
      provider
        .at('spec', 'filter')
        .entries()
        .filter((field) => !field.isEmpty())
        .flatMap((field) => problemOf(provider, field)),
    );
  }
}

function problemOf(provider: Manifest, field: Field): Finding[] {
  const { key } = field;
  const type = knownText(provider.at('spec', 'type'));
  const fits = TYPES.find(([part]) => part.test(key))?.[1];
  if (!fits || type === undefined) return [];
  if (!fits.test(type)) return [new Finding(field, `${provider} is of type ${type} and does not look at ${key}`)];
  const text = knownText(field);
  if (text === undefined || key === 'labels') return [];
  if (key === 'semver') return isSemverRange(text) ? [] : [new Finding(field, `the semver range of ${provider} cannot be read`)];
  const { problem } = readRe2(text);
  return problem === undefined ? [] : [new Finding(field, `Go cannot read ${key} of ${provider}: ${problem}`)];
}
