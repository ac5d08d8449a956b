import { InputReference, piecesOf, TextPiece } from '../primitives/template-input';

/** Whether the value of an input is a word, which needs no quotes inside of a text. */
export type IsWord = (path: string) => boolean;

/** Starts that no number, boolean or date has, or a part that none contains. */
const CERTAINLY_TEXT = /^[A-Za-z]+[-/:_.]|^\.{1,2}\/|[-/][A-Za-z]{2}|\n/;

/** Ends of lines that the printer of YAML in Go does not keep. */
const MISPRINTED = /[\x85\u2028\u2029]/;

/**
 * An object as the operator wants it: what it makes of the result for a set of inputs means what the object means with the values
 * of the inputs in it. The operator prints each object as YAML before it fills it in, so quotes that stand here are lost.
 */
export function writeTemplate(value: unknown, isWord: IsWord): unknown {
  if (typeof value === 'string') return writeText(value, isWord);
  if (Array.isArray(value)) return value.map((item) => writeTemplate(item, isWord));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [writeText(key, isWord), writeTemplate(inner, isWord)]));
}

function writeText(text: string, isWord: IsWord): string {
  if (!text.includes('<<') && !MISPRINTED.test(text)) return text;
  const pieces = piecesOf(text);
  const [first] = pieces;
  if (pieces.length === 1 && typeof first !== 'string') return writeWhole(first);
  return canStandInPlace(pieces, isWord) ? pieces.map(inPlace).join('') : asOneAction(pieces);
}

/** An input that is a whole value. */
function writeWhole({ path, form }: InputReference): string {
  const pipes = { text: ' | quote', slug: ' | slugify | quote', int: ' | int', bool: '', value: ' | toJson' };
  return `<< inputs.${path}${pipes[form]} >>`;
}

/** Whether the text stays one, and the same, whatever the inputs are. */
function canStandInPlace(pieces: readonly TextPiece[], isWord: IsWord): boolean {
  const [first] = pieces;
  if (pieces.some((piece) => typeof piece === 'string' && MISPRINTED.test(piece))) return false;
  if (pieces.length === 1) return first !== '<<';
  // What is left of a slug may be nothing.
  const isSimple = pieces.every((piece) => typeof piece !== 'string' || /^[\w./-]*$/.test(piece));
  const isSafe = pieces.every((piece, index) => {
    if (typeof piece !== 'string') return piece.form === 'slug' ? isSimple : isWord(piece.path);
    // A bracket in front of an action would be taken for its start.
    return !piece.endsWith('<') || index === pieces.length - 1;
  });
  return isSafe && CERTAINLY_TEXT.test(pieces.map((piece) => (typeof piece === 'string' ? piece : '0')).join(''));
}

function inPlace(piece: TextPiece): string {
  if (typeof piece === 'string') return piece.replaceAll('<<', '<< `<<` >>');
  return `<< inputs.${piece.path}${piece.form === 'slug' ? ' | slugify' : ''} >>`;
}

/** The whole text as an action that quotes what it prints. */
function asOneAction(pieces: readonly TextPiece[]): string {
  const inputs = pieces.filter((piece) => typeof piece !== 'string');
  if (inputs.length === 0) return `<< ${goText(pieces.join(''))} | quote >>`;
  const format = pieces.map((piece) => (typeof piece === 'string' ? piece.replaceAll('%', '%%') : '%v')).join('');
  const values = inputs.map(({ path, form }) => (form === 'slug' ? `(inputs.${path} | slugify)` : `inputs.${path}`));
  return `<< printf ${goText(format)} ${values.join(' ')} | quote >>`;
}

const SHORT_ESCAPES: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** What Go cannot read between quotes, what would start an action, and what makes YAML put the whole action into quotes of its own. */
const ESCAPED = /["\\\n\r\t]|[\0-\x1f\x7f-\xa0\xad\u2028\u2029\ufeff\ufffe\uffff]|<<|: | #/g;

/** A text between the quotes of Go. */
function goText(text: string): string {
  const escaped = text.replace(ESCAPED, (found) => {
    if (found in SHORT_ESCAPES) return SHORT_ESCAPES[found];
    if (found === ': ') return ':\\u0020';
    if (found === ' #') return '\\u0020#';
    return [...found].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  });
  return `"${escaped}"`;
}
