import { ManifestSet } from '../../../src/manifests/manifest-set';
import { YamlSource } from '../../../src/manifests/yaml-source';
import { FluxVersion } from '../../../src/primitives/flux-version';
import { PlaintextSecret } from '../../../src/rules/security/plaintext-secret/rule';
import { RuleContext } from '../../../src/verification/rule-context';

const SECRET = `apiVersion: v1
kind: Secret
metadata: { name: dns, namespace: apps }
stringData: { token: correct-horse }
`;

/** What is said about two clusters of a repository, of which the second one reads a file. */
function messages(text: string, ...paths: string[]): string[][] {
  const repositoryFiles = paths.map((path) => new YamlSource(path, text));
  const contexts = ['a', 'b'].map(
    (cluster) =>
      new RuleContext({
        cluster,
        manifests: new ManifestSet([]),
        fluxVersion: FluxVersion.V2_9,
        files: cluster === 'b' ? repositoryFiles.filter(({ path }) => path.startsWith('read/')) : [],
        repositoryFiles,
      }),
  );
  RuleContext._join(contexts);
  return contexts.map((context) => new PlaintextSecret().check(context).map(({ message, field }) => `${field.place.file}: ${message}`));
}

test('a Secret that no cluster reads is told about once', () => {
  expect(messages(SECRET, 'infra/dns.yaml')).toEqual([['infra/dns.yaml: Secret apps/dns has token in plain text'], []]);
});

test('a Secret that a cluster reads is told about there', () => {
  expect(messages(SECRET, 'read/dns.yaml')).toEqual([[], ['read/dns.yaml: Secret apps/dns has token in plain text']]);
});

test('examples, tests and charts only look like Secrets', () => {
  expect(messages(SECRET, 'examples/dns.yaml', 'dns.example.yaml', 'test/dns.yaml', 'chart/templates/dns.yaml')).toEqual([[], []]);
});

test('an encrypted Secret, and what is none, is left alone', () => {
  const encrypted = SECRET.replace('correct-horse', 'ENC[AES256_GCM,data:x]');
  expect([messages(encrypted, 'dns.yaml'), messages(SECRET.replace('kind: Secret', 'kind: ConfigMap'), 'dns.yaml')]).toEqual([
    [[], []],
    [[], []],
  ]);
});
