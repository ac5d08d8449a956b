import { ByEnvironment, DEFAULT_VALUES, DefaultValue } from '../src/primitives/default-values';
import { notKnown } from './bad-input';

const DEFAULTS: ReadonlyMap<string, DefaultValue> = new Map(Object.entries(DEFAULT_VALUES));
const PROFILES = ['standard', 'responsive', 'relaxed'] as const;

/** All defaults that a profile decides, in a table. */
export function defaultsList(program: string): string {
  const width = Math.max(...[...DEFAULTS.keys()].map(({ length }) => length));
  const lines = [...DEFAULTS].map(([name, value]) => `${name.padEnd(width)}  ${textOf(value.standard)}`);
  return [...lines, '', `what FleetProfile.standard() writes; '${program} explain default <name>' tells more about one`, ''].join('\n');
}

/** One default: its values, why, and who says so. */
export function defaultExplanation(name: string, program: string): string {
  const value = DEFAULTS.get(name);
  if (!value) throw notKnown('default', name, [...DEFAULTS.keys()], `'${program} explain default' lists them all`);
  return [
    name,
    '',
    ...PROFILES.map((profile) => `  ${`${profile}:`.padEnd(12)}${textOf(value[profile])}`),
    '',
    `  why: ${value.why}`,
    `  see: ${value.source}`,
    '',
    '  A prop of the construct wins over the profile; the profile is chosen with',
    '    new FluxApp({ profile: FleetProfile.responsive() })',
    '',
  ].join('\n');
}

function textOf(value: ByEnvironment): string {
  if (typeof value === 'string') return value;
  return Object.entries(value)
    .map(([environment, text]) => `${text} in ${environment}`)
    .join(', ');
}
