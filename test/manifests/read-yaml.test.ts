import { readDocuments, readManifests } from '../../src/manifests/read-yaml';

test('the documents of a file are read as by Kubernetes, without those that are empty', () => {
  expect(readDocuments('---\n# c\n---\na: yes\n---\n- 007\n', 'a.yaml')).toEqual([{ a: true }, [7]]);
});

test.each([
  ['a: 1\n---\nb: [', 'a.yaml:3:5: unexpected end of the stream within a flow collection'],
  ['a: 1\na: 2\n', 'a.yaml:2:1: the map has this key already'],
])('%j is refused with its place', (text, message) => {
  expect(() => readDocuments(text, 'a.yaml')).toThrow(new Error(message));
});

test('the items of lists are objects of their own', () => {
  const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'NamespaceList', items: [namespace('a'), namespace('b'), { kind: 'none' }] });
  expect(readManifests(text, 'a.yaml')).toEqual([
    { object: namespace('a'), origin: 'a.yaml' },
    { object: namespace('b'), origin: 'a.yaml' },
  ]);
});
