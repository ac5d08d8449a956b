import { CommandIo } from '../command';
import { ExitCode } from '../exit-code';
import { LintRequest } from '../lint/lint-request';

export async function fixRepository(_request: LintRequest, _io: CommandIo): Promise<ExitCode> {
  return ExitCode.CLEAN;
}
