import { Manifest } from '../../../src/manifests/manifest';
import { YamlSource } from '../../../src/manifests/yaml-source';
import { belongsEncrypted, isEncrypted, isOfSops, plainText } from '../../../src/rules/security/sops';

const secret = (body: string): Manifest =>
  new YamlSource('a.yaml', `apiVersion: v1\nkind: Secret\nmetadata: { name: a }\n${body}`).documents[0];
const fieldsOf = (object: Manifest, map = 'stringData') => object.at(map).entries();

test.each([
  ['stringData: { a: "ENC[x]" }\nsops: { mac: x }', true],
  ['stringData: { a: "ENC[x]", b: plain }\nsops: { mac: x }', true],
  ['stringData: { a: "ENC[x]", sops_mac: "ENC[y]" }', true],
  ['stringData: { a: "ENC[x]" }', false],
  ['stringData: { a: plain }\nsops: { mac: x }', false],
  ['stringData: { a: plain, sops_mac: "ENC[y]" }', false],
  ['stringData: { a: "ENC[x]" }\nsops: {}', false],
  ['stringData: { a: "ENC[x]", sops_version: 3 }', false],
])('%j is encrypted: %s', (body, expected) => {
  const object = secret(body);
  expect(isEncrypted(object, fieldsOf(object))).toBe(expected);
});

test.each([
  ['encrypted_regex: ^(data|stringData)$', true],
  ['encrypted_regex: ^data$', false],
  ['encrypted_regex: ^token$', true],
  ['encrypted_regex: "("', false],
  ['unencrypted_regex: ^metadata$', true],
  ['unencrypted_regex: ^stringData$', false],
  ['unencrypted_regex: "("', false],
  [`unencrypted_regex: ${'x'.repeat(200)}`, true],
  [`unencrypted_regex: ${'x'.repeat(201)}`, false],
  ['encrypted_suffix: Data', true],
  ['encrypted_suffix: data', false],
  ['unencrypted_suffix: _open', true],
  ['unencrypted_suffix: ken', false],
  ['mac: x', false],
])('what SOPS wrote down as %s says that a value belongs encrypted: %s', (rule, expected) => {
  const object = secret(`stringData: { token: plain }\nsops: { ${rule} }`);
  expect(belongsEncrypted(object, fieldsOf(object)[0])).toBe(expected);
});

test('of a key that is longer than any nobody can tell', () => {
  const [short, long] = [200, 201].map((length) => secret(`stringData: { ${'k'.repeat(length)}: plain }\nsops: { encrypted_regex: k }`));
  expect([short, long].map((object) => belongsEncrypted(object, fieldsOf(object)[0]))).toEqual([true, false]);
});

test('a value of data is decoded, one that is encrypted is not', () => {
  const object = secret('data: { a: cGxhaW4=, b: "ENC[x]" }\nstringData: { a: cGxhaW4=, sops_mac: 1 }');
  expect(fieldsOf(object, 'data').map(plainText)).toEqual(['plain', 'ENC[x]']);
  expect(fieldsOf(object).map((field) => [plainText(field), isOfSops(field)])).toEqual([
    ['cGxhaW4=', false],
    ['1', true],
  ]);
});
