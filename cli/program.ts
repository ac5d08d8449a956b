import { BadInput, notKnown } from './bad-input';
import { CommandIo } from './command';
import { COMMANDS, CommandTable } from './commands';
import { ExitCode } from './exit-code';

/** What is not listed: the shell asks it, not a person. */
const HIDDEN: CommandTable = {
  __complete: async () => (await import('./complete.js')).complete,
  __completeNoDesc: async () => (await import('./complete.js')).completeWithoutDescriptions,
};

/** Runs the program. Never throws. */
export async function runProgram(args: readonly string[], io: CommandIo, version: string): Promise<ExitCode> {
  try {
    return await dispatch(args, io, version);
  } catch (error) {
    if (error instanceof BadInput) io.err(`error: ${error.message}\n`);
    // The stack would name directories of this machine; it helps only those who can change the program.
    else io.err(`error: ${messageOf(error, io)}\n  this is a defect of ${io.program}; CDK8S_FLUXCD_DEBUG=1 shows where\n`);
    return ExitCode.BAD_INPUT;
  }
}

async function dispatch(args: readonly string[], io: CommandIo, version: string): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined) {
    io.err(await programHelp(io));
    return ExitCode.BAD_INPUT;
  }
  if (name === '--version' || name === '-V' || name === 'version') {
    io.out(`${version}\n`);
    return ExitCode.CLEAN;
  }
  if (['--help', '-h', 'help'].includes(name)) {
    if (rest.length > 0) return dispatch([rest[0], '--help'], io, version);
    io.out(await programHelp(io));
    return ExitCode.CLEAN;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : Object.hasOwn(HIDDEN, name) ? HIDDEN[name] : undefined;
  if (!load) throw notKnown('command', name, Object.keys(COMMANDS), `'${io.program} --help' lists them all`);
  return (await load()).run(rest, io);
}

async function programHelp({ program }: CommandIo): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const usages = commands.map(({ name, operands }) => (operands ? `${name} ${operands}` : name));
  const width = Math.max(...usages.map(({ length }) => length));
  return [
    `Usage: ${program} <command> [options]`,
    '',
    'Judges a Flux repository offline: every cluster as Flux would apply it.',
    '',
    'Commands:',
    ...commands.map(({ summary }, index) => `  ${usages[index].padEnd(width)}  ${summary}`),
    '',
    'Options:',
    `  ${'-V, --version'.padEnd(width)}  show the version`,
    `  ${'-h, --help'.padEnd(width)}  show this help, or with a command its help`,
    '',
  ].join('\n');
}

function messageOf(error: unknown, { env }: CommandIo): string {
  if (env.CDK8S_FLUXCD_DEBUG) return (error as Error)?.stack ?? String(error);
  return (error instanceof Error ? error.message : String(error)).split('\n')[0];
}
