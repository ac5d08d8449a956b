/** Where a document of a text starts and ends: from its `---`, or the first line, to the next one. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/**
 * Splits a stream at its `---` lines. YAML allows no such line inside a document, whatever the scalar it would be in,
 * so a document that cannot be read does not hide the others.
 */
export function splitDocuments(text: string): Extent[] {
  const extents: Extent[] = [];
  const hasDirectives = /^\ufeff?%|[\r\n]\ufeff?%/.test(text);
  let start = 0;
  for (let marker = nextMarker(text, 0); marker !== -1; marker = nextMarker(text, marker + 3)) {
    const end = hasDirectives ? startOfDirectives(text, start, marker) : marker;
    if (end > start) extents.push({ start, end });
    start = end;
  }
  if (start < text.length) extents.push({ start, end: text.length });
  return extents;
}

function nextMarker(text: string, from: number): number {
  for (let at = text.indexOf('---', from); at !== -1; at = text.indexOf('---', at + 1)) {
    if (isLineStart(text, at) && isBlankOrEnd(text.charCodeAt(at + 3))) return at;
  }
  return -1;
}

function isLineStart(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  return before === 0x0a || before === 0x0d || (before === 0xfeff && isLineStart(text, at - 1));
}

function isBlankOrEnd(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d || Number.isNaN(code);
}

/** Directives stand above the `---` of their document, after the `...` of the one before. */
function startOfDirectives(text: string, start: number, marker: number): number {
  const lines = text.slice(start, marker).split(/(?<=\n|\r(?!\n))/);
  let length = 0;
  let directives = 0;
  while (lines.length > 0 && /^\ufeff?(?:[%#].*|[ \t]*(?:#.*)?)[\r\n]*$/.test(lines[lines.length - 1])) {
    const line = lines.pop()!;
    length += line.length;
    if (/^\ufeff?%/.test(line)) directives = length;
  }
  const isAfterEnd = lines.length === 0 ? start === 0 : /^\.\.\.\s*$/.test(lines[lines.length - 1]);
  return isAfterEnd && directives > 0 ? marker - directives : marker;
}
