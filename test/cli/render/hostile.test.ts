import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFleet } from '../../../cli/load-fleet';
import {
  HAS_KUSTOMIZE,
  appliedIn,
  configMap,
  inDirectory,
  instance,
  kustomization,
  load,
  placeText,
  problemsIn,
  unseenIn,
  write,
} from './fleet-support';

const APPS = {
  'clusters/prod/flux-system/i.yaml': instance('clusters/prod'),
  'clusters/prod/apps.yaml': kustomization('apps', './apps'),
};
const GOOD = { 'apps/good.yaml': configMap('good') };

/** What the cluster has of the directory, what its files say, and what is reported of the build. */
async function judge(files: Record<string, string | Buffer>) {
  const fleet = await load({ ...APPS, ...files });
  const [context] = fleet.contexts;
  const problems = context.files.flatMap((file) => file.problems.map(({ kind, place }) => `${placeText(place)} ${kind}`));
  return { fleet, context, applied: appliedIn(context)['Kustomization flux-system/apps'], problems, build: problemsIn(context) };
}

describe('a file that cannot be read leaves the rest to be judged', () => {
  test.each([
    ['malformed', 'a: [\n', 'malformed'],
    ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe, 0]), 'not-text'],
    ['of another encoding', Buffer.from('a: caf\xe9\n', 'latin1'), 'not-text'],
    ['huge', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 'too-large'],
    ['too deep', `${'['.repeat(20_000)}\n`, 'too-deep'],
    [
      'a bomb of aliases',
      [
        'a: &a [x, x, x, x, x, x, x, x, x]',
        ...'bcdefghij'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(', ')}]`),
      ].join('\n'),
      'alias-bomb',
    ],
  ])('%s', async (_, content, kind) => {
    const { applied, problems } = await judge({ ...GOOD, 'apps/bad.yaml': content });
    expect(applied).toEqual(['ConfigMap apps/good']);
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^apps/bad\\.yaml(:\\d+)? ${kind}$`))]);
  });

  test('duplicate keys are told, and the object is judged', async () => {
    const { applied, problems } = await judge({ 'apps/bad.yaml': configMap('bad', { key: 'a' }) + '  key: b\n' });
    expect(applied).toEqual(['ConfigMap apps/bad']);
    expect(problems).toEqual(['apps/bad.yaml:8 duplicate-key']);
  });

  test('line breaks of Windows and a byte order mark are no problem', async () => {
    const { applied, problems, build } = await judge({ 'apps/a.yaml': `\ufeff${configMap('a').replaceAll('\n', '\r\n')}` });
    expect({ applied, problems, build }).toEqual({ applied: ['ConfigMap apps/a'], problems: [], build: [] });
  });

  test('a file that no cluster reaches is told too, templates of charts are not', async () => {
    const { fleet } = await judge({
      ...GOOD,
      'docs/bad.yaml': 'a: [\n',
      'charts/web/Chart.yaml': 'name: web\n',
      'charts/web/templates/web.yaml': '{{- if .Values.x }}\na: b\n{{- end }}\n',
    });
    expect(fleet.unreadable.map(({ path, kind, place }) => ({ path, kind, line: place.line }))).toEqual([
      { path: 'docs/bad.yaml', kind: 'malformed', line: 2 },
    ]);
  });

  test('a kustomization file that cannot be read hides what it lists', async () => {
    const { applied, context, build } = await judge({ ...GOOD, 'apps/kustomization.yaml': 'resources: [\n' });
    expect(applied).toBeUndefined();
    expect(build).toEqual(['apps/kustomization.yaml:1 kustomize-build-fails: the kustomization file cannot be read']);
    expect(unseenIn(context)).toHaveLength(1);
  });

  test.skipIf(!HAS_KUSTOMIZE)('with kustomize, what cannot be read is left out of the build', async () => {
    const { applied, problems, build } = await judge({
      ...GOOD,
      'apps/kustomization.yaml': 'namespace: x\nresources: [good.yaml, bad.yaml, values.yaml]\n',
      'apps/bad.yaml': `${configMap('first')}---\na: [\n`,
      'apps/values.yaml': 'replicas: 1\n',
    });
    expect(applied).toEqual(['ConfigMap x/first', 'ConfigMap x/good']);
    expect(problems).toEqual(['apps/bad.yaml:10 malformed']);
    expect(build).toEqual(['apps/values.yaml:1 kustomize-build-fails: the document is no Kubernetes object: it has no kind']);
  });
});

describe('a kustomization that is not what it seems', () => {
  test.each([
    ['lists itself', { 'apps/kustomization.yaml': 'resources: [., good.yaml]\n' }, 'the kustomization lists itself, by this entry'],
    [
      'lists itself through another',
      { 'apps/kustomization.yaml': 'resources: [good.yaml, sub]\n', 'apps/sub/kustomization.yaml': 'resources: [..]\n' },
      'the kustomization lists itself, by this entry',
    ],
    [
      'lists a file twice',
      { 'apps/kustomization.yaml': 'resources: [good.yaml, good.yaml]\n' },
      'ConfigMap apps/good is listed twice, which kustomize refuses',
    ],
    ['leads out', { 'apps/kustomization.yaml': 'resources: [good.yaml, ../../../../etc/passwd]\n' }, 'the path leads out of the artifact'],
    ['is absolute', { 'apps/kustomization.yaml': 'resources: [good.yaml, /etc/passwd]\n' }, 'the path leads out of the artifact'],
    ['lists what is not there', { 'apps/kustomization.yaml': 'resources: [good.yaml, gone.yaml]\n' }, 'gone.yaml does not exist'],
    ['lists no text', { 'apps/kustomization.yaml': 'resources: [good.yaml, { a: b }]\n' }, 'an entry of resources must be a path'],
  ])('%s', async (_, files, message) => {
    const { applied, build } = await judge({ ...GOOD, ...(files as Record<string, string>) });
    expect(applied).toEqual(['ConfigMap apps/good']);
    expect(build).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    ['is a Kustomization of Flux', kustomization('x', './x'), 'a kustomization file must hold a Kustomization of kustomize.config.k8s.io'],
    ['has an unknown field', 'resources: [good.yaml]\nresource: []\n', 'kustomize knows no field "resource" in a kustomization file'],
    ['runs helm', 'helmCharts: [{ name: x, repo: "https://x" }]\n', 'Flux does not let kustomize run helm'],
    ['patches with a file that is not there', 'resources: [good.yaml]\npatches: [{ path: gone.yaml }]\n', 'gone.yaml does not exist'],
    ['patches with a file outside', 'resources: [good.yaml]\npatches: [{ path: ../../../x }]\n', 'the path leads out of the artifact'],
    ['generates from a file outside', 'secretGenerator: [{ name: x, files: [passwd=/etc/passwd] }]\n', '/etc/passwd does not exist'],
    ['runs a plugin', 'resources: [good.yaml]\ngenerators: [plugin.yaml]\n', 'Flux does not let kustomize run the plugin ChartInflator'],
  ])('%s', async (_, text, message) => {
    const plugin = 'apiVersion: someteam.example.com/v1\nkind: ChartInflator\nmetadata: { name: x }\n';
    const { applied, build, context } = await judge({ ...GOOD, 'apps/kustomization.yaml': text, 'apps/plugin.yaml': plugin });
    expect(applied).toBeUndefined();
    expect(build).toEqual([expect.stringContaining(message)]);
    expect(unseenIn(context)).toHaveLength(1);
  });

  test.each([
    ['https://github.com/acme/base'],
    ['github.com/acme/base?ref=v1'],
    ['git@github.com:acme/base.git'],
    ['git::ssh://x/y'],
    ['https://x/releases/download/v1/install.yaml'],
    ['https://me:secret@x/a.yaml', 'https://x/a.yaml'],
  ])('what stands elsewhere is left out and not fetched: %s', async (base, shown = base) => {
    const { applied, build, fleet } = await judge({ ...GOOD, 'apps/kustomization.yaml': `resources: [good.yaml, "${base}"]\n` });
    expect(applied).toEqual(['ConfigMap apps/good']);
    expect(build).toEqual([]);
    expect(fleet.notRendered.map(({ place, reason }) => `${placeText(place)} ${reason}`)).toEqual([
      `apps/kustomization.yaml:1 ${shown} is not fetched`,
    ]);
  });

  test('those that list each other twice end, however many there would be', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `apps/${index}/kustomization.yaml`,
        index === 59 ? 'resources: []\n' : `resources: [../${index + 1}, ../${index + 1}/../${index + 1}]\n`,
      ]),
    );
    const { build } = await judge({ ...files, 'apps/kustomization.yaml': 'resources: ["0"]\n' });
    expect(build).toEqual(['apps/kustomization.yaml:1 kustomize-build-fails: more than 10000 kustomizations are listed']);
  });
});

describe('objects that apply each other', () => {
  test('a Kustomization that applies itself, and two that apply each other', async () => {
    const { contexts } = await load({
      ...APPS,
      'apps/self.yaml': kustomization('apps', './apps'),
      'apps/other.yaml': kustomization('other', './other'),
      'other/back.yaml': kustomization('apps', './apps'),
    });
    expect(appliedIn(contexts[0])).toEqual({
      sync: ['Kustomization flux-system/apps', 'FluxInstance flux-system/flux'],
      'Kustomization flux-system/apps': ['Kustomization flux-system/other'],
      'Kustomization flux-system/other': ['Kustomization flux-system/apps'],
    });
  });

  test('a chain that makes itself longer ends', async () => {
    const { contexts } = await load({
      ...APPS,
      'apps/self.yaml': kustomization('x', './apps', '  postBuild: { substitute: { N: "${N}x" } }\n').replace('name: x', 'name: ${N:=a}x'),
    });
    expect(contexts[0].manifests.manifests.length).toBeLessThan(50);
  });
});

describe('links', () => {
  test('are not followed, and told when they lead out or around', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'fleet-outside-'));
    write(outside, { 'secret.yaml': configMap('outside') });
    await inDirectory({ ...APPS, ...GOOD }, async (directory) => {
      symlinkSync(join(outside, 'secret.yaml'), join(directory, 'apps/out.yaml'));
      symlinkSync(outside, join(directory, 'apps/outdir'));
      symlinkSync('.', join(directory, 'apps/circle'));
      symlinkSync('self', join(directory, 'apps/self'));
      symlinkSync('good.yaml', join(directory, 'apps/inside.yaml'));
      const { contexts, unreadable } = await loadFleet({ directory });
      expect(appliedIn(contexts[0])['Kustomization flux-system/apps']).toEqual(['ConfigMap apps/good']);
      expect(unreadable.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
        'apps/circle link-cycle',
        'apps/out.yaml link-outside',
        'apps/outdir link-outside',
        'apps/self link-cycle',
      ]);
    });
    rmSync(outside, { recursive: true });
  });

  test.skipIf(process.platform === 'win32')('a pipe and a file without rights stop nothing', async () => {
    await inDirectory({ ...APPS, ...GOOD, 'apps/closed.yaml': configMap('closed') }, async (directory) => {
      execFileSync('mkfifo', [join(directory, 'apps/pipe.yaml')]);
      chmodSync(join(directory, 'apps/closed.yaml'), 0);
      const { contexts } = await loadFleet({ directory });
      expect(appliedIn(contexts[0])['Kustomization flux-system/apps']).toContain('ConfigMap apps/good');
    });
  });
});

describe('secrets', () => {
  const CANARY = 'c4n4ry-in-the-mine';

  test('are in no message, whatever is wrong with them', async () => {
    const secret = `apiVersion: v1\nkind: Secret\nmetadata: { name: s }\nstringData: { password: ${CANARY} }\n`;
    const broken = [
      { 'apps/kustomization.yaml': `secretGenerator: [{ name: x, literals: [${CANARY}] }]\n` },
      { 'apps/kustomization.yaml': `secretGenerator: [{ name: x, envs: [.env] }]\n`, 'apps/.env': `a b ${CANARY}\n=${CANARY}\n` },
      { 'apps/kustomization.yaml': 'namespace: x\nresources: [s.yaml]\n', 'apps/s.yaml': `${secret}  - ${CANARY}\n` },
      { 'apps/s.yaml': `${secret}${CANARY}\n` },
      { 'apps/s.yaml': `stringData: { password: *${CANARY} }\n` },
      {
        'apps/kustomization.yaml': `resources: [s.yaml]\npatches:\n  - patch: |\n      ${CANARY}\n    target: { kind: Secret }\n`,
        'apps/s.yaml': secret,
      },
      {
        'apps/kustomization.yaml': `resources: [s.yaml]\npatches:\n  - patch: '[{"op": "replace", "path": "/stringData/${CANARY}", "value": "${CANARY}"}]'\n    target: { kind: Secret }\n`,
        'apps/s.yaml': secret,
      },
      { 'apps/kustomization.yaml': 'resources: [s.yaml, s.yaml, t.yaml]\nnamespace: x\n', 'apps/s.yaml': secret, 'apps/t.yaml': secret },
      { 'apps/s.yaml': secret.replace('v1', `\${${CANARY}}`) },
    ];
    for (const files of broken) {
      const { fleet, context } = await judge(files as unknown as Record<string, string>);
      const said = [
        ...problemsIn(context),
        ...unseenIn(context),
        ...fleet.notRendered.map(({ reason }) => reason),
        ...fleet.unreadable.map(({ message }) => message),
        ...context.files.flatMap(({ problems }) => problems.map(({ message }) => message)),
      ];
      expect(said.join('\n')).not.toContain(CANARY);
    }
  });
});

describe('kustomize', () => {
  test('leaves nothing behind, whether it builds or fails', async () => {
    const seen: string[] = [];
    const files = { ...APPS, ...GOOD, 'apps/kustomization.yaml': 'namespace: x\nresources: [good.yaml]\n' };
    const see = (directory: string) => void seen.push(join(directory, '..'));
    await load(files, { kustomize: { name: 'test', build: async (directory) => (see(directory), { output: '' }) } });
    await load(files, { kustomize: { name: 'test', build: async (directory) => (see(directory), { error: 'no' }) } });
    await load(files, { kustomize: { name: 'test', build: (directory) => (see(directory), Promise.reject(new Error('crash'))) } });
    expect(seen.map(existsSync)).toEqual([false, false, false]);
  });

  test('gets neither the files around nor the environment', async () => {
    process.env.FLEET_TEST_TOKEN = 'token';
    let seen: string[] = [];
    await load(
      { ...APPS, ...GOOD, 'apps/kustomization.yaml': 'namespace: x\nresources: [good.yaml]\n', 'secret.txt': 'x' },
      {
        kustomize: {
          name: 'test',
          build: async (directory) => {
            seen = readdirSync(join(directory, '..'), { recursive: true }) as string[];
            return { output: '' };
          },
        },
      },
    );
    delete process.env.FLEET_TEST_TOKEN;
    expect(seen.sort()).toEqual(['apps', 'apps/good.yaml', 'apps/kustomization.yaml']);
  });
});
