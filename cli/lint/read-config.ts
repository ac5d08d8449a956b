import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { Manifest } from '../../src/manifests/manifest';
import { pathText } from '../../src/manifests/place';
import { YamlSource } from '../../src/manifests/yaml-source';
import { Environment } from '../../src/primitives/environment';
import { FluxVersion } from '../../src/primitives/flux-version';
import { compile } from '../../src/schemas/compile';
import { SchemaProblem, Walk } from '../../src/schemas/problem';
import { External } from '../../src/verification/externals';
import { VerificationSettings } from '../../src/verification/rule-context';
import { Severity } from '../../src/verification/severity';
import { Waiver } from '../../src/verification/waivers';
import { BadInput } from '../bad-input';
import { CONFIG_SCHEMA } from './config-schema';
import { configWaivers } from './config-waivers';
import { externalOf } from './external-text';
import { knownRule } from './known-rules';

export const CONFIG_FILE = 'fluxcd.config.yaml';

/** What a project says about the judgement of its repository. */
export interface LintConfig {
  readonly externals: readonly External[];
  /** Absolute directories by the names of sources. */
  readonly with: ReadonlyMap<string, string>;
  readonly environments: Readonly<Record<string, Environment>>;
  readonly fluxVersion?: FluxVersion;
  readonly settings?: VerificationSettings;
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  readonly waivers: readonly Waiver[];
  readonly ignore: readonly string[];
}

const NOTHING: LintConfig = {
  externals: [],
  with: new Map(),
  environments: {},
  rules: new Map(),
  waivers: [],
  ignore: [],
};

/** Reads the configuration of a directory, or the file that is named instead. */
export function readConfig(directory: string, named: string | undefined, program: string): LintConfig {
  const file = named ?? join(directory, CONFIG_FILE);
  if (!existsSync(file)) {
    if (named === undefined) return NOTHING;
    throw new BadInput(`there is no configuration file ${basename(file)}\n  leave out --config for the ${CONFIG_FILE} of the directory`);
  }
  const source = new YamlSource(shownPath(directory, file), readFileSync(file, 'utf8'));
  return configOf(documentOf(source), dirname(file), program);
}

/** Outside of the directory only the name: reports name no directories of this machine. */
function shownPath(directory: string, file: string): string {
  const inside = relative(directory, resolve(file));
  return inside.startsWith('..') ? basename(file) : inside.split(sep).join('/');
}

function documentOf(source: YamlSource): Manifest {
  const [problem] = source.problems;
  if (problem) throw new BadInput(`${placeText(problem.place)}: ${problem.message}`);
  const { documents } = source;
  if (documents.length > 1) throw new BadInput(`${source.path}: must be one document, got ${documents.length}`);
  return documents[0] ?? new Manifest({}, { origin: { place: () => ({ file: source.path }) } });
}

function configOf(document: Manifest, directory: string, program: string): LintConfig {
  const value = document.object ?? {};
  const walk = new Walk();
  compile(CONFIG_SCHEMA, '', { rules: [], moreValues: () => [] })(value, walk);
  if (walk.problems.length > 0) throw new BadInput(walk.problems.map((problem) => problemText(document, problem)).join('\n'));

  const rules = document.at('rules').entries();
  rules.forEach((field) => atPlace(document, ['rules', field.key], () => knownRule(field.key, program)));
  const externals = (value.externals ?? []) as string[];
  return {
    externals: externals.map((text, index) => atPlace(document, ['externals', index], () => externalOf(text))),
    with: new Map(Object.entries((value.with ?? {}) as Record<string, string>).map(([name, path]) => [name, resolve(directory, path)])),
    environments: value.environments ?? {},
    fluxVersion: value.fluxVersion === undefined ? undefined : (String(value.fluxVersion) as FluxVersion),
    settings: value.settings,
    rules: new Map(rules.map(({ key, value: severity }) => [key, severity === false ? 'off' : severity])),
    waivers: configWaivers(document, (steps, work) => atPlace(document, steps, work), program),
    ignore: value.ignore ?? [],
  };
}

function problemText(document: Manifest, { path, message, allowed, suggestion }: SchemaProblem): string {
  const at = pathText(path);
  const place = placeText(document.root._in(path).place);
  const choices = allowed && !message.includes(allowed.join(', ')) ? `\n  allowed: ${allowed.join(', ')}` : '';
  const meant = suggestion && !message.includes(suggestion) ? `; did you mean '${suggestion}'?` : '';
  return `${place}: ${at === '' ? 'the configuration' : at} ${message}${meant}${choices}`;
}

/** Says where in the file the trouble is. */
function atPlace<T>(document: Manifest, steps: readonly (string | number)[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    throw new BadInput(`${placeText(document.root._in(steps).place)}: ${error.message}`);
  }
}

function placeText({ file, line, column }: { file?: string; line?: number; column?: number }): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
