import { READ, REFUSED_AT } from './go-sentences';
import { readYamlFile } from '../../../src/manifests/yaml/yaml-file';

describe('a text that readers of YAML disagree about is read as by Kubernetes', () => {
  test.each(READ)('%s', (_sentence, text, data) => {
    const { documents, problems } = readYamlFile(text, 'file.yaml');
    expect([documents.map(({ value }) => value), problems]).toEqual([[data], []]);
  });

  test.each(REFUSED_AT)('refused: %s', (_sentence, text, message, line, column) => {
    const file = readYamlFile(text, 'file.yaml');
    expect(file.problems.map((problem) => [problem.kind, problem.message, file.place(problem.start)])).toEqual([
      ['malformed', message, { line, column }],
    ]);
  });
});

describe('what stands behind the first document, which Kubernetes does not read', () => {
  test.each<[string, unknown, number, number]>([
    ['{a: 1} b', { a: 1 }, 1, 8],
    ['"a":1', 'a', 1, 4],
    ['a\n: b', 'a', 2, 1],
    ['[]: a', [], 1, 3],
    ['[? a : b]: c', [{ a: 'b' }], 1, 10],
    ['&x &y a', null, 1, 4],
  ])('in %j, is a problem and no part of it', (text, value, line, column) => {
    const file = readYamlFile(text, 'file.yaml');
    expect(file.documents.map((document) => document.value)).toEqual([value, undefined]);
    expect(file.problems.map(({ message, start }) => [message, file.place(start)])).toEqual([
      ['expected a document separator: Kubernetes does not read what stands here', { line, column }],
    ]);
  });

  test('is a document when a `...` stands in between', () => {
    const { documents, problems } = readYamlFile('a: 1\n...\n...\nb: 2\n...\n', 'file.yaml');
    expect([documents.map(({ value }) => value), problems]).toEqual([[{ a: 1 }, { b: 2 }], []]);
  });
});
