import { OnePasswordItem, OnePasswordItemProps } from '../../../src';
import { errorOf, synthOne } from '../../support/synth';

const synthWith = (props: Partial<OnePasswordItemProps> = {}) =>
  synthOne((chart) => new OnePasswordItem(chart, 'db-credentials', { vault: 'prod', item: 'database', ...props }));

test('names the item by vault and item', () => {
  expect(synthWith()).toEqual({
    apiVersion: 'onepassword.com/v1',
    kind: 'OnePasswordItem',
    metadata: { name: 'db-credentials', namespace: 'apps' },
    spec: { itemPath: 'vaults/prod/items/database' },
  });
});

test('the type stands beside the spec; what the operator, Reflector and Flux read are annotations and a label', () => {
  expect(
    synthWith({
      type: 'kubernetes.io/dockerconfigjson',
      autoRestart: true,
      watched: true,
      reflectTo: ['shop', 'postgres'],
      labels: { team: 'a' },
    }),
  ).toEqual({
    apiVersion: 'onepassword.com/v1',
    kind: 'OnePasswordItem',
    metadata: {
      name: 'db-credentials',
      namespace: 'apps',
      labels: { team: 'a', 'reconcile.fluxcd.io/watch': 'Enabled' },
      annotations: {
        'reflector.v1.k8s.emberstack.com/reflection-allowed': 'true',
        'reflector.v1.k8s.emberstack.com/reflection-allowed-namespaces': 'shop,postgres',
        'reflector.v1.k8s.emberstack.com/reflection-auto-enabled': 'true',
        'reflector.v1.k8s.emberstack.com/reflection-auto-namespaces': 'shop,postgres',
        'operator.1password.io/auto-restart': 'true',
      },
    },
    type: 'kubernetes.io/dockerconfigjson',
    spec: { itemPath: 'vaults/prod/items/database' },
  });
});

test('a path is refused where an item is asked for', () => {
  expect(errorOf(() => synthWith({ item: 'vaults/prod/items/database' }))).toBe(
    [
      "OnePasswordItem 'prod/db-credentials': item must be the id or the title of an item, without '/'; the path is made of both, " +
        'got "vaults/prod/items/database".',
      "  fix: item: 'database'",
    ].join('\n'),
  );
});

test('an empty vault is refused', () => {
  expect(errorOf(() => synthWith({ vault: '' }))).toBe(
    [
      "OnePasswordItem 'prod/db-credentials': vault must be the id or the title of a vault, without '/'; the path is made of both, got \"\".",
      "  fix: vault: 'shop'",
    ].join('\n'),
  );
});

test('an empty list of namespaces is refused, because Reflector takes it for all of them', () => {
  expect(errorOf(() => synthWith({ reflectTo: [] }))).toBe(
    [
      "OnePasswordItem 'prod/db-credentials': reflectTo must be one namespace at least; Reflector takes an empty list for every namespace, got [].",
      "  fix: reflectTo: ['shop']",
    ].join('\n'),
  );
});

test('a pattern of namespaces is refused', () => {
  expect(errorOf(() => synthWith({ reflectTo: ['team-.*'] }))).toBe(
    [
      "OnePasswordItem 'prod/db-credentials': reflectTo must be a namespace: at most 63 lower case letters, digits and '-', with a letter or " +
        'digit at both ends, got "team-.*".',
      "  fix: reflectTo: 'team'",
    ].join('\n'),
  );
});

test('the namespace of the item itself is refused, because the Secret is there already', () => {
  expect(errorOf(() => synthWith({ namespace: 'shop', reflectTo: ['shop'] }))).toBe(
    [
      "OnePasswordItem 'prod/db-credentials': reflectTo must be namespaces other than 'shop', where the Secret is already, got [\"shop\"].",
      '  fix: leave reflectTo out',
    ].join('\n'),
  );
});
