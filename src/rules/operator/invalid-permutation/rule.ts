import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { providerKey } from '../../../primitives/provider-inputs';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { fieldWhere, ResourceSet, resourceSetsIn, templatesOf, textsIn } from '../resource-sets';
import { inputsIn } from '../template-names';
import { inputsAskedFor } from '../used-inputs';

const MOST = 10_000;
/** `filter.limit` when nobody sets it. */
const DEFAULT_LIMIT = 100;

/** A ResourceSet combines more inputs than the operator takes, or names them wrongly. */
export class InvalidPermutation implements IRule {
  public readonly meta: RuleMeta = {
    id: 'invalid-permutation',
    severity: Severity.ERROR,
    summary: 'A ResourceSet permutes too many inputs, or names a provider in a template other than the operator does.',
    why:
      'Permute combines each input set of one provider with each of all others, 10,000 at most, and providers give up to 100 sets unless ' +
      'filter.limit says less. In templates a provider has its name in lower case, with _ for punctuation.',
    fix: 'Set filter.limit of the providers, and write inputs.<name> with the name of the provider in lower case and _ for - and dots.',
    references: ['https://fluxoperator.dev/docs/crd/resourceset/#input-strategy'],
    kinds: [Kind.RESOURCE_SET],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return resourceSetsIn(manifests)
      .filter(({ isPermuted }) => isPermuted)
      .flatMap((resourceSet) => [...tooMany(resourceSet), ...wrongKeys(resourceSet), ...foreignKeys(resourceSet)]);
  }
}

function tooMany({ manifest, inputs, providers }: ResourceSet): Finding[] {
  const own = inputs[0].sets?.length ?? 0;
  const most = providers.map(limitOf).reduce((product, limit) => product * limit, Math.max(own, 1));
  if (most <= MOST) return [];
  const isCertain = inputs.every(({ sets }) => sets !== undefined);
  const message = `${manifest} ${isCertain ? 'has' : 'may have'} ${most} permutations, and the operator takes ${MOST}`;
  return [new Finding(manifest.at('spec', 'inputStrategy'), message, { severity: isCertain ? Severity.ERROR : Severity.WARNING })];
}

function limitOf(provider: Manifest): number {
  if (provider.at('spec', 'type').text() === 'Static') return 1;
  const { value } = provider.at('spec', 'filter', 'limit');
  return typeof value === 'number' ? value : DEFAULT_LIMIT;
}

function wrongKeys({ manifest, inputs }: ResourceSet): Finding[] {
  const keys = new Set(inputs.map(({ name }) => providerKey(name)));
  const wrong = (name: string | undefined): boolean => name !== undefined && !keys.has(name) && keys.has(providerKey(name));
  return templatesOf(manifest).flatMap(({ field }) => {
    const used = textsIn(field).flatMap((text) => inputsIn(text.text()!).map(([first]) => first));
    const name = used.find(wrong);
    return name === undefined
      ? []
      : [
          finding(
            manifest,
            fieldWhere(field, (text) => inputsIn(text).some(([first]) => first === name)),
            name,
          ),
        ];
  });
}

function finding(manifest: Manifest, field: Field, name: string): Finding {
  return new Finding(field, `${manifest} uses inputs.${name}, which is called inputs.${providerKey(name)} when inputs are permuted`);
}

/** Inputs below the name of no provider. Where all inputs are known, building the templates says so. */
function foreignKeys({ manifest, inputs }: ResourceSet): Finding[] {
  const isLive = inputs.some(({ sets }) => sets === undefined);
  const isOpen = manifest
    .at('spec', 'inputsFrom')
    .items()
    .some((from) => from.at('selector').exists);
  if (!isLive || isOpen) return [];
  const keys = ['id', ...inputs.map(({ name }) => providerKey(name))];
  const isForeign = ([first]: string[]): boolean => first !== undefined && !keys.includes(first) && !keys.includes(providerKey(first));
  const texts = templatesOf(manifest).flatMap(({ field }) => textsIn(field));
  // It is the same mistake in all templates.
  const text = texts.find((each) => inputsAskedFor(each.text()!).some(isForeign));
  if (!text) return [];
  const [first] = inputsAskedFor(text.text()!).find(isForeign)!;
  const fix = `Write inputs.<provider>.${first}, with one of ${keys.slice(1).join(', ')}.`;
  return [new Finding(text, `${manifest} uses inputs.${first}, and inputs that are permuted are below the names of providers`, { fix })];
}
