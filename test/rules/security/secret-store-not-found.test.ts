import { SecretStoreNotFound } from '../../../src/rules/security/secret-store-not-found/rule';
import { contextsOf } from '../../support/rule-fixture';

const object = (kind: string, name: string, namespace?: string, spec = '{}'): string =>
  `{ apiVersion: external-secrets.io/v1, kind: ${kind}, metadata: { name: ${name}, namespace: ${namespace ?? 'null'} }, spec: ${spec} }`;

/** What is said about an ExternalSecret `shop/db` that names a store. */
function said(store: string, ...stores: string[]): (string | undefined)[] {
  const [context] = contextsOf([...stores, object('ExternalSecret', 'db', 'shop', `{ secretStoreRef: ${store} }`)].join('\n---\n'));
  return new SecretStoreNotFound().check(context).flatMap(({ message, fix, severity }) => [severity, message, fix]);
}

test('a store of another namespace, or of the other kind, is named as the one that was meant', () => {
  expect(said('{ name: aws }', object('SecretStore', 'aws', 'billing'))).toEqual([
    'warning',
    'ExternalSecret shop/db reads from SecretStore shop/aws, which the cluster does not have',
    'There is SecretStore billing/aws, in a namespace in which ExternalSecret shop/db does not look. Add SecretStore shop/aws to the cluster or declare it as external.',
  ]);
  expect(said('{ name: fleet }', object('ClusterSecretStore', 'fleet'))).toEqual([
    'warning',
    'ExternalSecret shop/db reads from SecretStore shop/fleet, which the cluster does not have',
    'There is ClusterSecretStore fleet: write kind: ClusterSecretStore.',
  ]);
  expect(
    said('{ kind: ClusterSecretStore, name: aws }', object('SecretStore', 'aws', 'billing'), object('SecretStore', 'aws', 'shop')),
  ).toEqual([
    'warning',
    'ExternalSecret shop/db reads from ClusterSecretStore aws, which the cluster does not have',
    'There is SecretStore shop/aws: write kind: SecretStore.',
  ]);
});

test('where nothing is like it, somebody may have made it by hand', () => {
  expect(said('{ kind: ClusterSecretStore, name: vault }')).toEqual([
    'info',
    'ExternalSecret shop/db reads from ClusterSecretStore vault, which the cluster does not have',
    undefined,
  ]);
});
