import { App } from 'cdk8s';
import { readMarkedText } from '../primitives/image-marker';
import { InputError } from '../primitives/input-error';
import { MarkedText } from '../repository/marked-text';

/** A copy of rendered data in which every marked text is a `MarkedText`; the data itself where there is none. */
export function withMarkers(app: App, data: unknown, origin: string): unknown {
  return new Search(app, origin).visit(data, '');
}

class Search {
  constructor(
    private readonly app: App,
    private readonly origin: string,
  ) {}

  public visit(value: unknown, path: string): unknown {
    if (typeof value === 'string') return this.visitText(value, path);
    if (Array.isArray(value)) return this.visitItems(value, path);
    if (typeof value === 'object' && value !== null) return this.visitFields(value as Record<string, unknown>, path);
    return value;
  }

  private visitItems(list: readonly unknown[], path: string): readonly unknown[] {
    const items = list.map((item, index) => this.visit(item, `${path}[${index}]`));
    return items.some((item, index) => item !== list[index]) ? items : list;
  }

  private visitFields(map: Record<string, unknown>, path: string): Record<string, unknown> {
    let changed: Record<string, unknown> | undefined;
    for (const key of Object.keys(map)) {
      const inside = path ? `${path}.${key}` : key;
      if (readMarkedText(this.app, key) !== undefined) throw this.broken(path, key);
      const value = this.visit(map[key], inside);
      if (value !== map[key]) (changed ??= { ...map })[key] = value;
    }
    return changed ?? map;
  }

  private visitText(text: string, path: string): unknown {
    const marked = readMarkedText(this.app, text);
    if (marked === undefined) return text;
    if (marked === 'broken') throw this.broken(path, text);
    return new MarkedText(marked.value, marked.comment);
  }

  private broken(path: string, text: string): InputError {
    return new InputError(this.origin, {
      prop: path,
      got: text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text,
      mustBe: 'the part of an ImageRef alone: Flux writes whole values of fields, and reads no marker inside of a text',
      fix: 'give the part a field of its own, or write name and tag as plain text',
    });
  }
}

/** Longest text of the program that an error repeats. */
const MAX_SHOWN = 200;

/** The data with every marked text replaced. */
export function mapMarkedTexts(data: unknown, change: (text: MarkedText) => unknown): unknown {
  if (data instanceof MarkedText) return change(data);
  if (Array.isArray(data)) return data.map((item) => mapMarkedTexts(item, change));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, mapMarkedTexts(value, change)]));
}

/** Every marked text in the data. */
export function markedTextsIn(data: unknown): MarkedText[] {
  if (data instanceof MarkedText) return [data];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(markedTextsIn) : [];
}
