import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { existsOneLists } from '../../../verification/admission/cel-search';
import { admits, BoundPolicy, kindsOf, namespaceOf, selects, sourcePolicies } from '../../../verification/admission/source-policies';

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
    const { all, bound } = sourcePolicies(context);
    const exclusive = all.flatMap((policy) => exclusivePrefixes(policy).map((finding) => ({ policy, finding })));
    const judged = bound.filter(({ policy }) => !exclusive.some((one) => one.policy === policy));
    const denied = new Map<Manifest, Finding>();
    for (const one of judged) {
      for (const source of sourcesOf(context, one.policy)) {
        if (!denied.has(source) && denies(context, one, source)) denied.set(source, deniedBy(one.policy, source));
      }
    }
    return [...exclusive.map(({ finding }) => finding), ...denied.values()];
  }
}

function sourcesOf({ manifests }: RuleContext, policy: Manifest): Manifest[] {
  const kinds = kindsOf(policy);
  return [...kinds.flatMap((kind) => manifests.ofKind(kind)), ...manifests.generated.filter(({ id }) => kinds.includes(id.qualifiedKind))];
}

function denies(context: RuleContext, bound: BoundPolicy, source: Manifest): boolean {
  const { namespace } = source;
  const address = addressOf(source).text();
  if (namespace === undefined || address === undefined || address.includes('${') || address.includes('<<')) return false;
  return selects(bound, namespace, namespaceOf(context, namespace)) === true && admits(context, bound, source) === false;
}

function addressOf(source: Manifest): Field {
  const fields = ['url', 'endpoint', 'image'].map((key) => source.at('spec', key));
  return fields.find((field) => field.exists) ?? fields[0];
}

function deniedBy(policy: Manifest, source: Manifest): Finding {
  return new Finding(addressOf(source), `${policy} denies ${source}, whose address it does not allow`);
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
