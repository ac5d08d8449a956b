import { entryAt, nodeAt, readYamlFile, YamlDocument, YamlFile } from '../../../src/manifests/yaml/yaml-file';
import { YamlNode } from '../../../src/manifests/yaml/yaml-node';

const read = (text: string): YamlFile => readYamlFile(text, 'file.yaml');
const first = (text: string): YamlDocument => read(text).documents[0];
const textOf = (text: string, path: (string | number)[]): string | undefined => {
  const node = nodeAt(first(text), path);
  return node && text.slice(node.start, node.end);
};

describe('the place of a value', () => {
  test.each<[string, (string | number)[], string]>([
    ['a: b', ['a'], 'b'],
    ['a: "b" # c', ['a'], '"b"'],
    ["a: 'it''s'", ['a'], "'it''s'"],
    ['a: "b\n  c"\n', ['a'], '"b\n  c"'],
    ['a: b\n  c\nd: e', ['a'], 'b\n  c'],
    ['a: | # c\n  b\n\n\nd: e', ['a'], '| # c\n  b\n'],
    ['a: |+\n  b\n\nd: e', ['a'], '|+\n  b\n\n'],
    ['"a | b": >-\n  c\nd: e', ['a | b'], '>-\n  c\n'],
    ['a:\n  !!str\n  |\n  b\n', ['a'], '|\n  b\n'],
    ['a: &x |\n  b\n', ['a'], '|\n  b\n'],
    ['a: |', ['a'], '|'],
    ['a: !!str &x b', ['a'], 'b'],
    ['a: [b, {c: d}] # e', ['a'], '[b, {c: d}]'],
    ['a: [b, {c: d}]', ['a', 1], '{c: d}'],
    ['a: [\n  b, # ]\n]\n', ['a'], '[\n  b, # ]\n]'],
    ['a: {\n  "b": "}",\n}', ['a'], '{\n  "b": "}",\n}'],
    ['a: [b: c, d]', ['a', 0], 'b: c'],
    ['a: [{b: c}: d]', ['a', 0], '{b: c}: d'],
    ['a: {}\nb: []', ['a'], '{}'],
    ['a:\n  b: c\n  d:\n  - e\n', ['a'], 'b: c\n  d:\n  - e'],
    ['a:\n- b\n- c: d\n  e: f\n', ['a', 1], 'c: d\n  e: f'],
    ['- - a\n  - b\n', [0], '- a\n  - b'],
    ['x: &x {a: b}\nq: *x\n', ['q'], '*x'],
    ['x: &x {a: b}\nq: *x\n', ['q', 'a'], 'b'],
    ['x: &x {a: b}\nq:\n  <<: *x\n', ['q', 'a'], 'b'],
    ['\ufeff---\na: b\r\nc: d', ['c'], 'd'],
    ['%YAML 1.1\n# x\n---\na: b', ['a'], 'b'],
  ])('in %j, the value at %j is %j', (text, path, expected) => {
    expect(textOf(text, path)).toBe(expected);
  });

  test.each<[string, (string | number)[], number]>([
    ['a:', ['a'], 2],
    ['a: # c\nb: c', ['a'], 2],
    ['"a" :\n', ['a'], 5],
    ['-\n# c\n-\n- a', [1], 7],
    ['a: &x\nb: c', ['a'], 5],
    ['{a, b: }', ['a'], 2],
    ['{a, b: }', ['b'], 6],
    ['? a\n', ['a'], 3],
  ])('in %j, a value that is not written at %j has a place', (text, path, offset) => {
    expect(nodeAt(first(text), path)).toEqual({ kind: 'scalar', value: null, start: offset, end: offset, style: 'plain' });
  });

  test('is found for every node, with its style', () => {
    const scalar = (value: unknown, start: number, end: number, style: YamlNode['style'] = 'plain'): YamlNode => ({
      kind: 'scalar',
      value,
      start,
      end,
      style,
    });
    const list: YamlNode = {
      kind: 'list',
      value: [true, 'x'],
      start: 6,
      end: 15,
      style: 'flow',
      items: [scalar(true, 7, 10), scalar('x', 12, 15 - 1, 'plain')],
    };
    const text = '1: 2\na: [yes,  x]\n';
    expect(first(text).root).toEqual({
      kind: 'map',
      value: { '1': 2, a: [true, 'x'] },
      start: 0,
      end: 17,
      style: 'block',
      entries: [
        { key: scalar('1', 0, 1), value: scalar(2, 3, 4) },
        { key: scalar('a', 5, 6), value: { ...list, start: 8, end: 17, items: [scalar(true, 9, 12), scalar('x', 15, 16)] } },
      ],
    });
  });

  test('has a line and a column from 1, whatever the line breaks', () => {
    const file = read('a: 1\r\nb: 2\nc: "é😀" # x\r\n');
    const places = file.documents[0].root!.entries!.map(({ value }) => file.place(value.start));
    expect(places).toEqual([
      { line: 1, column: 4 },
      { line: 2, column: 4 },
      { line: 3, column: 4 },
    ]);
    expect([0, 1, 2, 3, 4, 5].map((line) => file.lineText(line))).toEqual(['', 'a: 1', 'b: 2', 'c: "é😀" # x', '', '']);
    expect(file.place(file.text.length)).toEqual({ line: 4, column: 1 });
  });

  test('the value of a node is that part of the data of its document', () => {
    const document = first('a: {b: [1]}');
    expect(nodeAt(document, ['a', 'b'])!.value).toEqual((document.value as any).a.b);
  });

  test('the tree of a document is read once, and only when somebody asks for it', () => {
    const document = first('a: 1');
    expect(document.root).toBe(document.root);
  });
});

describe('the node at a path', () => {
  test('is none when nothing is there', () => {
    const document = first('a: [1]');
    expect([['b'], ['a', 1], ['a', 0, 'x'], ['constructor']].map((path) => nodeAt(document, path))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([[], ['a', 0], ['b'], ['b', 'c']].map((path) => entryAt(document, path))).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('says that an alias leads to it', () => {
    const document = first('x: &x {a: b}\nq: *x\nz: {<<: *x, c: d}');
    expect([['x', 'a'], ['q'], ['q', 'a'], ['z', 'a'], ['z', 'c']].map((path) => nodeAt(document, path)?.alias)).toEqual([
      undefined,
      true,
      true,
      true,
      undefined,
    ]);
    expect(entryAt(document, ['q', 'a'])).toMatchObject({ key: { value: 'a', start: 7, alias: true }, value: { value: 'b', alias: true } });
  });

  test('is the one that counts when a key is there several times', () => {
    const text = 'a: 1\na: 2\n<<: [{a: 3, b: 4}, {b: 5}]\nb: 6';
    const document = first(text);
    expect([document.value, nodeAt(document, ['a'])?.value, nodeAt(document, ['b'])?.value]).toEqual([{ a: 3, b: 6 }, 3, 6]);
  });
});

describe('the comment of a value', () => {
  test.each<[string, (string | number)[], string | undefined]>([
    ['a: b # {"$imagepolicy": "x:y"}\n', ['a'], '{"$imagepolicy": "x:y"}'],
    ['a: b#c', ['a'], undefined],
    ['a: "b # c"', ['a'], undefined],
    ['a: "b # c"\t#  d  ', ['a'], 'd'],
    ['a: | # c\n  b # d\n', ['a'], 'c'],
    ['a: "b\n  c" # d', ['a'], 'd'],
    ['a: [b, "c # d"] # e', ['a', 0], 'e'],
    ["a: [b, 'c # d'] # e", ['a', 0], 'e'],
    ["a: [b, it's # c\n]", ['a', 0], 'c'],
    ['a:\n  b: c # d\n', ['a'], 'd'],
    ['a: # c\n  b: d\n', ['a', 'b'], undefined],
    ['a: # c\nb: d', ['a'], 'c'],
    ['a: b\n# c', ['a'], undefined],
  ])('in %j, at %j', (text, path, comment) => {
    const file = read(text);
    expect(file.commentOf(nodeAt(file.documents[0], path)!)).toBe(comment);
  });
});
