/** What a reviewer says about the repositories of the corpus, and whether the command line says it as well. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ExitCode } from '../../cli/exit-code';
import { runProgram } from '../../cli/program';
import { Report } from '../../cli/report/report';

interface Expectation {
  /** Findings that must be there: a rule, and words of its message. */
  readonly findings: readonly (readonly [rule: string, words: string])[];
  /** Rules that must find nothing. */
  readonly silent?: readonly string[];
  readonly pattern: string;
  readonly clusters: readonly string[];
  /** Sentences of the audit report. */
  readonly facts: readonly (string | RegExp)[];
  readonly mayHaveErrors?: boolean;
}

const EXPECTED: Readonly<Record<string, Expectation>> = {
  'monorepo-structure': {
    pattern: 'monorepo',
    clusters: ['production', 'staging'],
    findings: [
      ['drift-detection-off', 'metrics-server'],
      ['release-outside-own-namespace', 'metrics-server'],
      ['git-token-instead-of-github-app', 'FluxInstance flux-system/flux'],
      ['cluster-size-unset', 'FluxInstance flux-system/flux'],
    ],
    silent: [
      'deprecated-api-version',
      'unserved-api-version',
      'dependency-without-wait',
      'dependency-not-found',
      'schema-violation',
      'literal-variable',
    ],
    facts: [
      'Its top directories are `apps/`, `clusters/` and `infrastructure/`',
      /\*\*staging\*\*: installed by the Flux Operator .*cluster\.size is not set.* It syncs from Git/,
      /\*\*production\*\*: installed by the Flux Operator .*cluster\.size is not set.* It syncs from Git/,
      'splits its source into the ExternalArtifacts infra-controllers, infra-configs and apps',
      'infra-controllers → infra-configs → apps',
      '`apps/base/podinfo` is the base of `apps/production/podinfo` and `apps/staging/podinfo`',
      '**No deprecated APIs** (all)',
      /\*\*Modern failure strategy\*\* .*podinfo/,
      /\*\*Drift detection\*\* .*enabled on podinfo, but not on .*metrics-server/,
    ],
  },
  'flux2-kustomize-helm-example': {
    pattern: 'monorepo',
    clusters: ['production', 'staging'],
    findings: [],
    silent: [
      'deprecated-api-version',
      'unserved-api-version',
      'dependency-not-found',
      'object-owned-twice',
      'schema-violation',
      'literal-variable',
    ],
    facts: ['infra-controllers → infra-configs → apps', '**Modern failure strategy** (all)', '**No deprecated APIs** (all)'],
  },
};

/** What is wrong with the judgement of the repositories in a directory; one line about each goes to the console. */
export async function checkJudgement(corpus: string): Promise<string[]> {
  const problems: string[] = [];
  for (const [name, expectation] of Object.entries(EXPECTED)) {
    const directory = join(corpus, name);
    if (!existsSync(directory)) {
      console.log(`${name}: not here, so not judged`);
      continue;
    }
    const report: Report = JSON.parse(await lint(directory, 'json'));
    const found = [...problemsOf(report, expectation), ...missingFacts(await lint(directory, 'markdown'), expectation)];
    console.log(`${name}: ${report.summary.problems} problems, ${report.summary.infos} infos, ${found.length} differences`);
    problems.push(...found.map((problem) => `${name}: ${problem}`));
  }
  return problems;
}

async function lint(directory: string, format: string): Promise<string> {
  let text = '';
  const io = {
    cwd: process.cwd(),
    program: 'cdk8s-fluxcd',
    isTerminal: false,
    isErrorTerminal: false,
    env: process.env,
    out: (part: string) => void (text += part),
    err: (part: string) => void process.stderr.write(part),
  };
  const code = await runProgram(['lint', directory, '--format', format], io, '');
  if (code === ExitCode.BAD_INPUT) throw new Error(`${directory} could not be judged`);
  return text;
}

function problemsOf({ repository, clusters, findings, notRendered }: Report, expected: Expectation): string[] {
  const problems: string[] = [];
  if (repository.pattern !== expected.pattern) problems.push(`the pattern must be ${expected.pattern}, got ${repository.pattern}`);
  const names = clusters.map(({ name }) => name).sort();
  if (String(names) !== String(expected.clusters))
    problems.push(`the clusters must be ${expected.clusters.join(', ')}, got ${names.join(', ')}`);
  for (const [rule, words] of expected.findings) {
    if (!findings.some((finding) => finding.rule === rule && finding.message.includes(words)))
      problems.push(`${rule} must find '${words}'`);
  }
  for (const { rule, severity, message, file, line } of findings) {
    if (expected.silent?.includes(rule)) problems.push(`${rule} must be silent, got ${message} at ${file}:${line}`);
    if (severity === 'error' && !expected.mayHaveErrors) problems.push(`a healthy repository has no error, got ${rule}: ${message}`);
  }
  return [...problems, ...notRendered.map(({ applier, reason }) => `${applier} must be rendered, but ${reason}`)];
}

function missingFacts(audit: string, { facts }: Expectation): string[] {
  return facts
    .filter((fact) => (typeof fact === 'string' ? !audit.includes(fact) : !fact.test(audit)))
    .map((fact) => `the audit must say ${fact}`);
}
