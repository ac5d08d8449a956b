import { Field } from '../../manifests/manifest';
import { readYamlFile } from '../../manifests/yaml/yaml-file';
import { literalOf } from './generators';

/** A value with what it is called. */
export interface Leaf {
  /** Where it is written. */
  readonly field: Field;
  readonly key: string;
  readonly value: unknown;
  /** The way to it within a text that is written there. */
  readonly inside?: string;
}

const MAX_DEPTH = 60;
const MAX_TEXT = 200_000;

/** All scalars in a field. An entry such as `{ name: DB_PASSWORD, value: … }` is called by its name. */
export function leavesOf(field: Field, depth = 0): Leaf[] {
  const { value } = field;
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return field.items().flatMap((item) => leavesOf(item, depth + 1));
  if (typeof value === 'object' && value !== null) {
    const name = field.at('name').text();
    return field.entries().flatMap((entry) => {
      if (entry.key === 'value' && name !== undefined && isScalar(entry.value)) return [{ field: entry, key: name, value: entry.value }];
      return leavesOf(entry, depth + 1);
    });
  }
  // The entries of a list are called like the list, and a list of tokens is one of names more often than not.
  return isScalar(value) ? [{ field, key: field._isItem ? '' : field.key, value }] : [];
}

/** The entries of a map. */
export function entriesOf(map: Field): Leaf[] {
  return map.entries().map((field) => ({ field, key: field.key, value: field.value }));
}

/** The entries of a ConfigMap, and what is in those that are files of settings. */
export function configMapLeaves(data: Field): Leaf[] {
  const leaves: Leaf[] = [];
  for (const field of data.entries()) {
    leaves.push({ field, key: field.key, value: field.value });
    // Only a file has a point in its name.
    if (field.key.includes('.')) for (const leaf of leavesInText(field)) leaves.push(leaf);
  }
  return leaves;
}

/** The literals of a generator. */
export function generatorLeaves(generator: Field): Leaf[] {
  const literals = generator.at('literals').items();
  return literals.flatMap((field) => {
    const literal = literalOf(field);
    return literal ? [{ field, ...literal }] : [];
  });
}

/** What patches set: the fields of an object, or the values of operations. */
export function patchLeaves(patches: Field): Leaf[] {
  return patches.items().flatMap((patch) => {
    const text = patch.at('patch');
    return valuesIn(text.text()).flatMap((document) => {
      if (!Array.isArray(document)) return flat(document, text);
      return document.flatMap((operation) => {
        const { path, value } = (operation ?? {}) as { path?: unknown; value?: unknown };
        const key = typeof path === 'string' ? path.slice(path.lastIndexOf('/') + 1) : '';
        return isScalar(value) ? [{ field: text, key, value, inside: key }] : flat(value, text);
      });
    });
  });
}

/** What a file of settings holds, if it is one by its name. Values that are credentials by their form are found without reading it. */
function leavesInText(field: Field): Leaf[] {
  const text = field.text();
  if (text === undefined || text.length > MAX_TEXT) return [];
  if (/\.(ya?ml|json)$/.test(field.key)) return valuesIn(text).flatMap((document) => flat(document, field).filter(isCalled));
  if (!/\.(env|properties)$/.test(field.key)) return [];
  return text.split('\n').flatMap((line) => {
    const [, key, value] = /^\s*([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    return key === undefined ? [] : [{ field, key, value, inside: key }];
  });
}

function isCalled({ key, value }: Leaf): boolean {
  return key !== '' && typeof value === 'string' && !value.includes('-----BEGIN');
}

function valuesIn(text: string | undefined): unknown[] {
  return text === undefined ? [] : readYamlFile(text, 'text').documents.map(({ value }) => value);
}

/** The scalars in what a text holds, all at the place of the text. */
function flat(document: unknown, field: Field): Leaf[] {
  const inner = Field._of(field.manifest, [], document);
  return leavesOf(inner).map((leaf) => ({ ...leaf, field, inside: leaf.field.path }));
}

function isScalar(value: unknown): boolean {
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean';
}
