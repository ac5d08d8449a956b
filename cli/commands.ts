import { Command } from './command';

/** Commands are loaded when they are asked for: help and completion must answer at once. */
export type CommandTable = Readonly<Record<string, () => Promise<Command>>>;

/** What people type. */
export const COMMANDS: CommandTable = {
  lint: async () => (await import('./lint.js')).lint,
  explain: async () => (await import('./explain.js')).explain,
  completion: async () => (await import('./completion.js')).completion,
};
