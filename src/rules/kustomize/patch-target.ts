import { Field, Manifest } from '../../manifests/manifest';
import { groupOf } from '../../manifests/object-id';
import { isTypingError } from '../../verification/evidence';
import { editDistance } from '../../verification/existence';
import { readRe2 } from '../../primitives/re2-pattern';

/** What the target of a patch asks of an object. kustomize takes each for a regular expression that has to fit as a whole. */
const ASKED: Readonly<Record<string, (object: Manifest) => readonly string[]>> = {
  group: ({ apiVersion }) => [groupOf(apiVersion)],
  version: ({ apiVersion }) => [apiVersion.slice(apiVersion.indexOf('/') + 1)],
  kind: ({ kind }) => [kind],
  name: namesOf,
};

/** The name in the cluster, the one before variables were filled in, and the one before a generator added a hash. */
function namesOf({ name, _unsubstituted }: Manifest): string[] {
  const written = (_unsubstituted as { metadata?: { name?: unknown } } | undefined)?.metadata?.name;
  return [name, String(written ?? name), name.replace(/-[a-z0-9]{10}$/, '')];
}

/** Whether a target could select an object. Its namespace and its labels may have been others before, so nothing is made of them. */
export function selects(target: Field, object: Manifest, but?: string): boolean {
  return Object.entries(ASKED).every(([key, valuesOf]) => key === but || fits(target.at(key), valuesOf(object)));
}

function fits(field: Field, values: readonly string[]): boolean {
  const pattern = field.text();
  if (pattern === undefined || values.includes(pattern)) return true;
  const { regex } = readRe2(`^(?:${pattern})$`);
  return regex === undefined || values.some((value) => regex.test(value));
}

/** Whether a target means one object. One without a name is for whatever is there, and may be handed down to many directories. */
export function isForOne(target: Field): boolean {
  return /^[\w.-]+$/.test(target.at('name').text() ?? '');
}

/** The object that would be selected if one field of the target were written a little differently. */
export function almostSelected(target: Field, objects: readonly Manifest[]): { readonly field: Field; readonly value: string } | undefined {
  for (const [key, valuesOf] of Object.entries(ASKED)) {
    const field = target.at(key);
    const pattern = field.text();
    const meant = pattern && objects.find((object) => selects(target, object, key) && isMeant(key, pattern, valuesOf(object)[0]));
    if (meant) return { field, value: valuesOf(meant)[0] };
  }
  return undefined;
}

function isMeant(key: string, pattern: string, value: string): boolean {
  if (key === 'name') return isTypingError(pattern, value) || value.startsWith(`${pattern}-`) || pattern.startsWith(`${value}-`);
  if (key === 'group') return value !== '' && (value.startsWith(`${pattern}.`) || editDistance(pattern, value) <= 2);
  return key === 'kind' && editDistance(pattern.toLowerCase(), value.toLowerCase()) <= 2;
}
