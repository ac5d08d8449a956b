import { JsonPatch } from 'cdk8s';
import { Namespace, NamespaceProps } from '../../../src';
import { errorOf, synthOne } from '../../support/synth';

const synthWith = (props: NamespaceProps, id = 'team-a') => synthOne((chart) => new Namespace(chart, id, props));

test('writes a Namespace, which itself has none', () => {
  expect(synthOne((chart) => new Namespace(chart, 'team-a'))).toEqual({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'team-a' },
  });
});

test('the name, labels and annotations can be chosen', () => {
  expect(synthWith({ name: 'team-b', labels: { team: 'b' }, annotations: { owner: 'Ada' } })).toEqual({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'team-b', labels: { team: 'b' }, annotations: { owner: 'Ada' } },
  });
});

test('a json patch acts', () => {
  const manifest = synthOne((chart) =>
    new Namespace(chart, 'team-a').apiObject.addJsonPatch(JsonPatch.add('/spec', { finalizers: ['kubernetes'] })),
  );

  expect(manifest.spec).toEqual({ finalizers: ['kubernetes'] });
});

test('the namespace default is refused', () => {
  expect(errorOf(() => synthWith({}, 'default'))).toBe(
    [
      `Namespace 'prod/default': id must be a namespace of its own; 'default' has no owner, no quota and no policy, got "default".`,
      `  fix: id: 'apps'`,
    ].join('\n'),
  );
});

test.each(['team.a', 'a'.repeat(64)])('%s is refused, because a namespace is a DNS label', (name) => {
  expect(errorOf(() => synthWith({ name }))).toBe(
    [
      `Namespace 'prod/team-a': name must be a namespace: at most 63 lower case letters, digits and '-', with a letter or digit at both ends, got "${name}".`,
      `  fix: name: '${name.replace('.', '-').slice(0, 63)}'`,
    ].join('\n'),
  );
});
