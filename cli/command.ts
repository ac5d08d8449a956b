import { ExitCode } from './exit-code';

/** What a command may touch besides files. Injected, so that tests run a command in their own process. */
export interface CommandIo {
  /** Where relative paths start. */
  readonly cwd: string;
  /** How the program is called: `cdk8s-fluxcd`, or `flux fleet` as a plugin of Flux. */
  readonly program: string;
  /** Whether a person reads what is printed. */
  readonly isTerminal: boolean;
  /** Whether a person reads what is said besides. */
  readonly isErrorTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Prints a part of the result. */
  out(text: string): void;
  /** Says something besides the result. */
  err(text: string): void;
}

/** An option as it is documented, parsed and completed. */
export interface OptionSpec {
  /** As commander takes them, e.g. `-f, --format <format>`. */
  readonly flags: string;
  readonly description: string;
  /** What it may be. */
  readonly choices?: readonly string[];
  /** What it is when it is not given. */
  readonly initial?: string;
  readonly isRepeatable?: boolean;
}

/** A command of the program. Help, documentation and completion are made from what stands here. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What it takes besides options, as commander writes it: `[dir]`. */
  readonly operands?: string;
  readonly options: readonly OptionSpec[];
  /** What to type for usual tasks. */
  readonly examples?: readonly Example[];

  /** Does it. Throws `BadInput` when it is asked for something that is not there. */
  run(args: readonly string[], io: CommandIo): Promise<ExitCode>;
}

export interface Example {
  readonly args: string;
  readonly does: string;
}
