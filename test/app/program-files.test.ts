import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigMap, HelmReleaseFromOci, ProgramFiles } from '../../src';
import { filesOfCluster, objectsByName, PODINFO } from '../support/fleet';
import { errorOf } from '../support/synth';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-fluxcd-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test('values of a chart come from a file, with the scalars that Helm reads', () => {
  const path = file('values.yaml', 'zone: .\ntime: 22:22\nenabled: yes\nmode: 0o644\nreplicas: 2\nempty: null\ndate: 2024-01-02\n');
  const objects = objectsByName(
    filesOfCluster(({ apps }) => new HelmReleaseFromOci(apps, 'podinfo', { ...PODINFO, values: ProgramFiles.yaml(path) })),
  );

  expect(objects['HelmRelease podinfo/podinfo'].spec.values).toEqual({
    zone: '.',
    time: '22:22',
    enabled: true,
    mode: 420,
    replicas: 2,
    empty: null,
    date: '2024-01-02',
  });
});

test('a ConfigMap is made of the files of a directory, and keeps its name', () => {
  file('b.json', '{"b": 1}\n');
  file('a.json', '{"a": 1}');
  file('.hidden', 'no');
  const objects = objectsByName(
    filesOfCluster(({ apps }) => new ConfigMap(apps, 'dashboards', { namespace: 'web', data: ProgramFiles.texts(folder) })),
  );

  expect(objects['ConfigMap web/dashboards'].data).toEqual({ 'a.json': '{"a": 1}', 'b.json': '{"b": 1}\n' });
  expect(ProgramFiles.text(join(folder, 'a.json'))).toBe('{"a": 1}');
});

test('a file that programs share by a link is read like any other', () => {
  const shared = file('shared.yaml', 'replicas: 2\n');
  const directory = join(folder, 'dashboards');
  mkdirSync(join(directory, 'sub'), { recursive: true });
  symlinkSync(shared, join(directory, 'linked.yaml'));
  symlinkSync(directory, join(folder, 'linked'));

  expect(ProgramFiles.yaml(join(directory, 'linked.yaml'))).toEqual({ replicas: 2 });
  expect(ProgramFiles.texts(join(folder, 'linked'))).toEqual({ 'linked.yaml': 'replicas: 2\n' });
});

test('a link that leads nowhere is refused, and not left out', () => {
  const link = join(folder, 'broken.json');
  symlinkSync(join(folder, 'gone.json'), link);

  expect(errorOf(() => ProgramFiles.texts(folder))).toBe(
    `ProgramFiles.texts(): path must be an existing file, relative to the working directory of the program, got "${link}".\n  fix: correct the path`,
  );
});

test.each([
  [
    'a file that is missing',
    () => ProgramFiles.yaml('none.yaml'),
    'ProgramFiles.yaml(): path must be an existing file, relative to the working directory of the program, got "none.yaml".\n  fix: correct the path',
  ],
  [
    'a directory that is missing',
    () => ProgramFiles.texts('none'),
    'ProgramFiles.texts(): path must be an existing directory, got "none".\n  fix: ProgramFiles.texts(\'dashboards\')',
  ],
])('%s is refused', (_what, act, message) => {
  expect(errorOf(act)).toBe(message);
});

test.each([
  ['a list', '- a\n', 'a file of one document that is a map'],
  ['two documents', 'a: 1\n---\nb: 1\n', 'a file of one document that is a map'],
  ['a key twice', 'a: 1\na: 2\n', 'valid YAML'],
  ['no text', new Uint8Array([0xff, 0xfe, 0x00]), 'a file of text in UTF-8'],
])('%s is no values file', (_what, content, mustBe) => {
  const path = file('values.yaml', content);

  expect(errorOf(() => ProgramFiles.yaml(path))).toContain(`ProgramFiles.yaml(): path must be ${mustBe}`);
});

test.each(['', 'a: 1\n---\n'])(
  'behind %j what SOPS has encrypted is refused, as the program would only copy what nobody can read',
  (before) => {
    const encrypted = 'password: ENC[AES256_GCM,data:c2VjcmV0,iv:aXY=,tag:dGFn,type:str]\nsops:\n  mac: ENC[AES256_GCM,data:bWFj]\n';
    const path = file('values.yaml', before + encrypted);

    expect(errorOf(() => ProgramFiles.yaml(path))).toBe(
      [
        `ProgramFiles.yaml(): path must be a file that is not encrypted; only the cluster decrypts what SOPS has encrypted, got "${path}".`,
        "  fix: include('secrets') of a layer for the directory of the file, and ValuesFrom.secret('app-values') for the Secret in it",
      ].join('\n'),
    );
  },
);

test('a chart may have values that are called sops', () => {
  expect(ProgramFiles.yaml(file('values.yaml', 'sops:\n  enabled: true\n  mac: none\n'))).toEqual({ sops: { enabled: true, mac: 'none' } });
});
