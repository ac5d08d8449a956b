import { Manifest } from '../../src/manifests/manifest';
import { YamlSource } from '../../src/manifests/yaml-source';
import { Finding, FindingOptions } from '../../src/verification/finding';
import { Judged } from '../../src/verification/judged';
import { ReportedFinding, reportedFinding } from '../../src/verification/reported-finding';
import { Severity } from '../../src/verification/severity';

const META = {
  id: 'one',
  severity: Severity.WARNING,
  summary: 'S.',
  why: 'W.',
  fix: 'F.',
  references: ['https://acme.io/one', 'https://acme.io/more'],
};

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: apps\n';

const documentOf = (text: string): Manifest => new YamlSource('apps/a.yaml', text).documents[0];

interface Case extends FindingOptions {
  readonly manifest?: Manifest;
  readonly path?: string[];
  readonly message?: string;
  readonly judged?: Partial<Judged>;
  readonly own?: string[];
}

function reported({ manifest = documentOf(CONFIG_MAP), path = [], message = 'M', judged = {}, own = [], ...options }: Case = {}) {
  const finding = new Finding(manifest.at(...path), message, options);
  return reportedFinding({ rule: META, finding, severity: Severity.WARNING, clusters: ['staging'], ...judged }, new Set(own));
}

test('a finding in a file is reported with all that is known about it', () => {
  const at = documentOf(CONFIG_MAP).root;
  const judged = {
    severity: Severity.ERROR,
    clusters: ['production', 'staging'],
    alike: ['ConfigMap apps/b'],
    waiver: { rule: 'one', reason: 'R.', at, covers: () => true },
  };
  expect(reported({ path: ['metadata', 'name'], fix: 'rename it', judged })).toEqual<ReportedFinding>({
    rule: 'one',
    severity: Severity.ERROR,
    message: 'M; the same holds for ConfigMap apps/b',
    cluster: 'production',
    clusters: ['production', 'staging'],
    object: { apiVersion: 'v1', kind: 'ConfigMap', name: 'a', namespace: 'apps' },
    construct: undefined,
    file: 'apps/a.yaml',
    line: 4,
    column: 3,
    path: 'metadata.name',
    why: 'W.',
    fix: 'rename it',
    docs: 'https://acme.io/one',
    fingerprint: '905749625a31fca7',
    waived: 'R.',
  });
});

test('a finding about an object of a program names the construct', () => {
  const place = { construct: "ConfigMap 'edge/a'", file: 'fleet.ts', line: 9, column: 2 };
  const manifest = new Manifest(documentOf(CONFIG_MAP).object, { origin: { place: () => place } });
  const { construct, file, line, column, fix, waived } = reported({ manifest });
  expect({ construct, file, line, column, fix, waived }).toEqual({ ...place, fix: 'F.', waived: undefined });
});

test.each([
  ['an object of the whole cluster tells no namespace', 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }', 'Namespace'],
  ['a kustomization file tells no object', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization', undefined],
  ['a document with a name and no kind tells no object', 'metadata: { name: a }', undefined],
])('a finding about %s', (_, text, kind) => {
  expect(reported({ manifest: documentOf(text) }).object).toStrictEqual(kind && { apiVersion: 'v1', kind, name: 'a' });
});

test('our rules have a page of ours, those of a user what they refer to first', () => {
  const pages = 'https://github.com/cdk8s-fluxcd/cdk8s-fluxcd/blob/main/docs/rules';
  expect(reported({ own: ['one'] }).docs).toBe(`${pages}/one.md`);
  expect(reported({ own: ['two'] }).docs).toBe('https://acme.io/one');
  expect(reported({ judged: { rule: { ...META, id: 'unused-waiver' } } }).docs).toBe(`${pages}/unused-waiver.md`);
});

test('a finding is known by its rule, file, object, field and message, whatever its line', () => {
  const first = reported({ path: ['metadata'] });
  const named = (path: string, text: string): Manifest => new YamlSource(path, text).documents[0];
  const others: Case[] = [
    { judged: { rule: { ...META, id: 'two' } } },
    { manifest: named('apps/b.yaml', CONFIG_MAP) },
    { manifest: documentOf(CONFIG_MAP.replace('name: a', 'name: b')) },
    { path: ['metadata', 'name'] },
    { message: 'N' },
  ];
  const fingerprints = others.map((one) => reported({ path: ['metadata'], ...one }).fingerprint);
  expect(new Set([first.fingerprint, ...fingerprints]).size).toBe(others.length + 1);
  expect(reported({ path: ['metadata'], manifest: documentOf(`# Moved.\n\n${CONFIG_MAP}`) }).fingerprint).toBe(first.fingerprint);
});

test('in a program a finding is known by its construct, whatever the file', () => {
  const inProgram = (construct: string, file: string): string => {
    const manifest = new Manifest(documentOf(CONFIG_MAP).object, { origin: { place: () => ({ construct, file, line: 1, column: 1 }) } });
    return reported({ manifest }).fingerprint;
  };
  expect(inProgram("ConfigMap 'a'", 'a.ts')).toBe(inProgram("ConfigMap 'a'", 'b.ts'));
  expect(inProgram("ConfigMap 'a'", 'a.ts')).not.toBe(inProgram("ConfigMap 'b'", 'a.ts'));
});
