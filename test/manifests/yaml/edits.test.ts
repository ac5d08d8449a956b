import { addEntry, applyEdits, removeEntry, renameKey, replaceScalar, TextEdit } from '../../../src/manifests/yaml/edits';
import { entryAt, nodeAt, readYamlFile, YamlDocument, YamlFile } from '../../../src/manifests/yaml/yaml-file';

type Path = (string | number)[];

/** The text after an edit, or nothing when there is none. */
const edited = (text: string, edit: (file: YamlFile, document: YamlDocument) => TextEdit | undefined): string | undefined => {
  const file = readYamlFile(text, 'file.yaml');
  const change = edit(file, file.documents[0]);
  return change && applyEdits(text, [change]);
};
const replaced = (text: string, path: Path, value: string | number | boolean): string | undefined =>
  edited(text, (file, document) => replaceScalar(file, nodeAt(document, path)!, value));
const removed = (text: string, path: Path): string | undefined => edited(text, (file, document) => removeEntry(file, document, path));
const added = (text: string, path: Path, key: string, value: unknown): string | undefined =>
  edited(text, (file, document) => addEntry(file, document, path, key, value));

describe('replacing a scalar', () => {
  test.each<[string, Path, string | number | boolean, string]>([
    ['a: b # c\n', ['a'], 'd', 'a: d # c\n'],
    ['a: "b"\n', ['a'], 'd', 'a: "d"\n'],
    ["a: 'b'\n", ['a'], "it's", "a: 'it''s'\n"],
    ["a: 'b'\n", ['a'], 'c\nd', 'a: "c\\nd"\n'],
    ['a: b\n', ['a'], 'yes', 'a: "yes"\n'],
    ['a: b\n', ['a'], 'x: "z"', 'a: "x: \\"z\\""\n'],
    ['a: [b, c]', ['a', 0], 'd, e', 'a: ["d, e", c]'],
    ['a: 1.2.3', ['a'], '1.2.4', 'a: 1.2.4'],
    ['a: 1', ['a'], '22:22', 'a: "22:22"'],
    ['a: "true"', ['a'], true, 'a: true'],
    ['a: b', ['a'], 1e21, 'a: 1.0e+21'],
    ['a:', ['a'], 'b', 'a: b'],
    ['a: # c\n', ['a'], 'b', 'a: b # c\n'],
    ['- a\n-\n', [1], 'b', '- a\n- b\n'],
    ['{a, b: }', ['a'], 1, '{a: 1, b: }'],
    ['{a, b: }', ['b'], 1, '{a, b: 1 }'],
    ['a: &x\nb: *x', ['a'], 'c', 'a: &x c\nb: *x'],
    ['a: &x 1\nb: *x', ['b'], 'c', 'a: &x 1\nb: c'],
    ['a: |\n   b\n   c\nd: e\n', ['a'], 'f\n\n  g\n', 'a: |\n   f\n\n     g\nd: e\n'],
    ['a: >-\r\n  b\r\nd: e\r\n', ['a'], 'f\ng', 'a: |-\r\n  f\r\n  g\r\nd: e\r\n'],
    ['a: |\n  b\nd: e\n', ['a'], 'f', 'a: f\nd: e\n'],
    ['a: |\n  b\n\nd: e\n', ['a'], 'f\n\n', 'a: "f\\n\\n"\n\nd: e\n'],
    ['a: |\n  b', ['a'], 'f\ng', 'a: |-\n  f\n  g\n'],
  ])('in %j at %j by %j gives %j', (text, path, value, expected) => {
    expect(replaced(text, path, value)).toBe(expected);
  });
});

describe('renaming a key', () => {
  test.each<[string, Path, string, string]>([
    ['a: b # c\n', ['a'], 'd', 'd: b # c\n'],
    ['"a": b\n', ['a'], 'd', '"d": b\n'],
    ['a:\n  b: c\n', ['a', 'b'], 'on', 'a:\n  "on": c\n'],
    ['a: {b: c}\n', ['a', 'b'], 'd', 'a: {d: c}\n'],
  ])('in %j at %j to %j gives %j', (text, path, key, expected) => {
    expect(edited(text, (file, document) => renameKey(file, entryAt(document, path)!, key))).toBe(expected);
  });
});

describe('removing an entry', () => {
  test.each<[string, Path, string | undefined]>([
    ['a: 1 # one\nb: 2\n', ['a'], 'b: 2\n'],
    ['a: 1\nb: 2 # two', ['b'], 'a: 1\n'],
    ['a: 1\r\nb:\r\n  c: d # e\r\n  f: g\r\nh: 1\r\n', ['b'], 'a: 1\r\nh: 1\r\n'],
    ['a: |\n  x\n\nb: 2\n', ['a'], '\nb: 2\n'],
    ['a: |+\n  x\n\nb: 2\n', ['a'], 'b: 2\n'],
    ['a:\n  - b # c\n  - d\n', ['a', 0], 'a:\n  - d\n'],
    ['a:\n- b: 1\n  c: 2\n- d\n', ['a', 0], 'a:\n- d\n'],
    ['a:\n- b: 1 # x\n  c: 2\n- d\n', ['a', 0, 'b'], 'a:\n- c: 2\n- d\n'],
    ['a:\n- b: 1\n  # about c\n  c: 2\n', ['a', 0, 'b'], undefined],
    ['a:\n- b: 1\n  c: 2\n', ['a', 0, 'c'], 'a:\n- b: 1\n'],
    ['a:\n-\n- c\n', ['a', 0], 'a:\n- c\n'],
    ['a:\n  b: 1 # x\nc: 2\n', ['a', 'b'], 'a: {} # x\nc: 2\n'],
    ['a:\n  - b\nc: 2\n', ['a', 0], 'a: []\nc: 2\n'],
    ['a: # x\n  b: 1\nc: 2\n', ['a', 'b'], 'a: # x\n  {}\nc: 2\n'],
    ['a: |\n  x\n', ['a'], '{}\n'],
    ['a: {b: 1, c: 2}\n', ['a', 'b'], undefined],
    ['a: &x 1\nb: *x\n', ['a'], undefined],
    ['p: &x\n  a: 1\n  b: 2\nq: *x\n', ['q', 'a'], undefined],
    ['a: 1\na: 2\nb: 3\n', ['a'], undefined],
    ['<<: {a: 1}\na: 2\nb: 3\n', ['a'], undefined],
    ['a: 1\n', ['b'], undefined],
    ['a: 1\n', [], undefined],
  ])('of %j at %j gives %j', (text, path, expected) => {
    expect(removed(text, path)).toBe(expected);
  });

  test('of a further document leaves the first one', () => {
    const file = readYamlFile('a: 1\n---\na: 1\nb: 2\n', 'file.yaml');
    expect(applyEdits(file.text, [removeEntry(file, file.documents[1], ['a'])!])).toBe('a: 1\n---\nb: 2\n');
  });
});

describe('adding an entry', () => {
  test.each<[string, Path, unknown, string | undefined]>([
    ['a: 1 # one\n', [], 'x', 'a: 1 # one\nnew: x\n'],
    ['a: 1', [], 'x', 'a: 1\nnew: x'],
    ['a:\r\n   b: c\r\nd: e\r\n', ['a'], true, 'a:\r\n   b: c\r\n   new: true\r\nd: e\r\n'],
    ['a:\n  - b: c\n  - d\n', ['a', 0], 5, 'a:\n  - b: c\n    new: 5\n  - d\n'],
    ['a:\n  b: |+\n    c\n\nd: e\n', ['a'], 'x', 'a:\n  b: |+\n    c\n\n  new: x\nd: e\n'],
    ['a:\n  b: |\n    c\n\nd: e\n', ['a'], 'x', 'a:\n  b: |\n    c\n  new: x\n\nd: e\n'],
    [
      'a: 1\n',
      [],
      { b: [1, { c: 'd\n', e: [] }, [2]], f: {}, g: null, h: undefined },
      'a: 1\nnew:\n  b:\n    - 1\n    - c: "d\\n"\n      e: []\n    - - 2\n  f: {}\n  g: null\n',
    ],
    ['a: 1\n# end\n', [], 'x', 'a: 1\nnew: x\n# end\n'],
    ['a: |\n  b', [], 'x', undefined],
    ['a: {b: 1}\n', ['a'], 'x', undefined],
    ['a: {}\n', ['a'], 'x', undefined],
    ['a:\n', ['a'], 'x', undefined],
    ['new: 1\n', [], 'x', undefined],
    ['p: &x\n  a: 1\nq: *x\n', ['q'], 'x', undefined],
    ['? a: 1\n: b\n', ['c'], 'x', undefined],
  ])('to %j at %j gives, for %j, %j', (text, path, value, expected) => {
    expect(added(text, path, 'new', value)).toBe(expected);
  });
});

describe('several edits', () => {
  test('are made together, whatever their order', () => {
    const edits = [
      { start: 4, end: 5, text: 'E' },
      { start: 0, end: 1, text: 'A' },
      { start: 2, end: 2, text: '-' },
      { start: 2, end: 2, text: '+' },
    ];
    expect(applyEdits('abcdef', edits)).toBe('Ab-+cdEf');
  });

  test('that overlap are not: the one further down is dropped', () => {
    const edits = [
      { start: 1, end: 4, text: 'X' },
      { start: 3, end: 5, text: 'Y' },
      { start: 1, end: 4, text: 'X' },
      { start: 4, end: 4, text: '!' },
      { start: 4, end: 4, text: '!' },
    ];
    expect(applyEdits('abcdef', edits)).toBe('aX!ef');
  });
});
