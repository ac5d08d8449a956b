import { Field } from '../../src/manifests/manifest';
import { Origin, Steps } from '../../src/manifests/place';
import { embeddedYaml } from './located-text';

/** A line of a template that is more than a comment or an instruction of the template. */
interface Line {
  /** Where it starts in the template. */
  readonly offset: number;
  /** Where its own text starts. */
  readonly indent: number;
  readonly text: string;
}

/**
 * Knows where the fields of an object stand in the text of a template. The text is no YAML before it is filled in, so that lines are
 * found by their keys and how deep they are indented. What is not found has the place of what is around it.
 */
export function templateOrigin(template: Field, object: unknown): Origin {
  let found: { readonly lines: readonly Line[]; readonly placeOf: (offset: number) => ReturnType<Origin['place']> } | undefined;
  return {
    place: (steps) => {
      found ??= { lines: documentOf(template.text() ?? '', object), placeOf: embeddedYaml(template).placeOf };
      const line = lineAt(found.lines, steps);
      return line ? found.placeOf(line.offset + line.indent) : template.place;
    },
  };
}

/** The lines of the document that an object is made of: of its kind, with a name that it may get. */
function documentOf(text: string, object: any): readonly Line[] {
  const ofKind = documentsIn(text).filter((lines) => valueOf(lineAt(lines, ['kind'])) === object?.kind);
  const named = ofKind.filter((lines) => mayBecome(valueOf(lineAt(lines, ['metadata', 'name'])), object?.metadata?.name));
  return (named.length > 0 ? named : ofKind)[0] ?? [];
}

function documentsIn(text: string): Line[][] {
  const documents: Line[][] = [[]];
  let offset = 0;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (/^---(\s|$)/.test(line)) documents.push([]);
    else if (trimmed !== '' && !trimmed.startsWith('#') && !/^<<.*>>$/.test(trimmed)) {
      documents[documents.length - 1].push({ offset, indent: /^ */.exec(line)![0].length, text: line.trimStart() });
    }
    offset += line.length + 1;
  }
  return documents;
}

/** The value that stands on the line of its key. */
function valueOf(line: Line | undefined): string | undefined {
  return /^[^:]*:\s*["']?(.*?)["']?\s*(?:\s#.*)?$/.exec(line?.text ?? '')?.[1];
}

/** Whether a text with instructions may become a name. They may become anything, so only what is around them counts. */
function mayBecome(template: string | undefined, name: unknown): boolean {
  if (template === undefined || typeof name !== 'string') return false;
  const parts = template.split(/<<.*?>>/);
  if (parts.length === 1) return template === name;
  return name.startsWith(parts[0]) && name.endsWith(parts[parts.length - 1]);
}

/** The line of a field; of the nearest one around it that has a line. */
function lineAt(lines: readonly Line[], steps: Steps): Line | undefined {
  let found = lines[0];
  let inside = lines;
  for (const step of steps) {
    const entries = typeof step === 'number' ? itemsIn(inside) : entriesIn(inside);
    const entry = typeof step === 'number' ? entries[step] : entries.find(([{ text }]) => keyOf(text) === step);
    if (!entry) return found;
    found = entry[0];
    inside = typeof step === 'number' ? [withoutDash(entry[0]), ...entry.slice(1)] : entry.slice(1);
  }
  return found;
}

function keyOf(text: string): string | undefined {
  return /^["']?([^"'\s:]+)["']?\s*:(\s|$)/.exec(text)?.[1];
}

/** The entries of a map, each with the lines of its value. Items of a list may stand as deep as the key above them. */
function entriesIn(lines: readonly Line[]): Line[][] {
  return partsOf(lines, ({ indent, text }, depth) => indent === depth && !isItem(text));
}

function itemsIn(lines: readonly Line[]): Line[][] {
  return partsOf(lines, ({ indent, text }, depth) => indent === depth && isItem(text));
}

function partsOf(lines: readonly Line[], starts: (line: Line, depth: number) => boolean): Line[][] {
  const parts: Line[][] = [];
  for (const line of lines) {
    if (starts(line, lines[0].indent)) parts.push([line]);
    else parts[parts.length - 1]?.push(line);
  }
  return parts;
}

function isItem(text: string): boolean {
  return /^-(\s|$)/.test(text);
}

/** The first field of an item stands behind its dash. */
function withoutDash({ offset, indent, text }: Line): Line {
  const dash = /^-\s*/.exec(text)![0].length;
  return { offset, indent: indent + dash, text: text.slice(dash) };
}
