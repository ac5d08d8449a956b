import { FORMATS } from '../../cli/lint/lint-options';
import { APPS, clusterFiles, Directory } from './support/run-cli';

const RULE = 'health-checks-ignored-by-wait';
const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n';
const FLEET = { ...clusterFiles('staging', { 'apps.yaml': APPS }), 'apps/namespace.yaml': NAMESPACE };

test('a finding is shown with its line, why and fix, and makes the exit code 1', async () => {
  const { code, out, err } = await new Directory(FLEET).run('lint', '--rule', RULE);

  expect(err).toBe('');
  expect(out)
    .toBe(`warning[health-checks-ignored-by-wait] Kustomization flux-system/apps waits for everything it applies, so Flux ignores its healthChecks
  at:  clusters/staging/apps.yaml:14:3 (spec.healthChecks)  in staging
     14 |   healthChecks:
        |   ^^^^^^^^^^^^
  why: With wait: true Flux checks every object that it applied, and nothing else: healthChecks is not read, so an object of another Kustomization that is listed there is not waited for. healthCheckExprs goes on to act.
  fix: Remove spec.healthChecks, or set spec.wait to false to wait only for what is listed.
  doc: https://github.com/cdk8s-fluxcd/cdk8s-fluxcd/blob/main/docs/rules/health-checks-ignored-by-wait.md

clusters:
  staging  clusters/staging  staging  Flux 2.9  4 objects  0 errors, 1 warning, 0 infos

1 problem (1 warning), 1 cluster, 4 objects, 1 fixable with --fix
`);
  expect(code).toBe(1);
});

test('nothing found is said in one line, and the exit code is 0', async () => {
  const { code, out } = await new Directory(FLEET).run('lint', '--rule', 'dependency-cycle');

  expect(out).toBe(`clusters:
  staging  clusters/staging  staging  Flux 2.9  4 objects  0 errors, 0 warnings, 0 infos

no problems, 1 cluster, 4 objects
`);
  expect(code).toBe(0);
});

test('files of a directory below are called as the caller can open them', async () => {
  const files = Object.entries(FLEET).map(([path, text]) => [`fleet/${path}`, text]);
  const directory = new Directory(Object.fromEntries(files));

  expect((await directory.run('lint', 'fleet', '--rule', RULE)).out).toContain('  at:  fleet/clusters/staging/apps.yaml:14:3');
  expect(JSON.parse((await directory.run('lint', 'fleet', '--rule', RULE, '-f', 'json')).out).findings[0].file).toBe(
    'clusters/staging/apps.yaml',
  );
});

test.each([
  [['--fail-on', 'error'], 0],
  [['--fail-on', 'never'], 0],
  [['--fail-on', 'info'], 1],
  [['--severity', 'error'], 0],
  [['--fail-on', 'error', '--max-warnings', '0'], 1],
  [['--fail-on', 'error', '--max-warnings', '1'], 0],
])('one warning with %j gives the exit code %i', async (args, expected) => {
  expect((await new Directory(FLEET).run('lint', '--rule', RULE, ...args)).code).toBe(expected);
});

test.each([
  [['lint', 'nowhere'], 'error: there is no directory nowhere\n'],
  [['lint', 'apps/namespace.yaml'], 'error: apps/namespace.yaml is no directory\n  give the root of the repository\n'],
  [
    ['lint', '--rule', 'dependency-cicle'],
    "error: there is no rule 'dependency-cicle'; did you mean 'dependency-cycle'?\n  'cdk8s-fluxcd explain' lists them all\n",
  ],
  [['lint', '--cluster', 'stagin'], "error: the cluster 'stagin' is not known; did you mean 'staging'?\n  allowed: staging\n"],
  [
    ['lint', '--format', 'jsn'],
    "error: --format 'jsn' is not known; did you mean 'json'?\n  allowed: text, json, sarif, github, junit, markdown\n",
  ],
  [['lint', '--flux', '1.0'], "error: --flux '1.0' is not known\n  allowed: 2.7, 2.8, 2.9\n"],
  [
    ['lint', '--fomat', 'json'],
    "error: unknown option '--fomat'\n(Did you mean --format?)\n  'cdk8s-fluxcd lint --help' lists what there is\n",
  ],
  [['lint', '--dry-run'], 'error: --dry-run only goes with --fix\n'],
  [['lint', '--max-warnings', 'few'], "error: --max-warnings must be a whole number, got 'few'\n"],
  [['lint', '--with', 'team-a'], "error: --with must be name=dir, got 'team-a'\n  e.g. --with flux-system/team-a=../team-a\n"],
  [
    ['lint', '--external', 'Secret'],
    "error: an external object must be written as 'Kind namespace/name' or 'Kind namespace/name key1,key2', got 'Secret'\n",
  ],
  [['lint', '--baseline', 'none.json'], 'error: there is no baseline none.json\n  --write-baseline none.json writes it\n'],
  [
    ['lint', '--config', 'none.yaml'],
    'error: there is no configuration file none.yaml\n  leave out --config for the fluxcd.config.yaml of the directory\n',
  ],
  [['lint', '--output', 'no/such/file'], 'error: no/such/file cannot be written (ENOENT)\n'],
  [['lnt'], "error: there is no command 'lnt'; did you mean 'lint'?\n  'cdk8s-fluxcd --help' lists them all\n"],
])('%j is refused with what is allowed', async (args, expected) => {
  const { code, err } = await new Directory(FLEET).run(...args);

  expect(err).toBe(expected);
  expect(code).toBe(2);
});

test('a baseline keeps old findings from counting, and new ones count', async () => {
  const directory = new Directory(FLEET);
  expect((await directory.run('lint', '--rule', RULE, '--write-baseline', 'baseline.json')).code).toBe(1);
  expect(JSON.parse(directory.read('baseline.json'))).toEqual({
    version: 1,
    findings: [
      {
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        rule: RULE,
        file: 'clusters/staging/apps.yaml',
        message: 'Kustomization flux-system/apps waits for everything it applies, so Flux ignores its healthChecks',
      },
    ],
  });

  const { code, out } = await directory.run('lint', '--rule', RULE, '--baseline', 'baseline.json', '--verbose');
  expect(code).toBe(0);
  expect(out).toContain(`in the baseline: 1 finding\n  ${RULE} clusters/staging/apps.yaml:14:3\n`);

  directory.write('clusters/staging/more.yaml', APPS.replaceAll('name: apps', 'name: more'));
  const next = await directory.run('lint', '--rule', RULE, '--baseline', 'baseline.json');
  expect(next.code).toBe(1);
  expect(next.out).toContain('1 problem (1 warning), 1 cluster, 6 objects, 1 in the baseline, 1 fixable with --fix');
});

test('a baseline stays valid when lines move', async () => {
  const directory = new Directory(FLEET);
  await directory.run('lint', '--rule', RULE, '--write-baseline', 'baseline.json');
  directory.write('clusters/staging/apps.yaml', `# one\n# two\n${APPS}`);

  expect((await directory.run('lint', '--rule', RULE, '--baseline', 'baseline.json')).code).toBe(0);
});

test('with a file for the result the text is still for people', async () => {
  const directory = new Directory(FLEET);
  const { out } = await directory.run('lint', '--rule', RULE, '--format', 'json', '--output', 'report.json');

  expect(out).toContain('1 problem (1 warning)');
  expect(JSON.parse(directory.read('report.json')).summary.warnings).toBe(1);
});

test('a file that no cluster reads and nobody can read is a finding', async () => {
  const directory = new Directory({ ...FLEET, 'docs/broken.yaml': 'a: [1, 2\nb: }\n' });
  const { out } = await directory.run('lint', '--rule', 'unreadable-file');

  expect(out).toMatch(/^warning\[unreadable-file\] .*\n {2}at: {2}docs\/broken\.yaml:\d+:\d+\n/);
});

test.each(FORMATS)('the same repository gives the same bytes as %s', async (format) => {
  const directory = new Directory(FLEET);
  const [first, second] = [await directory.run('lint', '-f', format), await directory.run('lint', '-f', format)];

  expect(first.out).toBe(second.out);
  expect(first.out).not.toContain(directory.path);
});

test('colours are for terminals, and never with NO_COLOR', async () => {
  const { runCli } = await import('./support/run-cli.js');
  const { path } = new Directory(FLEET);
  const run = async (args: string[], env: Record<string, string>) => (await runCli(['lint', ...args], path, { isTerminal: true, env })).out;

  expect(await run([], {})).toContain('\u001b[33m');
  expect(await run([], { NO_COLOR: '1' })).not.toContain('\u001b');
  expect(await run(['--no-color'], {})).not.toContain('\u001b');
  expect((await new Directory(FLEET).run('lint')).out).not.toContain('\u001b');
});

test('a directory without anything of Flux is not praised silently', async () => {
  const { code, out } = await new Directory({ 'README.md': '# nothing' }).run('lint');

  expect(out).toContain('no object was found: is this the root of a Flux repository?\n');
  expect(code).toBe(0);
});
