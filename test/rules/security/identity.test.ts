import { isIdentity } from '../../../src/rules/security/identity';

test.each([
  ['username', 'jo'],
  ['DB_USER', 'jo'],
  ['dbHost', 'db.example.com'],
  ['smtp.port', '25'],
  ['api-url', 'https://api.example.com/v1/things'],
  ['endpoint', 'https://example.com/a/b/version-2'],
])('%s: %s only says who or where', (key, value) => {
  expect(isIdentity(key, value)).toBe(true);
});

test.each([
  ['password', 'jo'],
  ['username', 'jo and more'],
  ['userToken', 'jo'],
  ['url', 'https://jo:hunter22@example.com'],
  ['url', 'https://example.com/?key=abc'],
  ['url', 'https://hooks.example.com/T0123456789ABCDEF'],
  ['url', 'https://example.com/a b'],
  ['hosts', 'db.example.com'],
])('%s: %s may be a secret', (key, value) => {
  expect(isIdentity(key, value)).toBe(false);
});
