import { Manifest } from '../../src/manifests/manifest';
import { ManifestSet } from '../../src/manifests/manifest-set';
import { FluxVersion } from '../../src/primitives/flux-version';
import { Finding } from '../../src/verification/finding';
import { reportedFinding } from '../../src/verification/reported-finding';
import { RuleContext } from '../../src/verification/rule-context';
import { Severity } from '../../src/verification/severity';
import { verifyFleet } from '../../src/verification/verify';
import { Waiver } from '../../src/verification/waivers';

const META = { id: 'label', severity: Severity.WARNING, summary: 'S.', why: 'W.', fix: 'F.', references: [] };

interface Case {
  readonly kinds?: readonly string[];
  readonly waived?: string;
  readonly file?: string;
  readonly says?: (manifest: Manifest) => string;
  readonly clusters?: Record<string, readonly string[]>;
}

/** What is reported about the label of ConfigMaps, all of which was written at one place of a file, or at one of a program. */
function reported({ file = 'kustomization.yaml', says = (manifest) => `${manifest} is mislabelled`, clusters = {}, waived, kinds }: Case) {
  const contexts = Object.entries(clusters).map(([cluster, names]) => {
    const manifests = names.map((name, index) => {
      const object = { apiVersion: 'v1', kind: kinds?.[index] ?? 'ConfigMap', metadata: { name, namespace: 'apps', labels: { app: 'x' } } };
      const place = file === '' ? { construct: `ConfigMap '${name}'` } : { file, line: 3, column: 5 };
      return new Manifest(object, { origin: { place: () => place } });
    });
    return new RuleContext({ cluster, manifests: new ManifestSet(manifests), fluxVersion: FluxVersion.V2_9 });
  });
  const check = ({ manifests }: RuleContext) =>
    manifests.manifests.map((manifest) => new Finding(manifest.at('metadata', 'labels', 'app'), says(manifest)));
  const waivers: Waiver[] = contexts.flatMap(({ manifests }) =>
    manifests.manifests
      .filter(({ name }) => name === waived)
      .map((manifest) => ({ rule: META.id, reason: 'R.', at: manifest.root, covers: (other) => other === manifest })),
  );
  return verifyFleet(contexts, [{ meta: META, check }], waivers).map((one) => reportedFinding(one, new Set()));
}

const told = (one: Case): string[] =>
  reported(one).map(({ message, clusters, waived }) => `${clusters.join(', ')}: ${message}${waived ? ` (waived: ${waived})` : ''}`);

test.each<[string, Case, string[]]>([
  [
    'in two clusters is told about once',
    { clusters: { staging: ['a'], production: ['a'] } },
    ['staging, production: ConfigMap apps/a is mislabelled'],
  ],
  [
    'for two objects is told about once, with both',
    { clusters: { staging: ['a', 'b'] } },
    ['staging: ConfigMap apps/a is mislabelled; the same holds for ConfigMap apps/b'],
  ],
  [
    'for five objects is told about once, with all of them',
    { clusters: { staging: ['a', 'b', 'c', 'd', 'e'] } },
    [
      'staging: ConfigMap apps/a is mislabelled; the same holds for ConfigMap apps/b, ConfigMap apps/c, ConfigMap apps/d and ConfigMap apps/e',
    ],
  ],
  [
    'for two objects of different kinds is told about once, with both',
    { clusters: { staging: ['a', 'a'] }, kinds: ['ConfigMap', 'Secret'] },
    ['staging: ConfigMap apps/a is mislabelled; the same holds for Secret apps/a'],
  ],
  [
    'for some more names three of them',
    { clusters: { staging: ['a', 'b', 'c', 'd', 'e', 'f'] } },
    ['staging: ConfigMap apps/a is mislabelled; ' + 'the same holds for ConfigMap apps/b, ConfigMap apps/c, ConfigMap apps/d and 2 more'],
  ],
  [
    'that differs by more than the names of the objects stays apart',
    { clusters: { staging: ['a', 'b'] }, says: ({ name }) => `${name} lacks ${name === 'a' ? 'this' : 'that'}` },
    ['staging: a lacks this', 'staging: b lacks that'],
  ],
  [
    'names the object in other names too',
    { clusters: { staging: ['a', 'b'] }, says: ({ name }) => `no Secret apps/${name}-auth at all` },
    ['staging: no Secret apps/a-auth at all; the same holds for ConfigMap apps/b'],
  ],
  [
    'and accepted for one object counts for the others',
    { clusters: { staging: ['a', 'b', 'c'] }, waived: 'a' },
    [
      'staging: ConfigMap apps/a is mislabelled (waived: R.)',
      'staging: ConfigMap apps/b is mislabelled; the same holds for ConfigMap apps/c',
    ],
  ],
  [
    'in a program is told about for each object',
    { file: '', clusters: { staging: ['a', 'b'] } },
    ['staging: ConfigMap apps/a is mislabelled', 'staging: ConfigMap apps/b is mislabelled'],
  ],
])('what is written once %s', (_, one, messages) => {
  expect(told(one)).toEqual(messages);
});

test('an object more does not change the fingerprint of a finding', () => {
  const fingerprints = [['a'], ['a', 'b']].map((names) => reported({ clusters: { staging: names } })[0].fingerprint);
  expect(fingerprints[0]).toBe(fingerprints[1]);
});
