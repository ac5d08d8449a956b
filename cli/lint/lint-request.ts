import { statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { ALL_RULES } from '../../src/rules/all-rules';
import { IRule } from '../../src/verification/rule';
import { BadInput } from '../bad-input';
import { CommandIo } from '../command';
import { FleetOptions } from '../load-fleet';
import { externalOf } from './external-text';
import { ENGINE_RULES, knownRule } from './known-rules';
import { LintFlags } from './lint-options';
import { LintConfig, readConfig } from './read-config';

/** What `lint` was asked for, checked. */
export interface LintRequest {
  readonly flags: LintFlags;
  /** How files of the repository are called from where the command runs: empty, or ends with a slash. */
  readonly prefix: string;
  readonly fleet: FleetOptions;
  readonly config: LintConfig;
  /** The rules to ask, without those of the engine. */
  readonly rules: readonly IRule[];
  /** Rules of the engine that may report. */
  readonly engineRules: ReadonlySet<string>;
  readonly maxWarnings: number;
}

/** Puts together what the command line and the configuration say. The command line wins. */
export function lintRequest(operands: readonly string[], flags: LintFlags, io: CommandIo): LintRequest {
  const directory = directoryOf(operands[0] ?? '.', io);
  if (flags.dryRun && !flags.fix) throw new BadInput('--dry-run only goes with --fix');
  const config = readConfig(directory, flags.config === undefined ? undefined : resolve(io.cwd, flags.config), io.program);
  const asked = new Set((flags.rule ?? []).map((id) => knownRule(id, io.program).id));
  const isAsked = (id: string) => (asked.size === 0 || asked.has(id)) && config.rules.get(id) !== 'off';
  return {
    flags,
    prefix: prefixOf(directory, io.cwd),
    config,
    rules: ALL_RULES.filter(({ meta }) => isAsked(meta.id)),
    engineRules: new Set(ENGINE_RULES.map(({ id }) => id).filter(isAsked)),
    maxWarnings: maxWarningsOf(flags.maxWarnings),
    fleet: {
      directory,
      with: new Map([...config.with, ...(flags.with ?? []).map((text) => withOf(text, io))].map(existing)),
      externals: [...config.externals, ...(flags.external ?? []).map(externalOf)],
      settings: config.settings,
      fluxVersion: flags.flux ?? config.fluxVersion,
      environments: config.environments,
    },
  };
}

function directoryOf(given: string, { cwd }: CommandIo): string {
  const directory = resolve(cwd, given);
  const stat = statSync(directory, { throwIfNoEntry: false });
  if (!stat) throw new BadInput(`there is no directory ${given}`);
  if (!stat.isDirectory()) throw new BadInput(`${given} is no directory\n  give the root of the repository`);
  return directory;
}

function withOf(text: string, { cwd }: CommandIo): [string, string] {
  const [, name, directory] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (name === undefined) throw new BadInput(`--with must be name=dir, got '${text}'\n  e.g. --with flux-system/team-a=../team-a`);
  return [name, resolve(cwd, directory)];
}

function existing([name, directory]: readonly [string, string]): readonly [string, string] {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new BadInput(`there is no directory for the repository '${name}' that was given with --with or in the configuration`);
  }
  return [name, directory];
}

function maxWarningsOf(text: string | undefined): number {
  if (text === undefined) return Infinity;
  if (!/^\d+$/.test(text)) throw new BadInput(`--max-warnings must be a whole number, got '${text}'`);
  return Number(text);
}

/** A file that is printed can be opened from where the command runs; a directory outside has no short name. */
function prefixOf(directory: string, cwd: string): string {
  const path = relative(cwd, directory);
  const isOutside = path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
  return isOutside ? '' : `${path.split(sep).join('/')}/`;
}
