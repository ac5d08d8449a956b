/**
 * Text as Go has it: one character for each byte of UTF-8. Flux counts and cuts bytes, and may cut a character in two,
 * so its functions are written for such text.
 */
export function toBytes(text: string): string {
  return isAscii(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

/** The text of bytes; what is no UTF-8 becomes U+FFFD. */
export function fromBytes(bytes: string): string {
  return isAscii(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Whether bytes are UTF-8. */
export function isUtf8(bytes: string): boolean {
  return isAscii(bytes) || toBytes(fromBytes(bytes)) === bytes;
}

/** How many bytes the first character has; a byte that starts none counts as one. */
export function firstLength(bytes: string): number {
  const first = bytes.charCodeAt(0);
  if (!(first >= 0xc2 && first <= 0xf4)) return bytes === '' ? 0 : 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  return bytes.length >= length && isUtf8(bytes.slice(0, length)) ? length : 1;
}

/** The characters in their order, each with its bytes. */
export function charactersOf(bytes: string): string[] {
  if (isAscii(bytes)) return bytes.split('');
  const characters = [];
  for (let at = 0; at < bytes.length;) {
    const length = firstLength(bytes.slice(at, at + 4));
    characters.push(bytes.slice(at, at + length));
    at += length;
  }
  return characters;
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}
