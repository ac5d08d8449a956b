import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { CommandIo } from '../command';
import { ExitCode } from '../exit-code';
import { readBaseline } from '../lint/baseline';
import { LintRequest } from '../lint/lint-request';
import { counted } from '../report/summary-line';
import { Candidate, FixState } from './fix-state';
import { Fixer } from './fixer';
import { maskedDiff } from './masked-diff';

/** Corrects the files of a repository, or shows what would change. The exit code is for the latter: 1 when something would. */
export async function fixRepository(request: LintRequest, io: CommandIo): Promise<ExitCode> {
  const { flags, prefix } = request;
  const known = flags.baseline === undefined ? new Set<string>() : readBaseline(resolve(io.cwd, flags.baseline), flags.baseline);
  const stateOf = (directory: string) => FixState.of(request, directory, (fingerprint) => known.has(fingerprint));
  const first = await stateOf(request.fleet.directory);
  if (first.candidates.length === 0) {
    io.err('nothing can be fixed with certainty\n');
    return ExitCode.CLEAN;
  }
  return flags.dryRun ? inCopy(request.fleet.directory, (copy) => run(copy)) : run(request.fleet.directory);

  async function run(directory: string): Promise<ExitCode> {
    const fixer = new Fixer(directory, first, () => stateOf(directory));
    await fixer.run();
    const changed = [...fixer.before.keys()].sort();
    if (flags.dryRun) changed.forEach((file) => io.out(maskedDiff(prefix + file, fixer.before.get(file)!, fixer.textOf(file))));
    io.err(summaryOf(fixer.fixed, changed, prefix, flags.dryRun === true));
    return changed.length > 0 ? ExitCode.FINDINGS : ExitCode.CLEAN;
  }
}

/** Corrections build upon each other, so that they must be made somewhere in order to be shown. */
async function inCopy(directory: string, work: (copy: string) => Promise<ExitCode>): Promise<ExitCode> {
  const parent = mkdtempSync(join(tmpdir(), 'cdk8s-fluxcd-fix-'));
  try {
    const copy = join(parent, basename(directory));
    const isPart = (path: string) => !['.git', 'node_modules'].includes(basename(path)) || path === directory;
    cpSync(directory, copy, { recursive: true, verbatimSymlinks: true, filter: isPart });
    return await work(copy);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

function summaryOf(fixed: readonly Candidate[], files: readonly string[], prefix: string, isDryRun: boolean): string {
  if (fixed.length === 0) return 'nothing could be fixed without making something else worse\n';
  const head = `${isDryRun ? 'would fix' : 'fixed'} ${counted(fixed.length, 'finding')} in ${counted(files.length, 'file')}:`;
  const lines = files.flatMap((file) => {
    const own = fixed.filter(({ edits }) => edits.some((edit) => edit.file === file));
    return own.map(({ rule, message }) => `  ${prefix}${file}: ${rule}: ${message}`);
  });
  return [head, ...lines, ''].join('\n');
}
