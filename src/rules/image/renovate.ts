import { ISourceFile } from '../../manifests/source-file';
import { readYamlFile } from '../../manifests/yaml/yaml-file';
import { Marker } from './marker';
import { isMap } from '../../primitives/is-map';

type Json = Readonly<Record<string, unknown>>;

const CONFIG = /^(?:\.github\/|\.gitlab\/)?(?:renovate\.json5?|\.renovaterc(?:\.json5?)?)$/;

/** What `config:recommended` leaves out. */
const USUALLY_IGNORED = /(?:^|\/)(?:node_modules|bower_components|vendor|examples|__tests__|tests?|__fixtures__)\//;

/** A part of Renovate that reads YAML with images. */
interface Manager {
  readonly name: string;
  /** The files that it reads without being told. */
  readonly files?: RegExp;
  /** Which marked values are among those that it updates. */
  readonly updates: (marker: Marker) => boolean;
}

const MANAGERS: readonly Manager[] = [
  { name: 'kustomize', files: /(?:^|\/)kustomization\.ya?ml$/, updates: ({ field }) => field.path.startsWith('images[') },
  { name: 'helm-values', files: /(?:^|\/)values\.ya?ml$/, updates: () => true },
  { name: 'kubernetes', updates: ({ field }) => field.key === 'image' },
  { name: 'flux', updates: ({ field }) => ['HelmRelease', 'OCIRepository'].includes(field.manifest.kind) },
];

/** The configuration of Renovate in a repository. */
export function renovateConfig(files: readonly ISourceFile[]): Json | undefined {
  const file = files.find(({ path }) => CONFIG.test(path));
  // JSON is YAML, comments in the manner of JavaScript are not.
  const value = file && readYamlFile(file.text, file.path).documents[0]?.value;
  return isMap(value) ? value : undefined;
}

/** The manager of Renovate that certainly updates a value. */
export function managerOf(config: Json, marker: Marker): string | undefined {
  if (config.enabled === false || isIgnored(config, marker.file)) return undefined;
  return MANAGERS.find((manager) => manager.updates(marker) && manages(config, manager, marker.file))?.name;
}

function manages(config: Json, { name, files }: Manager, path: string): boolean {
  const enabled = textsIn(config.enabledManagers);
  if (enabled.length > 0 && !enabled.includes(name)) return false;
  if (listOf(config.packageRules).some((rule) => mayDisable(rule, name))) return false;
  const own = isMap(config[name]) ? (config[name] as Json) : {};
  if (own.enabled === false) return false;
  if ([...textsIn(own.fileMatch), ...textsIn(own.managerFilePatterns).flatMap(bare)].some((pattern) => matches(pattern, path))) return true;
  return files !== undefined && files.test(path) && !hasForeignPreset(config);
}

/** A preset of one's own may turn off anything. */
function hasForeignPreset(config: Json): boolean {
  return textsIn(config.extends).some((preset) => /[>/]/.test(preset));
}

function mayDisable(rule: unknown, manager: string): boolean {
  if (!isMap(rule) || rule.enabled !== false) return false;
  const managers = textsIn(rule.matchManagers);
  return managers.length === 0 || managers.includes(manager);
}

/** Renovate ignores what a text is part of; of a glob, what stands between its stars is enough here. */
function isIgnored(config: Json, path: string): boolean {
  if (USUALLY_IGNORED.test(path)) return true;
  const has = (pattern: string): boolean => path.includes(pattern.replace(/^[*/]+|[*/]+$/g, ''));
  const included = textsIn(config.includePaths);
  return textsIn(config.ignorePaths).some(has) || (included.length > 0 && !included.some(has));
}

/** The expression in `/…/`; globs are left alone. */
function bare(pattern: string): string[] {
  return pattern.length > 1 && pattern.startsWith('/') && pattern.endsWith('/') ? [pattern.slice(1, -1)] : [];
}

function matches(pattern: string, path: string): boolean {
  try {
    return new RegExp(pattern).test(path);
  } catch {
    return false;
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsIn(value: unknown): string[] {
  return listOf(value).filter((one): one is string => typeof one === 'string');
}
