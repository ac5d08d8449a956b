/** What Kubernetes' reader takes for something other than text, besides numbers. */
const WORDS = new Map<string, boolean | number | null>([
  ...words(true, 'y Y yes Yes YES true True TRUE on On ON'),
  ...words(false, 'n N no No NO false False FALSE off Off OFF'),
  ...words(null, '~ null Null NULL'),
  ['', null],
  ...words(NaN, '.nan .NaN .NAN'),
  ...words(Infinity, '.inf .Inf .INF +.inf +.Inf +.INF'),
  ...words(-Infinity, '-.inf -.Inf -.INF'),
]);

/** Text of another first character is always text. */
const MAY_MEAN_SOMETHING = new Set([...'yYnNtTfFoO~+-.0123456789'].map((character) => character.charCodeAt(0)));

const SHORT_INTEGER = /^(?:0|[1-9][0-9]{0,14})$/;
const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]([0-7]+)|0([0-7]*)|([1-9][0-9]*))$/;
const SIGNED_BINARY = /^0b([-+]?)([01]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const STRAY_UNDERSCORE = /(?<![0-9])_|_(?![0-9])/;

const MIN = -(2n ** 63n);
const MAX = 2n ** 63n - 1n;
const MAX_UNSIGNED = 2n ** 64n - 1n;

/** The value of a plain scalar without tag, as sigs.k8s.io/yaml reads it for kubectl and Flux. */
export function resolvePlain(text: string): string | number | boolean | null {
  const first = text.charCodeAt(0);
  if (text.length > 0 && !MAY_MEAN_SOMETHING.has(first)) return text;
  const word = WORDS.get(text);
  if (word !== undefined) return word;

  if (first === 0x2e) return float(text, STRAY_UNDERSCORE.test(text) ? '' : text.replaceAll('_', ''));
  if (first > 0x39) return text;
  if (SHORT_INTEGER.test(text)) return Number(text);

  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const integer = integerOf(plain);
  return integer === undefined ? float(text, plain) : Number(integer);
}

/** The integer that a plain scalar is, exactly. */
export function resolveInteger(text: string): bigint | undefined {
  return /^[-+0-9]/.test(text) ? integerOf(text.replaceAll('_', '')) : undefined;
}

function float(text: string, plain: string): number | string {
  if (!FLOAT.test(plain)) return text;
  // JSON has one zero.
  const number = Number(plain) + 0;
  return Number.isFinite(number) ? number : text;
}

function integerOf(plain: string): bigint | undefined {
  const match = INTEGER.exec(plain);
  if (!match) {
    const binary = SIGNED_BINARY.exec(plain);
    return binary ? within(binary[1] === '-', '0b', binary[2], false) : undefined;
  }
  const [, sign, hex, binary, octal, old, decimal] = match;
  const [prefix, digits] =
    decimal !== undefined ? ['', decimal] : hex !== undefined ? ['0x', hex] : binary !== undefined ? ['0b', binary] : ['0o', octal ?? old];
  return within(sign === '-', prefix, digits, sign === '');
}

/** The integer of these digits when it has 64 bits. */
function within(negative: boolean, prefix: string, digits: string, mayBeUnsigned: boolean): bigint | undefined {
  const significant = digits.replace(/^0+/, '');
  if (significant.length > 64) return undefined;
  const size = BigInt(`${prefix}${significant === '' ? '0' : significant}`);
  const integer = negative ? -size : size;
  return integer < MIN || integer > (mayBeUnsigned ? MAX_UNSIGNED : MAX) ? undefined : integer;
}

function words<T>(value: T, texts: string): [string, T][] {
  return texts.split(' ').map((text) => [text, value]);
}

/** The text that a key becomes which is no text: JSON has no other keys. */
export function keyText(value: unknown, text: string): string {
  if (typeof value !== 'number') return String(value);
  const integer = resolveInteger(text);
  return integer === undefined ? floatText(value) : String(integer);
}

/** Whether a plain scalar is an integer that only fits without a sign: Kubernetes' reader has no such keys. */
export function isUnsignedOnly(text: string): boolean {
  const integer = resolveInteger(text);
  return integer !== undefined && integer > MAX;
}

/** A float as Go prints it: the shortest text of 32 bits, with an exponent from a million on. */
function floatText(value: number): string {
  const float32 = Math.fround(value);
  if (Number.isNaN(float32)) return '.nan';
  if (!Number.isFinite(float32)) return float32 > 0 ? '.inf' : '-.inf';
  if (float32 === 0) return Object.is(float32, -0) ? '-0' : '0';

  let digits = 0;
  while (digits < 9 && Math.fround(Number(float32.toExponential(digits))) !== float32) digits++;
  const [mantissa, exponent] = float32.toExponential(digits).split('e');
  const power = Number(exponent);
  if (power < -4 || power >= 6) return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  return float32.toFixed(Math.max(0, digits - power));
}
