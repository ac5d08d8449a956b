/** `npm run e2e:languages`: packs the library for Python, and runs the program of the guide with it. Needs Python, and once the registry. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const CACHE = join(ROOT, '.cache/languages');
const PACKED = join(CACHE, 'python/src');
const VENV = join(CACHE, 'venv');
const PYTHON = join(VENV, 'bin/python');

const [MAJOR] = process.versions.node.split('.');

/** jsii says at length which releases of Node it supports. */
const ENV = { ...process.env, PYTHONPATH: PACKED, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: MAJOR };

const RELEASE = 'fleet/apps/production/podinfo/release.yaml';
const FINDING = [
  'error[acme-foreign-registry] OCIRepository podinfo/podinfo reads oci://ghcr.io/stefanprodan/charts/podinfo',
  "  at:  OciRepository 'production/apps/podinfo/source' (spec.url)",
  '  why: What registry.acme.io holds is scanned, and stays when others delete it.',
].join('\n');

interface Outcome {
  readonly name: string;
  readonly program: string;
  /** Whether the tree is written. */
  readonly writes: boolean;
  /** What the program prints, among other things. */
  readonly prints?: string;
}

/** The program of the page, and what comes of it when somebody changes it. */
function outcomes(program: string): Outcome[] {
  const foreign = changed(program, 'oci://registry.acme.io/charts/podinfo', 'oci://ghcr.io/stefanprodan/charts/podinfo');
  const failing = changed(program, 'url.value.startswith', 'url.value.starts_with');
  return [
    { name: 'what the rule accepts is written', program, writes: true },
    { name: 'what it refuses is not', program: foreign, writes: false, prints: FINDING },
    {
      name: 'what is waived is written',
      program: changed(foreign, '\napp.synth()', '\nWaivers.of(podinfo).waive("acme-foreign-registry", "from July on")\napp.synth()'),
      writes: true,
      prints: '1 accepted',
    },
    {
      name: 'what is found is plain data',
      program: changed(
        changed(foreign, 'references=["https://wiki.acme.io/registry"]', 'references=[]'),
        '\napp.synth()',
        '\nprint([(one.rule, one.docs, one.object.name) for one in app.verify() if one.rule.startswith("acme")])\napp.synth()',
      ),
      writes: false,
      prints: "[('acme-foreign-registry', None, 'podinfo')]",
    },
    {
      name: 'a rule that fails is named',
      program: failing,
      writes: false,
      prints: "the rule 'acme-foreign-registry' failed in cluster 'production': 'str' object has no attribute 'starts_with'",
    },
  ];
}

function changed(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`docs/guide/own-rules.md: the program in Python must hold ${JSON.stringify(from)}`);
  return text.replace(from, to);
}

/** Runs a program in a directory of its own; says what is not as expected. */
function problemOf({ program, writes, prints = '' }: Outcome): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'cdk8s-fluxcd-python-'));
  try {
    const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', program], { cwd: directory, env: ENV, encoding: 'utf8' });
    const text = stdout + stderr;
    const written = existsSync(join(directory, RELEASE));
    if (written !== writes || (status === 0) !== writes) return `exit code ${status}, ${written ? 'written' : 'not written'}:\n${text}`;
    return text.includes(prints) ? undefined : `it does not print ${prints}\nbut ${text}`;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { cwd: ROOT, env: ENV, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

/** Why nothing can be proven here; `undefined` when it can. */
function whyNot(): string | undefined {
  if (!existsSync(join(ROOT, '.jsii'))) return 'nothing is compiled: npx projen compile';
  if (!run('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))'])) return 'there is no Python 3.10 or newer';
  if (existsSync(join(VENV, 'complete'))) return undefined;
  rmSync(VENV, { recursive: true, force: true });
  if (!run('python3', ['-m', 'venv', VENV])) return 'this Python makes no virtual environment';
  const { cdk8s, constructs, 'jsii-pacmak': jsii } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).devDependencies;
  const needed = [`cdk8s>=${cdk8s},<3`, `constructs>=${constructs},<11`, `jsii>=${jsii.replace('^', '')},<2`, 'publication'];
  if (!run(PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...needed]))
    return 'no registry serves what it needs';
  return run('touch', [join(VENV, 'complete')]) ? undefined : 'the virtual environment cannot be written';
}

function main(): number {
  const reason = whyNot();
  if (reason !== undefined) {
    console.error(`e2e:languages: SKIPPED, nothing is proven about Python: ${reason}`);
    return 0;
  }
  rmSync(join(CACHE, 'python'), { recursive: true, force: true });
  if (!run('node_modules/.bin/jsii-pacmak', ['--target', 'python', '--code-only', '--outdir', CACHE])) return 1;

  const [, program = ''] = /```python\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, 'docs/guide/own-rules.md'), 'utf8')) ?? [];
  const failed = outcomes(program).filter((outcome) => {
    const problem = problemOf(outcome);
    console.log(`python: ${outcome.name}: ${problem ?? 'yes'}`);
    return problem !== undefined;
  });
  return failed.length === 0 ? 0 : 1;
}

process.exitCode = main();
