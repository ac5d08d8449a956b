import { DEFAULT_VALUES } from '../src/primitives/default-values';
import { Command, CommandIo, OptionSpec } from './command';
import { COMMANDS } from './commands';
import { ExitCode } from './exit-code';
import { KNOWN_RULES } from './lint/known-rules';

/** A word that may come next, and what it means. */
interface Candidate {
  readonly word: string;
  readonly about?: string;
}

/** What the shell does with the words, as Cobra numbers it: bits of a mask. */
enum Directive {
  FILES = 0,
  NO_FILES = 4,
  DIRECTORIES = 16,
}

interface Completion {
  readonly candidates: readonly Candidate[];
  readonly directive: Directive;
}

/** Completes a command line as programs made with Cobra do; Flux asks its plugins so. */
export const complete: Command = {
  name: '__complete',
  summary: 'complete a command line',
  options: [],
  run: async (args, io) => print(await completionOf(args), io, true),
};

export const completeWithoutDescriptions: Command = {
  ...complete,
  name: '__completeNoDesc',
  run: async (args, io) => print(await completionOf(args), io, false),
};

function print({ candidates, directive }: Completion, io: CommandIo, withDescriptions: boolean): ExitCode {
  const lines = candidates.map(({ word, about }) => (withDescriptions && about ? `${word}\t${about}` : word));
  io.out([...lines, `:${directive}`, ''].join('\n'));
  return ExitCode.CLEAN;
}

/** The last word is the one that is being typed, and may be empty. */
async function completionOf(words: readonly string[]): Promise<Completion> {
  const typed = words.at(-1) ?? '';
  const [name, ...before] = words.slice(0, -1);
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  if (name === undefined || name === 'help') {
    return matching(
      commands.map((command) => ({ word: command.name, about: command.summary })),
      typed,
    );
  }
  const command = commands.find((one) => one.name === name);
  if (!command) return { candidates: [], directive: Directive.NO_FILES };
  const [, option, value] = /^(--[^=]+)=(.*)$/.exec(typed) ?? [];
  if (option !== undefined) return valuesOf(specOf(command, option), value, `${option}=`);
  const last = specOf(command, before.at(-1) ?? '');
  if (last?.flags.includes('<')) return valuesOf(last, typed);
  if (typed.startsWith('-'))
    return matching(
      command.options.map(({ flags, description }) => ({ word: longOf(flags), about: description })),
      typed,
    );
  if (command.name === 'explain') return before.at(-1) === 'default' ? defaults(typed) : rules(typed);
  if (command.name === 'completion')
    return matching(
      ['bash', 'zsh', 'fish'].map((word) => ({ word })),
      typed,
    );
  return { candidates: [], directive: Directive.DIRECTORIES };
}

function valuesOf(spec: OptionSpec | undefined, typed: string, prefix = ''): Completion {
  if (!spec) return { candidates: [], directive: Directive.NO_FILES };
  if (spec.choices)
    return matching(
      spec.choices.map((word) => ({ word: prefix + word })),
      prefix + typed,
    );
  if (/<id>/.test(spec.flags)) return rules(typed, prefix);
  return { candidates: [], directive: /<file>|=dir/.test(spec.flags) ? Directive.FILES : Directive.NO_FILES };
}

function defaults(typed: string): Completion {
  return matching(
    Object.entries(DEFAULT_VALUES).map(([word, { why }]) => ({ word, about: why })),
    typed,
  );
}

function rules(typed: string, prefix = ''): Completion {
  const candidates = [...KNOWN_RULES.values()].map(({ id, summary }) => ({ word: prefix + id, about: summary }));
  return matching(candidates, prefix + typed);
}

function matching(candidates: readonly Candidate[], typed: string): Completion {
  return { candidates: candidates.filter(({ word }) => word.startsWith(typed)), directive: Directive.NO_FILES };
}

function specOf({ options }: Command, flag: string): OptionSpec | undefined {
  return flag.startsWith('-') ? options.find(({ flags }) => flags.split(/[ ,]+/).includes(flag)) : undefined;
}

function longOf(flags: string): string {
  return /--[\w-]+/.exec(flags)![0];
}
