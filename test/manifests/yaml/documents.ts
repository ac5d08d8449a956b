import fc from 'fast-check';
import { dump } from 'js-yaml';
import { readYamlFile, YamlDocument } from '../../../src/manifests/yaml/yaml-file';
import { YamlNode } from '../../../src/manifests/yaml/yaml-node';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Path = (string | number)[];

export const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.stringMatching(/^[ \ta-c\n'"#:,\-[\]{}]{0,10}$/),
  fc.constantFrom(
    'yes',
    'null',
    '0644',
    '1e3',
    '<<',
    '',
    '~',
    '# x',
    'a: b',
    '---',
    '...',
    'a\n',
    '\n',
    'a\n\n b\n',
    'x y',
    '${v}',
    '*a',
    '&a',
    '!a',
    '@',
  ),
);
export const json = fc.letrec<{ value: Json; map: { [key: string]: Json } }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('map'),
  ),
  map: fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));
const style = fc.record({
  indent: fc.constantFrom(2, 4),
  seqNoIndent: fc.boolean(),
  lineWidth: fc.constantFrom(-1, 10, 80),
  flowLevel: fc.constantFrom(-1, 1, 2, 3),
  forceQuotes: fc.boolean(),
  quoteStyle: fc.constantFrom<'single' | 'double'>('single', 'double'),
  seqInlineFirst: fc.boolean(),
});

/** Documents as people and tools write them, and the data they were written from. */
export const written = fc
  .record({ data: json.map, style, crlf: fc.boolean(), last: fc.boolean() })
  .map(({ data, style: options, crlf, last }) => {
    const printed = dump(data, { ...options, noRefs: true });
    const hasBlock = /[|>][-+0-9]*\n/.test(printed);
    const commented = hasBlock ? printed : printed.replace(/^( *\w+: \w+)$/gm, '$1 # c');
    const broken = crlf ? commented.replaceAll('\n', '\r\n') : commented;
    return { data: JSON.parse(JSON.stringify(data)) as Json, source: last || hasBlock ? broken : broken.replace(/\r?\n$/, '') };
  })
  // js-yaml writes `{:a: 0}`, which Kubernetes does not read: a text in brackets must not start with a colon.
  .filter(({ source }) => !/[[{,]\s*:/.test(source));

/** Pieces of YAML in any order: mostly nonsense, sometimes not. */
export const pieces = fc
  .array(
    fc.constantFrom(
      'a',
      'b',
      ': ',
      ':',
      '- ',
      '-',
      '\n',
      '\n  ',
      ' ',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      ', ',
      ' # c',
      '|\n  ',
      '>-\n  ',
      '&x ',
      '*x',
      '!!str ',
      '!t ',
      '? ',
      '1',
      'yes',
      '<<: ',
      '~',
      'é',
      '"x"',
      "'y'",
      '\t',
      '\r\n',
      'a: 1\n',
      '\n---\n',
      '...\n',
      '\ufeff',
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

const nodesOf = (node: YamlNode, path: Path = []): { node: YamlNode; path: Path }[] => [
  { node, path },
  ...(node.items ?? []).flatMap((item, index) => nodesOf(item, [...path, index])),
  ...(node.entries ?? []).filter(({ merge }) => !merge).flatMap(({ key, value }) => nodesOf(value, [...path, key.value as string])),
];
export const nodesIn = (document: YamlDocument): { node: YamlNode; path: Path }[] => (document.root ? nodesOf(document.root) : []);
export const plainData = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, item: unknown) => (Object.is(item, -0) ? 0 : item)));
export const read = (source: string): YamlDocument =>
  readYamlFile(source, 'file.yaml').documents[0] ?? { ...readYamlFile('---', '').documents[0] };
