import { ApiObject } from 'cdk8s';
import { KubernetesObject } from '../manifests/kubernetes-object';
import { isSubstitutionDisabled } from '../manifests/substitution/substitute-object';
import { substituteText, TextPlace } from '../manifests/substitution/substitute-text';
import { fleetContextOf } from '../primitives/fleet-context';
import { FluxVersion, isAtLeast } from '../primitives/flux-version';
import { Room } from '../primitives/room';

/** A variable as `cluster.variable()` writes it, and as files do. */
const REFERENCE = /\$\{([_a-zA-Z][_a-zA-Z0-9]*)\}/g;

/** What Flux would take for the start of a variable, or for an escaped dollar. */
const EXPRESSION = /\$\{([_a-zA-Z][_a-zA-Z0-9]*)\}|\$+(?=\{)|\$\$+/g;

/**
 * An object with the variables of a cluster that leaves them to Flux: they stay `${NAME}` where Flux fills them in, and have their value
 * everywhere else. What merely looks like a variable is escaped, so that Flux applies what the program says.
 */
export function withVariables(object: KubernetesObject, construct: ApiObject, room: Room): KubernetesObject {
  const { substituted, fluxVersion } = fleetContextOf(construct);
  if (!substituted || substituted.definedBy(construct)) return object;
  const names = isSubstitutionDisabled(object) ? undefined : room.variables?.filledIn();
  const isStrict = isAtLeast(fluxVersion, FluxVersion.V2_9);
  const write = names ? keeper(substituted.values, new Set(names), isStrict) : (text: string) => filled(text, substituted.values);
  return mapTexts(object, 'field', write) as KubernetesObject;
}

type Values = Readonly<Record<string, string>>;

/** What is written for a text: one that becomes the right value, or the value itself where no expression does. */
function keeper(values: Values, names: ReadonlySet<string>, isStrict: boolean): (text: string, place: TextPlace) => string {
  // What a Secret says nobody knows here; it stays an expression.
  const lookup = (name: string) => (Object.hasOwn(values, name) ? values[name].replaceAll('\n', '') : names.has(name) ? null : undefined);
  const others = new Set([...names].filter((name) => !Object.hasOwn(values, name)));
  return (text, place) => {
    const meant = filled(text, values);
    const kept = escapedBut(names, text);
    // Flux reads what it filled in as YAML: a number in a text would be none any more.
    return substituteText(kept, place, lookup, isStrict).value === meant ? kept : escapedBut(others, meant);
  };
}

/** A text in which Flux fills in these variables and nothing else. */
function escapedBut(names: ReadonlySet<string>, text: string): string {
  return text.replace(EXPRESSION, (all, name) => (names.has(name) ? all : escaped(all)));
}

/** Dollars that Flux leaves as they are when each is written twice. */
function escaped(text: string): string {
  return text.replace(/^\$+/, (dollars) => dollars + dollars);
}

function filled(text: string, values: Values): string {
  return text.replace(REFERENCE, (reference, name) => (Object.hasOwn(values, name) ? values[name] : reference));
}

/** Every text with a dollar, in values and in keys, replaced. What has none is returned as it is. */
function mapTexts(value: unknown, place: TextPlace, write: (text: string, place: TextPlace) => string): unknown {
  if (typeof value === 'string') return value.includes('$') ? write(value, place) : value;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, 'item', write));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.includes('$') ? write(key, 'key') : key, mapTexts(inner, 'field', write)]),
  );
}
