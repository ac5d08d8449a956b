import { credentialIn } from '../../../src/rules/security/credential';
import { cpuTimeOf } from '../../support/cpu-time';

/** Joined here, so that nobody who scans this repository for credentials finds some. */
const made = (...parts: string[]): string => parts.join('');
const RANDOM = made('9fB2xQ7LmZ4v', 'T8wR1kYc');

test.each([
  ['key', made('-----BEGIN OPENSSH ', 'PRIVATE KEY-----'), 'a private key'],
  ['key', made('-----BEGIN PGP ', 'PRIVATE KEY BLOCK-----'), 'a private key'],
  ['id', made('AK', 'IAQ3EGRPXYZ2BCDLMN'), 'an access key of AWS'],
  ['x', made('gh', 'p_', 'aB3dE6gH9jK2mN5pQ8rS1tU4vW7xY0zA2bC4'), 'a token of GitHub'],
  ['x', made('github', '_pat_', 'aB3dE6gH9jK2mN5pQ8rS1t'), 'a token of GitHub'],
  ['x', made('gl', 'pat-', 'aB3dE6gH9jK2mN5pQ8rS'), 'a token of GitLab'],
  ['x', made('xo', 'xb-', '1234567890-abcdef'), 'a token of Slack'],
  ['x', made('https://hooks.slack', '.com/services/T0000000/B0000000/', 'aB3dE6gH9jK2mN5p'), 'a webhook of Slack'],
  ['x', made('ey', 'JhbGciOiJIUzI1NiJ9.', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0.', 'dozjgNryP4J3jVmNHl0w5N'), 'a JSON web token'],
  ['x', made('AGE-SECRET', '-KEY-1', 'Q'.repeat(58)), 'a key of age'],
  ['x', made('AI', 'za', 'a'.repeat(35)), 'a key of Google'],
  ['x', made('sk', '_live_', 'aB3dE6gH9jK2mN5pQ8rS'), 'a key of Stripe'],
  ['x', made('dckr', '_pat_', 'aB3dE6gH9jK2mN5pQ8rS'), 'a token of Docker Hub'],
  ['x', made('np', 'm_', 'a'.repeat(36)), 'a token of npm'],
  ['uri', 'amqp://shop:correct-horse@mq:5672', 'an address with a password'],
  ['password', 'changeme', 'a password'],
  ['adminPassword', 'admin', 'a password'],
  ['DB_PASSWD', 'x1', 'a password'],
  ['db-passphrase', 'correct-horse', 'a password'],
  ['spring.datasource.password', 'correct-horse', 'a password'],
  ['password', 12345, 'a password'],
  ['apiKey', RANDOM, 'a secret'],
  ['API_TOKEN', RANDOM, 'a secret'],
  ['clientSecret', RANDOM, 'a secret'],
  ['secret', RANDOM, 'a secret'],
  ['aws.secretAccess.key', RANDOM, 'a secret'],
  ['awsAccessKey', RANDOM, 'a secret'],
])('%s: %s', (key, value, expected) => {
  expect(credentialIn(key, value)).toBe(expected);
});

test.each([
  ['passwordKey', 'password'],
  ['existingPassword', 'shop'],
  ['passwordRef', 'shop'],
  ['passwordPolicy', 'strict'],
  ['existingSecret', RANDOM],
  ['secretName', RANDOM],
  ['imagePullSecret', RANDOM],
  ['name', RANDOM],
  ['password', ''],
  ['password', '   '],
  ['password', true],
  ['password', null],
  ['password', { a: 'b' }],
  ['password', 'false'],
  ['password', '${PASSWORD}'],
  ['password', '$(PASSWORD)'],
  ['password', '<< inputs.password >>'],
  ['password', '{{ .Values.password }}'],
  ['password', '<password>'],
  ['password', 'REPLACE_ME'],
  ['password', 'CHANGE_ME_PLEASE'],
  ['password', 'your-password'],
  ['password', 'xxxx'],
  ['password', '********'],
  ['password', 'ENC[AES256_GCM,data:x]'],
  ['password', '/etc/secrets/password'],
  ['password', 'file:///etc/secrets/password'],
  ['password', 'op://vault/item/password'],
  ['password', 'vault:secret/data/x#y'],
  ['password', 'ref+awssecrets://x'],
  ['password', '$2a$10$abcdefghijklmnopqrstuv'],
  ['password', 'grafana-admin-password'],
  ['password', 'Words that explain what to do'],
  ['token', 'my-token'],
  ['token', 'aaaaaaaaaaaaaaaaaaaa1'],
  ['token', '3f2504e0-4f89-11d3-9a0c-0305e82c3301'],
  ['apiKey', 'registry-01-example-com'],
  ['secretKey', 'abcdefghijklmnopqrst'],
  ['secretKey', '12345678901234567890'],
  ['secretKey', 'short1'],
  ['maxToken', 4096],
  ['digest', made('sha256:', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08')],
  ['url', 'https://user@example.com/path:x@y'],
  ['url', 'https://example.com:8443/a@b'],
  ['url', 'postgres://shop:${PASSWORD}@db/shop'],
  ['url', 'postgres://user:password@db/shop'],
  ['url', 'postgres://user:<password>@db/shop'],
  ['url', 'postgres://user:CHANGE_ME@db/shop'],
  ['aws', made('AK', 'IAIOSFODNN7EXAMPLE')],
])('%s: %s is none', (key, value) => {
  expect(credentialIn(key, value)).toBeUndefined();
});

test('no text takes long', () => {
  const texts = [
    'a'.repeat(200_000),
    'a://' + ':'.repeat(100_000),
    'eyJ'.repeat(60_000),
    '-----BEGIN '.repeat(20_000),
    'a-'.repeat(100_000),
  ];
  const judge = () => {
    for (const text of texts) for (const key of ['password', 'token']) credentialIn(key, text);
  };

  expect(cpuTimeOf(judge)).toBeLessThan(4_000);
});
