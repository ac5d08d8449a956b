import { YamlSource } from '../../../src/manifests/yaml-source';
import { leafAt, parseTargetPath } from '../../../src/rules/helm/target-path';

test.each<[string, (string | number)[]]>([
  ['a', ['a']],
  ['a.b.c', ['a', 'b', 'c']],
  ['a[0]', ['a', 0]],
  ['a[12].b[3]', ['a', 12, 'b', 3]],
  ['a[0][1]', ['a', 0, 1]],
  ['a\\.b.c', ['a.b', 'c']],
  ['a\\[0]', ['a[0]']],
  ['a\\', ['a']],
  ['a[b]', ['a[b]']],
  ['a[123456]', ['a[123456]']],
  ['a..b.', ['a', 'b']],
  ['', []],
])('%j is the way %j', (path, steps) => {
  expect(parseTargetPath(path)).toEqual(steps);
});

test.each<[(string | number)[], string | undefined]>([
  [['a', 'b'], 'values.a.b'],
  [['list', 0, 'x'], 'values.list'],
  [['list'], 'values.list'],
  [['a'], undefined],
  [['a', 'missing'], undefined],
  [['empty'], 'values.empty'],
])('below values, %j leads to %s', (steps, path) => {
  const [document] = new YamlSource('a.yaml', 'values: { a: { b: 1 }, list: [{ x: 1 }], empty: {} }').documents;
  expect(leafAt(document.at('values'), steps)?.path).toBe(path);
});
