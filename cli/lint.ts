import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareSeverity, Severity } from '../src/verification/severity';
import { BadInput } from './bad-input';
import { Command, CommandIo } from './command';
import { ExitCode } from './exit-code';
import { baselineText, readBaseline } from './lint/baseline';
import { askedContexts, judgeFleet } from './lint/judge-fleet';
import { KNOWN_RULES } from './lint/known-rules';
import { LINT_OPTIONS, LintFlags } from './lint/lint-options';
import { LintRequest, lintRequest } from './lint/lint-request';
import { Progress } from './lint/progress';
import { loadFleet } from './load-fleet';
import { parseArguments } from './parse-arguments';
import { Audit, Presentation } from './report/audit';
import { FORMATTERS } from './report/formats';
import { makeAudit } from './report/make-audit';
import { Summary } from './report/report';

/** Judges the YAML of a repository, which may never have seen this library. */
export const lint: Command = {
  name: 'lint',
  summary: 'judge the Flux manifests of every cluster in a repository',
  operands: '[dir]',
  options: LINT_OPTIONS,
  examples: [
    { args: 'lint', does: 'judges the repository in this directory' },
    { args: 'lint fleet --format sarif --output flux.sarif', does: 'writes a file for code scanning, and the text for people' },
    { args: 'lint --write-baseline flux-baseline.json', does: 'draws a line: from now on only what is new counts, with --baseline' },
    { args: 'lint --fix --dry-run', does: 'shows what would be corrected' },
  ],

  async run(args, io) {
    const parsed = parseArguments(lint, args, io);
    if (!parsed) return ExitCode.CLEAN;
    const flags = parsed.options as LintFlags;
    if (flags.explain !== undefined) return (await import('./explain.js')).explain.run([flags.explain], io);

    const request = lintRequest(parsed.operands, flags, io);
    if (flags.fix) {
      const code = await (await import('./fix/fix-repository.js')).fixRepository(request, io);
      if (flags.dryRun) return code;
    }
    const audit = await auditOf(request, io);
    await print(audit, request, io);
    return exitCode(audit.report.summary, request);
  },
};

async function auditOf(request: LintRequest, io: CommandIo): Promise<Audit> {
  const { flags, rules, engineRules } = request;
  const known = flags.baseline === undefined ? new Set<string>() : readBaseline(resolve(io.cwd, flags.baseline), flags.baseline);
  const progress = new Progress(io);
  try {
    const fleet = await loadFleet({ ...request.fleet, onProgress: progress.report });
    const contexts = askedContexts(fleet, request);
    const judged = judgeFleet(fleet, contexts, request);
    const metas = [...rules.map(({ meta }) => meta), ...[...engineRules].map((id) => KNOWN_RULES.get(id)!)];
    const isFiltered = flags.rule !== undefined || flags.severity !== Severity.INFO;
    return makeAudit(fleet, contexts, judged, metas, (fingerprint) => known.has(fingerprint), isFiltered);
  } finally {
    progress.end();
  }
}

async function print(audit: Audit, { flags, prefix }: LintRequest, io: CommandIo): Promise<void> {
  const { format, output, writeBaseline, verbose = false } = flags;
  const colors = io.isTerminal && flags.color && !io.env.NO_COLOR && io.env.TERM !== 'dumb';
  const presentation: Presentation = { prefix, verbose, colors: false };
  const write = await FORMATTERS[format]();
  if (writeBaseline !== undefined) writeFile(io, writeBaseline, baselineText(audit.report));
  if (output === undefined) {
    io.out(write(audit, { ...presentation, colors }));
    return;
  }
  writeFile(io, output, write(audit, presentation));
  if (format !== 'text') io.out((await FORMATTERS.text())(audit, { ...presentation, colors }));
}

function writeFile(io: CommandIo, path: string, text: string): void {
  try {
    writeFileSync(resolve(io.cwd, path), text);
  } catch (error) {
    throw new BadInput(`${path} cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}

function exitCode({ errors, warnings, infos }: Summary, { flags, maxWarnings }: LintRequest): ExitCode {
  const counts: [Severity, number][] = [
    [Severity.ERROR, errors],
    [Severity.WARNING, warnings],
    [Severity.INFO, infos],
  ];
  const { failOn } = flags;
  const isReached = failOn !== 'never' && counts.some(([severity, count]) => count > 0 && compareSeverity(severity, failOn) >= 0);
  return isReached || warnings > maxWarnings ? ExitCode.FINDINGS : ExitCode.CLEAN;
}
