import { evaluate, Evaluation, ExpressionProblem, Lookup } from './envsubst';
import { expressionsIn } from './expression';
import { INVALID, isPlain, isPrintable, meaningOf, printScalar, ScalarStyle, styleOf } from './go-scalar';
import { MAX_KEY_BYTES } from './print-go-yaml';
import { readYamlValue } from '../yaml/read-values';

/** Where a text stands: that decides what it may become. */
export type TextPlace = 'field' | 'item' | 'key';

/** What becomes of a text. */
export interface SubstitutedText {
  readonly value: unknown;
  readonly used: readonly string[];
  readonly problems: readonly (Omit<ExpressionProblem, 'kind'> & { readonly kind: ExpressionProblem['kind'] | 'broken-yaml' })[];
}

/** A neighbour that shows whether a text swallows what follows it. */
const NEIGHBOUR = '~neighbour';

/** Tells that a text became no YAML. */
const BROKEN = Symbol('broken YAML');

/**
 * Substitutes one text as Flux does: prints it as YAML, fills in the variables, and reads the YAML again.
 *
 * Most texts need neither, since it is known what a reader makes of them; the others are printed and read alone.
 */
export function substituteText(text: string, place: TextPlace, lookup: Lookup, strict: boolean): SubstitutedText {
  const evaluation = evaluate(text, lookup, strict);
  const { used, problems, hasUnknown } = evaluation;
  if (problems.length > 0) return { value: text, used, problems };

  const value = evaluation.isText ? read(text, evaluation, place, lookup, strict) : BROKEN;
  if (value !== BROKEN) return { value, used, problems };
  // Whether it is broken depends on a value that nobody can know here.
  if (hasUnknown) return { value: evaluation.text, used, problems };
  const [{ text: expression, name }] = expressionsIn(text);
  return { value: text, used, problems: [{ kind: 'broken-yaml', expression, name }] };
}

function read(text: string, evaluation: Evaluation, place: TextPlace, lookup: Lookup, strict: boolean): unknown {
  const style = styleOf(text);
  const result = evaluation.text;
  if (!evaluation.hasUnknown && place !== 'key' && isPrintable(result)) {
    if (style === 'plain' && isPlain(result)) return jsonOf(meaningOf(result));
    if (style === 'single' && !text.includes("'") && !result.includes("'")) return result;
    if (style === 'literal' && hasSameEdges(text, result) && !/\$\{[^}]*\n/.test(text)) return result;
  }
  try {
    return readAlone(text, style, place, lookup, strict);
  } catch {
    return BROKEN;
  }
}

function jsonOf(meaning: ReturnType<typeof meaningOf>): unknown {
  return meaning === INVALID ? BROKEN : meaning;
}

/** Whether a block is read as it is: its first line says how far it is indented, its header what happens to its last lines. */
function hasSameEdges(before: string, after: string): boolean {
  const breaksAtEnd = (text: string) => text.length - text.replace(/\n+$/, '').length;
  return (/^[ \n]/.test(before) || !/^[ \n]/.test(after)) && breaksAtEnd(before) === breaksAtEnd(after);
}

/** Prints the text with a neighbour, substitutes, and reads what came out. */
function readAlone(text: string, style: ScalarStyle, place: TextPlace, lookup: Lookup, strict: boolean): unknown {
  const printed = evaluate(printScalar(text, style, '  '), lookup, strict);
  if (printed.problems.length > 0 || !printed.isText) return BROKEN;
  if (place === 'item') {
    const list = readYamlValue(`- ${printed.text}\n- ${NEIGHBOUR}\n`);
    return Array.isArray(list) && list.length === 2 && list[1] === NEIGHBOUR ? list[0] : BROKEN;
  }
  const isLong = place === 'key' && (text.includes('\n') || Buffer.byteLength(text) > MAX_KEY_BYTES);
  const entry = place === 'field' ? `key: ${printed.text}` : isLong ? `? ${printed.text}\n: 0` : `${printed.text}: 0`;
  const map = readYamlValue(`${entry}\n${NEIGHBOUR}: 0\n`);
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return BROKEN;
  const entries = Object.entries(map).filter(([key]) => key !== NEIGHBOUR);
  if (entries.length !== 1 || !Object.hasOwn(map, NEIGHBOUR)) return BROKEN;
  const [key, value] = entries[0];
  if (place === 'field') return key === 'key' ? value : BROKEN;
  return value === 0 && printed.text !== '' ? key : BROKEN;
}
