import { readYamlFile } from '../../../src/manifests/yaml/yaml-file';

const problemsOf = (text: string): unknown[] => {
  const file = readYamlFile(text, 'file.yaml');
  return file.problems.map(({ kind, message, start }) => [kind, message, file.place(start)]);
};
const valuesOf = (text: string): unknown[] => readYamlFile(text, 'file.yaml').documents.map(({ value }) => value);

describe('a file with a problem', () => {
  test('a broken document does not hide the others', () => {
    const text = 'a: 1\n---\nb: [\n---\nc: |\n  ---\n  x\n---\nd: "\n--- \ne: 1\n';
    expect(valuesOf(text)).toEqual([{ a: 1 }, undefined, { c: '---\nx\n' }, undefined, { e: 1 }]);
    expect(problemsOf(text)).toEqual([
      ['malformed', 'unexpected end of the stream within a flow collection', { line: 4, column: 1 }],
      ['malformed', 'unexpected end of the stream within a double quoted scalar', { line: 10, column: 1 }],
    ]);
  });

  test('documents reach from their `---` to the next one', () => {
    const text = '# c\n---\na: 1\n---\n---\n# only a comment\n---\nb: 2\n...\nc: 3\n...\n%YAML 1.1\n---\nd: 4';
    const { documents } = readYamlFile(text, 'file.yaml');
    expect(documents.map(({ value, root, start, end }) => [value, root !== undefined, text.slice(start, end)])).toEqual([
      [{ a: 1 }, true, '---\na: 1\n'],
      [null, false, '---\n'],
      [null, false, '---\n# only a comment\n'],
      [{ b: 2 }, true, '---\nb: 2'],
      [{ c: 3 }, true, '\n...\nc: 3\n...\n'],
      [{ d: 4 }, true, '%YAML 1.1\n---\nd: 4'],
    ]);
  });

  test.each<[string, unknown]>([
    ['', []],
    ['# c\n', []],
    ['\ufeff', []],
    ['---', [null]],
    ['~', [null]],
  ])('%j has the documents %j', (text, values) => {
    expect([valuesOf(text), problemsOf(text)]).toEqual([values, []]);
  });

  test.each<[string, string, number, number]>([
    ['...', 'a `...` must end a document', 1, 1],
    ['# c\n\n...\na: 1\n', 'a `...` must end a document', 3, 1],
    ['# c\n%YAML 1.2\n---\na: 1\n', 'the version of YAML must be 1.1', 2, 1],
    ['a: 1\n...\n%YAML 1.2\n---\nb: 2\n', 'the version of YAML must be 1.1', 3, 1],
    ['a:\n  - [b, :c]\n', 'expected a text: in brackets none starts with a colon', 2, 9],
  ])('%j is refused', (text, message, line, column) => {
    expect(problemsOf(text)).toEqual([['malformed', message, { line, column }]]);
  });

  test('a key that is there twice is told with its place, and the last one counts', () => {
    const text = 'a:\n  b: 1\n  c: 2\n  b: 3\n"1": x\n1: z\n';
    expect(valuesOf(text)).toEqual([{ a: { b: 3, c: 2 }, '1': 'z' }]);
    expect(problemsOf(text)).toEqual([
      ['duplicate-key', 'the map has this key already', { line: 4, column: 3 }],
      ['duplicate-key', 'the map has this key already', { line: 6, column: 1 }],
    ]);
  });

  test('a key that is merged in is none that is there twice', () => {
    expect(problemsOf('<<: {a: 1}\na: 2\n<<: {b: 1}\nb: 2')).toEqual([]);
    expect(problemsOf('<<: {a: 1}\na: 2\na: 3')).toEqual([['duplicate-key', 'the map has this key already', { line: 3, column: 1 }]]);
  });

  test('what Kubernetes refuses leaves the rest to be read', () => {
    const text = 'a: *x\nb: !!int x\nc: .inf\n? [k]\n: d\n~: e\n<<: f\ng: 1';
    expect(valuesOf(text)).toEqual([{ a: null, b: 'x', c: Infinity, null: 'e', g: 1 }]);
    expect(problemsOf(text)).toEqual([
      ['malformed', 'the alias has no anchor', { line: 1, column: 4 }],
      ['malformed', 'the value is not what its tag says', { line: 2, column: 10 }],
      ['malformed', 'JSON has no such number', { line: 3, column: 4 }],
      ['malformed', 'a key must not be a list or a map', { line: 4, column: 3 }],
      ['malformed', 'a key must not be null', { line: 6, column: 1 }],
      ['malformed', 'only maps can be merged with `<<`', { line: 7, column: 5 }],
    ]);
  });

  test('a number beyond 63 bits is refused as a key, and as a key alone', () => {
    expect(problemsOf('9223372036854775807: a\n-9223372036854775808: b\n1e30: c\nd: 18446744073709551615')).toEqual([]);
    expect(problemsOf('a: 1\n9223372036854775808: b\n0xFFFFFFFFFFFFFFFF: c')).toEqual([
      ['malformed', 'a key must not be a number beyond 63 bits', { line: 2, column: 1 }],
      ['malformed', 'a key must not be a number beyond 63 bits', { line: 3, column: 1 }],
    ]);
  });

  test('a message never holds a value', () => {
    const secret = 'hunter2';
    const texts = [
      `!${secret}!x`,
      `!a!${secret}`,
      `!a:${secret}"^`,
      `*${secret}`,
      `&${secret} *${secret}`,
      `"${secret}`,
      `@${secret}`,
      `${secret}: ${secret}: x`,
      `!!int ${secret}`,
      `!!binary ${secret}`,
      `%${secret}\n`,
      `[${secret}`,
      `"\\${secret}"`,
      `!<${secret}^>`,
      `!a^${secret}`,
    ];
    const messages = texts.flatMap((text) => readYamlFile(`password: ${text}\nb: [`, 'x').problems.map(({ message }) => message));
    expect(messages.filter((message) => message.includes(secret))).toEqual([]);
    expect(messages.length).toBeGreaterThanOrEqual(texts.length);
    expect(problemsOf('a: !x!y z')).toEqual([['malformed', 'undeclared tag handle', { line: 1, column: 4 }]]);
  });

  test('`__proto__` is a key like any other', () => {
    const [value] = valuesOf('a: {__proto__: {polluted: 1}}\n__proto__: {polluted: 2}\n<<: {__proto__: {polluted: 3}}') as [
      Record<string, unknown>,
    ];
    expect(Object.keys(value)).toEqual(['a', '__proto__']);
    expect(JSON.stringify(value)).toBe('{"a":{"__proto__":{"polluted":1}},"__proto__":{"polluted":3}}');
    expect([(value as { polluted?: unknown }).polluted, ({} as { polluted?: unknown }).polluted]).toEqual([undefined, undefined]);
  });
});

describe('a hostile file', () => {
  const aliases = [...'bcdefghij'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`);
  const N = 100_000;

  test.each<[string, string, string, string]>([
    ['brackets', '['.repeat(N), 'too-deep', 'more than 200 lists and maps inside each other'],
    ['braces', '{'.repeat(N), 'too-deep', 'more than 200 lists and maps inside each other'],
    ['dashes', '- '.repeat(N), 'too-deep', 'more than 200 lists and maps inside each other'],
    ['explicit keys', '? '.repeat(N), 'too-deep', 'more than 200 lists and maps inside each other'],
    ['aliases of aliases', `a: &a [x]\n${aliases.join('\n')}`, 'alias-bomb', 'aliases that stand for too many values'],
    ['one list many times', `a: &a [${'x,'.repeat(N)}]\nb: [${'*a,'.repeat(N)}]`, 'alias-bomb', 'aliases that stand for too many values'],
    [
      'merged maps',
      `${'{<<: '.repeat(150)}{${Array.from({ length: 1000 }, (_, i) => `k${i}: 1`).join()}}${'}'.repeat(150)}`,
      'alias-bomb',
      'aliases that stand for too many values',
    ],
    ['a NUL', 'a: "\0"', 'not-text', 'the file is no text: it has a NUL character'],
    ['11 MB', 'x'.repeat(11_000_000), 'too-large', 'the file is larger than 10 MiB'],
  ])('of %s is refused', (_, text, kind, message) => {
    const { documents, problems } = readYamlFile(text, 'file.yaml');
    expect(problems).toEqual([{ kind, message, start: expect.any(Number) as number, end: expect.any(Number) as number }]);
    expect(documents.map(({ value, root }) => [value, root]).flat()).toEqual(documents.flatMap(() => [undefined, undefined]));
  });

  test.each<[string, string]>([
    ['digits', `a: ${'9'.repeat(500_000)}`],
    ['zeros', `a: ${'0'.repeat(500_000)}`],
    ['underscores', `a: .${'_'.repeat(500_000)}`],
    ['line breaks', '\r\n'.repeat(500_000)],
    ['dashes', '-'.repeat(500_000)],
    ['blank lines in a block', `a: |\n${'\n'.repeat(500_000)}`],
    ['base64', `a: !!binary ${'aaaa'.repeat(500_000)}`],
    ['comments', `a:\n${'# x\n'.repeat(500_000)}`],
    ['lines of brackets without indentation', `a: [\n${'1,\n'.repeat(N)}]`],
    ['brackets on one line', `a: [${'[],'.repeat(N)}]`],
    ['anchors', `a: [${'&x ,'.repeat(N)}]`],
    ['lines of a text', `a: ${'x\n '.repeat(N)}`],
    ['escapes', `a: "${'\\x41'.repeat(N)}"`],
    ['declarations of tags', `${Array.from({ length: N }, (_, i) => `%TAG !a${i}! x\n`).join('')}---\nx`],
  ])('of %s is read', (_, text) => {
    expect(problemsOf(text)).toEqual([]);
  });
});
