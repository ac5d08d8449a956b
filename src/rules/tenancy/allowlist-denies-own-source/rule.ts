import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { knownText } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { existsOneLists } from '../../../verification/cel/search';
import { admits, BoundPolicy, kindsOf, namespaceOf, selects, sourcePolicies } from '../../../verification/source-policies';

/** The list of allowed addresses locks its own fleet out. */
export class AllowlistDeniesOwnSource implements IRule {
  public readonly meta: RuleMeta = {
    id: 'allowlist-denies-own-source',
    severity: Severity.ERROR,
    summary: 'An admission policy denies a source of the fleet itself.',
    why:
      'The API server refuses a source that the policy does not admit, and with it the whole stage in which Flux applies it: nothing ' +
      'beside it is applied either. exists_one holds only when exactly one entry of a list matches, so with two prefixes of which one ' +
      'begins with the other, the longer address matches both and is denied. Expressions that cannot be read here are not judged.',
    fix: 'Add the address of the source to the list of the policy, or correct the address; use exists in the place of exists_one.',
    references: ['https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/'],
    kinds: [Kind.VALIDATING_ADMISSION_POLICY],
  };

  public check(context: RuleContext): Finding[] {
    const policies = sourcePolicies(context);
    const exclusive = new Map(policies.all.map((policy) => [policy, exclusivePrefixes(policy)]));
    const denied = sourcesIn(context, policies.all).flatMap((source) => {
      const policy = policies
        .in(source.namespace ?? '')
        .find((one) => exclusive.get(one.policy)?.length === 0 && denies(context, one, source));
      return policy ? [new Finding(addressOf(source), `${policy.policy} denies ${source}, whose address it does not allow`)] : [];
    });
    return [...[...exclusive.values()].flat(), ...denied];
  }
}

function sourcesIn({ manifests }: RuleContext, policies: readonly Manifest[]): Manifest[] {
  const kinds = new Set(policies.flatMap(kindsOf));
  return [...[...kinds].flatMap((kind) => manifests.ofKind(kind)), ...manifests.generated.filter(({ id }) => kinds.has(id.qualifiedKind))];
}

function denies(context: RuleContext, bound: BoundPolicy, source: Manifest): boolean {
  const { namespace } = source;
  const address = knownText(addressOf(source));
  if (namespace === undefined || address === undefined || !kindsOf(bound.policy).includes(source.id.qualifiedKind)) return false;
  return selects(bound, namespace, namespaceOf(context, namespace)) === true && admits(context, bound, source) === false;
}

function addressOf(source: Manifest): Field {
  const fields = ['url', 'endpoint', 'image'].map((key) => source.at('spec', key));
  return fields.find((field) => field.exists) ?? fields[0];
}

/** Lists of which exactly one entry must match, where an address that matches one always matches another too. */
function exclusivePrefixes(policy: Manifest): Finding[] {
  const expressions = [...policy.at('spec', 'variables').items(), ...policy.at('spec', 'validations').items()].map((one) =>
    one.at('expression'),
  );
  return expressions.flatMap((expression) => {
    const pair = existsOneLists(expression.text() ?? '').flatMap(overlapping)[0];
    if (!pair) return [];
    return [
      new Finding(
        expression,
        `${policy} denies every address below '${pair[1]}', because it begins with '${pair[0]}' too and exists_one wants one match`,
      ),
    ];
  });
}

/** A text and another that begins with it. Next to each other once they are sorted, or with others in between that do so too. */
function overlapping(texts: readonly string[]): [string, string][] {
  const sorted = [...new Set(texts)].sort();
  return sorted.slice(1).flatMap((text, index): [string, string][] => (text.startsWith(sorted[index]) ? [[sorted[index], text]] : []));
}
