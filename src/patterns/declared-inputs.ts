import { Construct } from 'constructs';
import { InputError, InputPlace } from '../primitives/input-error';
import { isInputPath } from '../primitives/template-input';
import { InputType } from './input-type';
import { isMap } from '../primitives/is-map';

/** What is known about an input before any value of it is. */
export interface DeclaredInput {
  readonly type: InputType;
  /** Whether no value of it can be mistaken for anything but a part of a word: it needs no quotes inside of a text. */
  readonly isWord: boolean;
}

/** Inputs by their paths: `tenant`, `image.tag`. */
export type DeclaredInputs = ReadonlyMap<string, DeclaredInput>;

/** Values that mean the same with and without quotes as long as other text stands around them. */
const WORD = /^[A-Za-z0-9_](?:[\w.-]*(?::[\w.-]*\w)?)$/;

/** Inputs that a provider exports and that are no words: anybody may choose them. */
const FREE_TEXTS = ['branch', 'author', 'title', 'revision'];

/** What is exported by every provider: where an input comes from. */
const PROVIDER = ['apiVersion', 'kind', 'name', 'namespace'];

const TEXT: DeclaredInput = { type: InputType.TEXT, isWord: false };
const WORD_TEXT: DeclaredInput = { type: InputType.TEXT, isWord: true };

/** The inputs that every provider has beside its own. */
export function providerInputs(): [string, DeclaredInput][] {
  return PROVIDER.map((field) => [`provider.${field}`, field === 'apiVersion' ? TEXT : WORD_TEXT]);
}

/** The inputs that a type of providers exports. */
export function exportedInputs(names: readonly string[]): [string, DeclaredInput][] {
  return names.map((name) => [name, FREE_TEXTS.includes(name) ? TEXT : WORD_TEXT]);
}

/** Inputs of which only the type is known. */
export function typedInputs(at: InputPlace, types: Record<string, InputType>): [string, DeclaredInput][] {
  return Object.entries(types).map(([name, type]) => {
    requireInputName(at, name);
    return [name, { type, isWord: type === InputType.INT || type === InputType.BOOL }];
  });
}

/** The inputs of sets whose values are known. All sets must have the same ones, of the same types; maps may differ inside. */
export function inputsOfSets(at: InputPlace, sets: readonly Record<string, unknown>[]): [string, DeclaredInput][] {
  sets.forEach((set, index) => {
    for (const name of Object.keys(set)) requireInputName(at, name);
    const lacking = Object.keys(sets[0]).find((name) => set[name] === undefined) ?? Object.keys(set).find((name) => !(name in sets[0]));
    if (lacking !== undefined) throw incomplete(at, sets, index, lacking);
  });
  const [first, ...others] = sets.map((set) => new Map(leaves(set)));
  return [...first].flatMap(([path, value]) => {
    if (!others.every((other) => other.has(path))) return [];
    const values = [value, ...others.map((other) => other.get(path))];
    const types = [...new Set(values.map(typeOf))];
    if (types.length > 1 && !path.includes('.')) throw mixed(at, path, values);
    const isWord = values.every((one) => typeof one !== 'object' && WORD.test(String(one)));
    return [[path, { type: types.length > 1 ? InputType.VALUE : types[0], isWord }] as [string, DeclaredInput]];
  });
}

/** The inputs that all of several sources have, each of a type that is the same in all. */
export function commonInputs(sources: readonly (readonly (readonly [string, DeclaredInput])[])[]): [string, DeclaredInput][] {
  const [first, ...others] = sources.map((source) => new Map(source));
  return [...first].flatMap(([path, { type, isWord }]) => {
    const same = others.map((other) => other.get(path));
    if (!same.every((input) => input?.type === type)) return [];
    return [[path, { type, isWord: isWord && same.every((input) => input!.isWord) }] as [string, DeclaredInput]];
  });
}

/** Refuses an input that is not there, or is something else. */
export function requireInput(at: Construct, inputs: DeclaredInputs, method: string, name: string, type?: InputType): void {
  const declared = inputs.get(name);
  if (declared && (type === undefined || declared.type === type || type === InputType.VALUE)) return;
  const candidates = [...inputs].filter(([, input]) => type === undefined || input.type === type).map(([path]) => path);
  throw new InputError(at, {
    prop: `${method}()`,
    got: name,
    mustBe: `an input of this template${type ? ` of type ${type}` : ''} (${candidates.sort().join(', ') || 'there is none'})`,
    fix: declared
      ? `template.${methodOf(declared.type)}('${name}')`
      : `template.${method}('${nearest(name, candidates)}'), or declare '${name}' in all inputs`,
  });
}

function methodOf(type: InputType): string {
  return type === InputType.TEXT ? 'input' : type;
}

/** Every value that a template can name, with the maps around it. */
function leaves(set: Record<string, unknown>, prefix = ''): [string, unknown][] {
  return Object.entries(set).flatMap(([name, value]): [string, unknown][] => {
    if (!isInputPath(name) || name.includes('.')) return [];
    const path = `${prefix}${name}`;
    return [[path, value], ...(isMap(value) ? leaves(value, `${path}.`) : [])];
  });
}

function requireInputName(at: InputPlace, name: string): void {
  if (isInputPath(name) && !name.includes('.')) return;
  throw new InputError(at, {
    prop: 'the name of an input',
    got: name,
    mustBe: 'letters, digits and _, not starting with a digit; templates cannot name others',
    fix: `${name.replace(/[^A-Za-z0-9]+(\w?)/g, (_, letter: string) => letter.toUpperCase()).replace(/^(?=\d|$)/, '_')}: …`,
  });
}

function incomplete(at: InputPlace, sets: readonly Record<string, unknown>[], index: number, name: string): InputError {
  const isFirst = sets[index][name] !== undefined;
  return new InputError(at, {
    prop: `sets[${isFirst ? 0 : index}]`,
    got: Object.keys(sets[isFirst ? 0 : index]),
    mustBe: `a set with the input '${name}', as the others; the operator builds nothing when a set lacks one`,
    fix: `${name}: …, in every set`,
  });
}

function typeOf(value: unknown): InputType {
  if (typeof value === 'string') return InputType.TEXT;
  if (typeof value === 'boolean') return InputType.BOOL;
  return Number.isSafeInteger(value) ? InputType.INT : InputType.VALUE;
}

function mixed(at: InputPlace, path: string, values: unknown[]): InputError {
  return new InputError(at, {
    prop: `input '${path}'`,
    got: values,
    mustBe: 'of one type in all sets: text, whole numbers, or booleans',
    fix: `${path}: ${JSON.stringify(String(values[0])).replaceAll('"', "'")}, in every set`,
  });
}

/** The name that was probably meant. */
function nearest(name: string, candidates: string[]): string {
  const shared = (other: string) => [...other].filter((letter) => name.includes(letter)).length / Math.max(other.length, name.length);
  return [...candidates].sort((a, b) => shared(b) - shared(a))[0] ?? name;
}
