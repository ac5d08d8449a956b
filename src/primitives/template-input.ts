import { IConstruct } from 'constructs';
import { InputError, InputPlace } from './input-error';
import { isInTemplate } from './template-scope';

/** How the value of an input is written: as a text, or as what it is. */
export type InputForm = 'text' | 'slug' | 'int' | 'bool' | 'value';

/** An input in a text, as constructs hand it around; how it is quoted is decided when the template is written. */
export interface InputReference {
  readonly path: string;
  readonly form: InputForm;
}

/** A text, piece by piece. */
export type TextPiece = string | InputReference;

const PATH = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;
const REFERENCE = /<< inputs\.([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?: \| (slug|int|bool|value))? >>/g;
/** An action that somebody wrote by hand, and that is no reference. */
const ACTION = /<<-?\s*(?:inputs\b|(?:if|range|with|end|else)\b)[^>]*(?:>>)?/;

/** Whether `name` can stand behind `inputs.` in a template. */
export function isInputPath(name: string): boolean {
  return PATH.test(name);
}

/** An input as text, wherever a text stands: alone, or with other text around it. */
export function inputText(path: string, form: 'text' | 'slug' = 'text'): string {
  return form === 'text' ? `<< inputs.${path} >>` : `<< inputs.${path} | slug >>`;
}

/** An input whose value is no text. In the middle of a text it is one. */
export class TypedInput {
  constructor(
    private readonly path: string,
    private readonly form: InputForm,
  ) {}

  /** What cdk8s puts in its place. */
  public resolve(): string {
    return `<< inputs.${this.path} | ${this.form} >>`;
  }

  public toString(): string {
    return inputText(this.path);
  }
}

/** Whether a text has an input in it. */
export function hasInput(text: string): boolean {
  return text.includes('<< inputs.') && text.search(REFERENCE) >= 0;
}

/** Whether a text starts with an input, so that nobody knows what it starts with. */
export function startsWithInput(text: string): boolean {
  return text.startsWith('<<') && text.search(REFERENCE) === 0;
}

/**
 * A text with a letter for each input, to be judged by its form. Outside of a template an input is no value, and stays.
 *
 * @param at where the text stands; a factory is called outside of all constructs, and cannot know
 */
export function shapeOf(at: InputPlace, text: string): string {
  if (!text.includes('<<') || (typeof at !== 'string' && !isInTemplate(at))) return text;
  return text.replace(REFERENCE, 'x');
}

/** The pieces of a text. */
export function piecesOf(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const found of text.matchAll(REFERENCE)) {
    if (found.index > at) pieces.push(text.slice(at, found.index));
    pieces.push({ path: found[1], form: (found[2] as InputForm | undefined) ?? 'text' });
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push(text.slice(at));
  return pieces;
}

/** Refuses actions of templates that somebody wrote by hand: their quoting and their inputs would be nobody's concern. */
export function requireNoAction(at: IConstruct, prop: string, text: string): void {
  const [action] = ACTION.exec(text.replace(REFERENCE, '')) ?? [];
  if (action === undefined) return;
  const name = /inputs\.([\w.]*\w)/.exec(action)?.[1];
  throw new InputError(at, {
    prop,
    got: action,
    mustBe: 'a text without actions of templates',
    fix: name === undefined ? 'a ResourceSet with resourcesTemplate' : `template.input('${name}')`,
  });
}
