import { App } from 'cdk8s';
import { readYamlFile, YamlFile } from '../manifests/yaml/yaml-file';
import { YamlNode } from '../manifests/yaml/yaml-node';
import { readMarkedText } from '../primitives/image-marker';
import { InputError } from '../primitives/input-error';
import { MarkedText } from '../repository/marked-text';

/** A value of a file on disk that carries a marker. */
export interface WrittenValue {
  readonly value: string;
  /** As it is written, where every reader takes it for this text. */
  readonly written?: string;
}

/** The values in a file, by the comment behind them. */
export function writtenValues(text: string): ReadonlyMap<string, readonly WrittenValue[]> {
  const values = new Map<string, WrittenValue[]>();
  if (!text.includes('"$imagepolicy"')) return values;
  const visit = (file: YamlFile, node: YamlNode): void => {
    const comment = node.kind === 'scalar' && !node.alias ? file.commentOf(node) : undefined;
    if (comment?.startsWith('{')) addTo(values, `# ${comment}`, valueOf(file, node));
    node.items?.forEach((item) => visit(file, item));
    node.entries?.forEach((entry) => visit(file, entry.value));
  };
  for (const { root, file } of readYamlFile(text, '').documents) if (root) visit(file, root);
  return values;
}

function valueOf({ text }: YamlFile, { value, start, end, style }: YamlNode): WrittenValue {
  const written = text.slice(start, end);
  // A tag that was written without the quotes it needs is meant as the text that a person sees.
  if (typeof value !== 'string') return { value: written };
  return { value, written: style === 'literal' || style === 'folded' || written.includes('\n') ? undefined : written };
}

function addTo(values: Map<string, WrittenValue[]>, comment: string, value: WrittenValue): void {
  const others = values.get(comment);
  if (others) others.push(value);
  else values.set(comment, [value]);
}

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
