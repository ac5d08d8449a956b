import { ObjectId } from '../../src/manifests/object-id';
import { External, Externals } from '../../src/verification/externals';

const found = (one: External, group: string, kind: string, id: string): boolean => {
  const [namespace, name] = id.includes('/') ? id.split('/') : [undefined, id];
  return new Externals([one]).find(new ObjectId(group, kind, name, namespace)) !== undefined;
};

test.each<[string, External, string, string, string]>([
  ['of its name', { kind: 'Secret', name: 'git', namespace: 'apps' }, '', 'Secret', 'apps/git'],
  ['of the whole cluster', { kind: 'Namespace', name: 'apps' }, '', 'Namespace', 'apps'],
  ['of any name', { kind: 'Secret', name: '*', namespace: 'apps' }, '', 'Secret', 'apps/git'],
  ['of any namespace', { kind: 'Secret', name: 'git', namespace: '*' }, '', 'Secret', 'apps/git'],
  ['of its kind without the group', { kind: 'Bucket', name: 'a', namespace: 'b' }, 'source.toolkit.fluxcd.io', 'Bucket', 'b/a'],
  [
    'of its whole kind',
    { kind: 'Bucket.source.toolkit.fluxcd.io', name: 'a', namespace: 'b' },
    'source.toolkit.fluxcd.io',
    'Bucket',
    'b/a',
  ],
])('what is declared is the object %s', (_, one, group, kind, id) => {
  expect(found(one, group, kind, id)).toBe(true);
});

test.each<[string, External, string]>([
  ['of another kind', { kind: 'ConfigMap', name: 'git', namespace: 'apps' }, 'apps/git'],
  ['of another group', { kind: 'Secret.example.com', name: 'git', namespace: 'apps' }, 'apps/git'],
  ['of another name', { kind: 'Secret', name: 'git', namespace: 'apps' }, 'apps/other'],
  ['of another namespace', { kind: 'Secret', name: 'git', namespace: 'apps' }, 'other/git'],
  ['in a namespace, where none is declared', { kind: 'Secret', name: 'git' }, 'apps/git'],
  ['of any name elsewhere', { kind: 'Secret', name: '*', namespace: 'apps' }, 'other/git'],
])('what is declared is no object %s', (_, one, id) => {
  expect(found(one, '', 'Secret', id)).toBe(false);
});

test('of several the first one that fits is found, by its whole kind before any other', () => {
  const declared = [
    { kind: 'Bucket', name: 'a', namespace: 'b' },
    { kind: 'Bucket', name: '*', namespace: 'b' },
    { kind: 'Bucket.source.toolkit.fluxcd.io', name: 'c', namespace: 'b' },
  ];
  const externals = new Externals(declared);
  expect(externals.declared).toEqual(declared);
  const named = (name: string) => externals.find(new ObjectId('source.toolkit.fluxcd.io', 'Bucket', name, 'b'));
  expect([named('a'), named('c'), named('d')]).toEqual([declared[0], declared[2], declared[1]]);
});

test('a project that declares something declares all that it has, unless it is said otherwise', () => {
  const one = { kind: 'Secret', name: 'git', namespace: 'apps' };
  expect([new Externals().any, new Externals([one]).any, new Externals([one], false).any, new Externals([], true).any]).toEqual([
    false,
    true,
    false,
    true,
  ]);
  expect(new Externals().declared).toEqual([]);
});
