import { DEFAULT_VALUES } from '../../src/primitives/default-values';
import { KNOWN_RULES } from '../../cli/lint/known-rules';
import { runCli } from './support/run-cli';

test('the help lists the commands', async () => {
  const expected = `Usage: cdk8s-fluxcd <command> [options]

Judges a Flux repository offline: every cluster as Flux would apply it.

Commands:
  lint [dir]              judge the Flux manifests of every cluster in a repository
  explain [id] [default]  explain a rule or a default, or list all of them
  completion <shell>      print a script for the completion of a shell: bash, zsh or fish

Options:
  -V, --version           show the version
  -h, --help              show this help, or with a command its help
`;
  expect(await runCli(['--help'])).toEqual({ code: 0, out: expected, err: '' });
  expect(await runCli([])).toEqual({ code: 2, out: '', err: expected });
});

test('the version is that of the package', async () => {
  expect(await runCli(['--version'])).toEqual({ code: 0, out: '1.2.3\n', err: '' });
});

test('as a plugin of Flux it calls itself as people do', async () => {
  const { out } = await runCli(['lint', '--help'], '.', { program: 'flux fleet' });

  expect(out).toMatch(/^Usage: flux fleet lint \[options\] \[dir\]\n/);
  expect(out).toContain('  $ flux fleet lint --fix --dry-run\n');
});

test('a rule is explained, also by lint', async () => {
  const { code, out } = await runCli(['explain', 'unused-waiver']);

  expect(code).toBe(0);
  expect(out).toBe(`unused-waiver (warning)

  A waiver accepts a finding that does not exist, or gives no reason.

  why: A waiver that outlives its finding would silently accept the next one.
  fix: Remove the waiver, or correct the id of its rule and give a reason.
  see: https://github.com/cdk8s-fluxcd/cdk8s-fluxcd/blob/main/docs/rules/README.md#waivers

  accept it on one object with the annotation
    waive.cdk8s-fluxcd.dev/unused-waiver: <reason>
  or turn it off in fluxcd.config.yaml
    rules: { unused-waiver: off }
`);
  expect((await runCli(['lint', '--explain', 'unused-waiver'])).out).toBe(out);
});

test('a default is explained: what each profile writes, why, and who says so', async () => {
  expect(await runCli(['explain', 'default', 'Kustomization.interval'])).toEqual({
    code: 0,
    err: '',
    out: `Kustomization.interval

  standard:   30m
  responsive: 10m
  relaxed:    1h in production, 1h in staging, 10m in development

  why: Undoes changes made by hand. A new revision of the source acts at once, so that a short interval only costs API calls. It is longer than the timeout of a layer that is waited for, during which nothing is reconciled.
  see: https://fluxcd.io/flux/components/kustomize/kustomizations/#interval

  A prop of the construct wins over the profile; the profile is chosen with
    new FluxApp({ profile: FleetProfile.responsive() })
`,
  });
});

test('without a name every default is listed', async () => {
  const { out } = await runCli(['explain', 'default']);

  expect(out.split('\n').filter((line) => / {2}/.test(line))).toHaveLength(Object.keys(DEFAULT_VALUES).length);
  expect(out).toContain('HelmRelease.drift                  correct in production, warn in staging, warn in development\n');
});

test.each([
  [
    ['explain', 'default', 'Kustomization.intervall'],
    "there is no default 'Kustomization.intervall'; did you mean 'Kustomization.interval'?\n  'cdk8s-fluxcd explain default' lists them all\n",
  ],
  [['explain', 'unused-waiver', 'more'], "'more' is one too many\n  'cdk8s-fluxcd explain default more' explains a default\n"],
])('%j says what there is instead', async (args, err) => {
  const result = await runCli(args);

  expect({ code: result.code, out: result.out }).toEqual({ code: 2, out: '' });
  expect(result.err).toContain(err);
});

test('without an id every rule is listed', async () => {
  const { out } = await runCli(['explain']);

  expect(out.split('\n').filter((line) => /^[a-z]/.test(line))).toHaveLength(KNOWN_RULES.size);
});

test.each([
  [
    [''],
    'lint\tjudge the Flux manifests of every cluster in a repository\nexplain\texplain a rule or a default, or list all of them\ncompletion\tprint a script for the completion of a shell: bash, zsh or fish\n:4\n',
  ],
  [['exp'], 'explain\texplain a rule or a default, or list all of them\n:4\n'],
  [['lint', ''], ':16\n'],
  [['lint', '--fo'], '--format\thow the result is written\n:4\n'],
  [['lint', '--format', ''], 'text\njson\nsarif\ngithub\njunit\nmarkdown\n:4\n'],
  [['lint', '--format=j'], '--format=json\n--format=junit\n:4\n'],
  [
    ['lint', '--rule', 'dependency-cy'],
    'dependency-cycle\tObjects wait for each other, through dependsOn, through what they read or through the health of what they apply.\n:4\n',
  ],
  [['lint', '--output', ''], ':0\n'],
  [['explain', 'unused-w'], 'unused-waiver\tA waiver accepts a finding that does not exist, or gives no reason.\n:4\n'],
  [['completion', ''], 'bash\nzsh\nfish\n:4\n'],
  [['unknown', ''], ':4\n'],
])('%j is completed as Cobra does', async (words, expected) => {
  expect(await runCli(['__complete', ...words])).toEqual({ code: 0, out: expected, err: '' });
});

test('descriptions can be left out', async () => {
  expect((await runCli(['__completeNoDesc', 'lint', '--fo'])).out).toBe('--format\n:4\n');
});

test.each(['bash', 'zsh', 'fish'])('the script for %s asks the program', async (shell) => {
  const { code, out } = await runCli(['completion', shell]);

  expect(code).toBe(0);
  expect(out).toContain('__complete');
  expect(out).not.toMatch(/undefined|\$\{program/);
});

test('another shell is refused', async () => {
  expect(await runCli(['completion', 'bsh'])).toEqual({
    code: 2,
    out: '',
    err: "error: the shell 'bsh' is not known; did you mean 'bash'?\n  allowed: bash, zsh, fish\n",
  });
});
