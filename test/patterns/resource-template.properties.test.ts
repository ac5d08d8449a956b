import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { Inputs, ResourceTemplate } from '../../src';
import { expandResourceSet } from '../../src/manifests/resource-set/expand-resource-set';
import { slugify } from '../../src/manifests/resource-set/slugify';

/** A value of a program: fixed, or from an input. */
type Part = string | { readonly input: 'word' | 'any' | 'count' | 'slug' };
type Value =
  readonly Part[] | { readonly typed: 'count' | 'flag' | 'tree' } | { readonly fields: Readonly<Record<string, Value>> } | Value[];

interface InputSet {
  readonly word: string;
  readonly any: string;
  readonly count: number;
  readonly flag: boolean;
  readonly tree: Record<string, unknown>;
}

/** What templates and YAML could trip over. */
const awkward = fc.constantFrom(
  ...[
    '<<',
    '<',
    '<<<',
    '>>',
    '<< x >>',
    'cat <<EOF\n',
    '{{ .x }}',
    '${X}',
    ': ',
    ' #',
    '"',
    "'",
    '`',
    '\\',
    '%',
    '%s',
    '\n',
    '\t',
    '- ',
    '-',
  ],
  ...[
    '',
    ' ',
    '1',
    '0x',
    '1e',
    '.',
    'e-',
    '~',
    'null',
    'true',
    'on',
    '2001-01-',
    '&a',
    '*a',
    '!a',
    '@',
    '|',
    '>',
    '?',
    ',',
    '[',
    '{',
    '=',
    'flux-',
    './',
    'é',
    '\u2028',
  ],
);
/** Quoting of rarer characters is Go's own, and not known to the expander. */
const plainText = fc.string({ unit: fc.constantFrom(...'abcXYZ019 -_./:#\'"<>%`\\&*!|{}[],?@~=$\n\t') });
const text = fc.oneof(
  awkward.filter((one) => one !== '\u2028'),
  plainText,
);
const word = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,8}$/);

const inputSet: fc.Arbitrary<InputSet> = fc.record({
  word,
  any: text,
  count: fc.integer({ min: -9999, max: 999999 }),
  flag: fc.boolean(),
  tree: fc.dictionary(
    fc.stringMatching(/^[a-z]{1,4}$/),
    fc.oneof(text, fc.integer({ min: 0, max: 99 }), fc.boolean(), fc.array(text, { maxLength: 2 })),
  ),
});

const part: fc.Arbitrary<Part> = fc.oneof(
  { weight: 2, arbitrary: fc.oneof(awkward, plainText) },
  { weight: 2, arbitrary: fc.constantFrom<Part>({ input: 'word' }, { input: 'any' }, { input: 'count' }, { input: 'slug' }) },
);
const parts = fc.array(part, { minLength: 1, maxLength: 4 });
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    parts as fc.Arbitrary<Value>,
    fc.constantFrom<Value>({ typed: 'count' }, { typed: 'flag' }, { typed: 'tree' }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), tie('value'), { maxKeys: 3 }).map((fields) => ({ fields })),
  ),
}));

/** A program: a construct made from the inputs, whatever gives them. */
interface Source {
  text(part: Exclude<Part, string>): string;
  typed(name: 'count' | 'flag' | 'tree'): unknown;
}

function build(source: Source, program: Value): unknown {
  if ('typed' in program) return source.typed(program.typed);
  if ('fields' in program) return Object.fromEntries(Object.entries(program.fields).map(([key, inner]) => [key, build(source, inner)]));
  return (program as Part[]).map((one) => (typeof one === 'string' ? one : source.text(one))).join('');
}

/** The object that is meant for one set. */
function meant(set: InputSet, program: Value): unknown {
  const source: Source = {
    text: ({ input }) => (input === 'slug' ? slugify(set.any) : String(set[input])),
    typed: (name) => set[name],
  };
  return objectOf(`x-${set.word}`, build(source, program));
}

function objectOf(name: string, data: unknown): Record<string, any> {
  return { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name }, spec: { data } };
}

/** What the operator makes of the template. */
function made(sets: InputSet[], program: Value) {
  const chart = new Chart(new App(), 'apps', { disableResourceNameHashes: true });
  const template = new ResourceTemplate(chart, 'things', { inputs: [Inputs.list(sets)] });
  const source: Source = {
    text: ({ input }) => (input === 'slug' ? template.slug('any') : template.input(input)),
    typed: (name) => template[({ count: 'int', flag: 'bool', tree: 'value' } as const)[name]](name),
  };
  define(template, objectOf(`x-${template.input('word')}`, build(source, program)));
  return expandResourceSet(template.resourceSet.apiObject.toJson(), []);
}

function define(scope: Construct, { apiVersion, kind, metadata, ...body }: Record<string, any>): void {
  new ApiObject(scope, 'thing', { apiVersion, kind, metadata, ...body });
}

test('what a template makes for each set is what its constructs mean with the values of the set', () => {
  const sets = fc.uniqueArray(inputSet, { minLength: 1, maxLength: 3, selector: ({ word: name }) => name });
  let known = 0;
  fc.assert(
    fc.property(sets, value, (inputs, program) => {
      const { objects, problems, unknown } = made(inputs, program);
      // What Go does beyond what the expander knows is no defect of the template.
      if (unknown !== undefined) return;
      known++;
      expect(problems).toEqual([]);
      expect(objects.map(({ object }) => object)).toEqual(inputs.map((set) => meant(set, program)));
    }),
    { numRuns: 1000 },
  );
  expect(known).toBeGreaterThan(850);
});
