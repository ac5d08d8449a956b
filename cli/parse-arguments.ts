import { Command as Parser, CommanderError, Option } from 'commander';
import { BadInput, notAllowed } from './bad-input';
import { Command, CommandIo, OptionSpec } from './command';

/** What stands behind the name of a command. `undefined` when the caller asked for help, which is printed. */
export interface Arguments {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, any>>;
}

/** Reads the arguments of a command as it documents them. */
export function parseArguments(command: Command, args: readonly string[], io: CommandIo): Arguments | undefined {
  const parser = parserOf(command, io);
  try {
    parser.parse([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new BadInput(`${error.message.replace(/^error: /, '')}\n  '${io.program} ${command.name} --help' lists what there is`);
  }
  return { operands: parser.args, options: parser.opts() };
}

/** The help text of a command. */
export function helpOf(command: Command, io: CommandIo): string {
  return parserOf(command, io).helpInformation() + examplesOf(command, io.program);
}

function parserOf(command: Command, io: CommandIo): Parser {
  const parser = new Parser(`${io.program} ${command.name}`)
    .description(command.summary)
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: () => {}, getOutHelpWidth: () => 100, getErrHelpWidth: () => 100 })
    .helpOption('-h, --help', 'show this help')
    .allowExcessArguments(false)
    .addHelpText('after', examplesOf(command, io.program));
  for (const operand of (command.operands ?? '').split(' ').filter((part) => part !== '')) parser.argument(operand);
  command.options.forEach((spec) => parser.addOption(optionOf(spec)));
  return parser;
}

function optionOf(spec: OptionSpec): Option {
  const { flags, choices, initial, isRepeatable } = spec;
  const notes = [choices ? `one of ${choices.join(', ')}` : '', isRepeatable ? 'may be repeated' : ''].filter((note) => note !== '');
  const option = new Option(flags, spec.description + (notes.length > 0 ? ` (${notes.join('; ')})` : ''));
  if (initial !== undefined) option.default(initial);
  const name = option.long ?? flags;
  const checked = (value: string): string => {
    if (choices && !choices.includes(value)) throw notAllowed(name, value, choices);
    return value;
  };
  if (isRepeatable) option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), checked(value)]);
  else if (choices) option.argParser(checked);
  return option;
}

function examplesOf({ examples = [] }: Command, program: string): string {
  if (examples.length === 0) return '';
  const lines = examples.flatMap(({ args, does }) => [`  $ ${program} ${args}`, `      ${does}`]);
  return ['', 'Examples:', ...lines, ''].join('\n');
}
