import { Scanner } from './scanner';
import { Unreadable } from './text-cursor';
import { TagToken, Token } from './token';
import { Properties, TreeBuilder } from './tree-builder';
import { YamlNode } from './yaml-node';

/** How many lists and maps may be inside each other. */
const MAX_DEPTH = 200;

const NO_PROPERTIES: Properties = {};
const TAGS_OF_YAML: readonly (readonly [string, string])[] = [
  ['!', '!'],
  ['!!', 'tag:yaml.org,2002:'],
];

/** What stands where a value could be, when there is none. */
const NO_DOCUMENT = new Set<Token['type']>(['version', 'tag-directive', 'document-start', 'document-end', 'stream-end']);
const NO_ITEM = new Set<Token['type']>(['-', 'block-end']);
const NO_ITEM_AT_KEY = new Set<Token['type']>(['-', 'key', ':', 'block-end']);
const NO_FIELD = new Set<Token['type']>(['key', ':', 'block-end']);
const NO_PART_OF_LIST = new Set<Token['type']>([':', ',', ']']);
const NO_PART_OF_MAP = new Set<Token['type']>([':', ',', '}']);

/** Reads documents by the grammar of Kubernetes' reader, and tells builders what is in them. */
export class Parser {
  private readonly scanner: Scanner;
  private builder!: TreeBuilder;
  private tags = new Map(TAGS_OF_YAML);
  private depth = 0;
  private brackets = 0;
  /** Where the last token ends that has characters. */
  private end = 0;
  private isFirst = true;
  /** Whether a document may start without `---`. */
  private mayBeBare = true;

  public constructor(private readonly text: string) {
    this.scanner = new Scanner(text);
  }

  /** Whether another document follows. */
  public hasNext(): boolean {
    while (!this.isFirst && this.next() === 'document-end') this.take();
    return this.next() !== 'stream-end';
  }

  /** Reads the next document. */
  public read(builder: TreeBuilder): YamlNode {
    this.builder = builder;
    const hasDirectives = this.readDirectives();
    if (this.next() === 'document-start') {
      this.take();
      this.nodeUnless(NO_DOCUMENT, () => this.node(true));
    } else {
      if (hasDirectives) throw this.expected('`---` behind the directives');
      if (!this.mayBeBare) throw this.expected('a document separator: Kubernetes does not read what stands here');
      if (this.next() === 'document-end') throw new Unreadable('a `...` must end a document', this.scanner.peek().start);
      this.node(true);
    }
    this.isFirst = false;
    this.mayBeBare = this.next() === 'document-end';
    this.tags = new Map(TAGS_OF_YAML);
    return builder.root!;
  }

  private readDirectives(): boolean {
    const own = new Set<string>();
    for (;;) {
      const token = this.scanner.peek();
      if (token.type !== 'version' && token.type !== 'tag-directive') return own.size > 0;
      const name = token.type === 'tag-directive' ? token.handle : token.type;
      if (token.type === 'version' && !token.isKnown) throw new Unreadable('the version of YAML must be 1.1', token.start);
      if (own.has(name)) throw new Unreadable('a document must not have two directives for the same', token.start);
      own.add(name);
      if (token.type === 'tag-directive') this.tags.set(token.handle, token.prefix);
      this.take();
    }
  }

  private node(inBlock: boolean, mayStandAtKey = false): void {
    const first = this.scanner.peek();
    if (first.type === 'alias') {
      this.take();
      return this.builder.alias(first);
    }
    const properties = this.properties();
    const token = this.scanner.peek();
    if (token.type === 'scalar') {
      this.take();
      return this.builder.scalar(token, properties);
    }
    if (token.type === '[') return this.listInBrackets(properties);
    if (token.type === '{') return this.mapInBrackets(properties);
    if (token.type === 'block-list' && inBlock) return this.list(properties);
    if (token.type === 'block-map' && inBlock) return this.map(properties);
    if (token.type === '-' && mayStandAtKey) return this.listAtKey(properties);
    if (properties === NO_PROPERTIES)
      throw this.expected(token.type === ':' ? 'a text: in brackets none starts with a colon' : 'a value here');
    this.builder.nothing(this.end, properties);
  }

  /** An anchor and a tag, in any order. */
  private properties(): Properties {
    let anchor: string | undefined;
    let tag: string | undefined;
    for (;;) {
      const token = this.scanner.peek();
      if (token.type === 'anchor' && anchor === undefined) anchor = token.name;
      else if (token.type === 'tag' && tag === undefined) tag = this.tagOf(token);
      else return anchor === undefined && tag === undefined ? NO_PROPERTIES : { anchor, tag };
      this.take();
    }
  }

  private tagOf({ handle, suffix, start }: TagToken): string {
    if (handle === '') return suffix;
    const prefix = this.tags.get(handle);
    if (prefix === undefined) throw new Unreadable('undeclared tag handle', start);
    return prefix + suffix;
  }

  private list(properties: Properties): void {
    this.open('list', 'block', properties);
    this.take();
    this.items(NO_ITEM);
    this.closeBlock('an item of the list: all are indented alike');
  }

  /** A list below its key, indented no further than that. */
  private listAtKey(properties: Properties): void {
    this.open('list', 'block', properties);
    this.items(NO_ITEM_AT_KEY);
    this.close(this.end);
  }

  private items(none: ReadonlySet<Token['type']>): void {
    while (this.next() === '-') {
      this.take();
      this.nodeUnless(none, () => this.node(true));
    }
  }

  private map(properties: Properties): void {
    this.open('map', 'block', properties);
    this.take();
    while (this.next() === 'key') this.field(NO_FIELD, () => this.node(true, true));
    this.closeBlock('a key of the map: all are indented alike');
  }

  /** A key and its value, from the start of the key on. */
  private field(none: ReadonlySet<Token['type']>, read: () => void): void {
    this.take();
    this.nodeUnless(none, read);
    if (this.next() !== ':') return this.builder.nothing(this.end, NO_PROPERTIES);
    this.take();
    this.nodeUnless(none, read);
  }

  private listInBrackets(properties: Properties): void {
    this.open('list', 'flow', properties);
    this.parts(']', () => {
      if (this.next() !== 'key') return this.node(false);
      this.open('map', 'flow', NO_PROPERTIES);
      this.field(NO_PART_OF_LIST, () => this.node(false));
      this.close(this.end);
    });
  }

  private mapInBrackets(properties: Properties): void {
    this.open('map', 'flow', properties);
    this.parts('}', () => {
      if (this.next() === 'key') return this.field(NO_PART_OF_MAP, () => this.node(false));
      this.node(false);
      this.builder.nothing(this.end, NO_PROPERTIES);
    });
  }

  private parts(closing: ']' | '}', read: () => void): void {
    this.take();
    this.brackets++;
    for (let isFirst = true; this.next() !== closing; isFirst = false) {
      if (!isFirst) {
        if (this.next() !== ',') throw this.expected(`\`,\` or \`${closing}\``);
        this.take();
        if (this.next() === closing) break;
      }
      read();
    }
    this.take();
    this.brackets--;
    this.close(this.end);
  }

  private nodeUnless(none: ReadonlySet<Token['type']>, read: () => void): void {
    if (none.has(this.next())) this.builder.nothing(this.end, NO_PROPERTIES);
    else read();
  }

  private open(kind: 'list' | 'map', style: 'block' | 'flow', properties: Properties): void {
    const { start } = this.scanner.peek();
    if (++this.depth > MAX_DEPTH) throw new Unreadable(`more than ${MAX_DEPTH} lists and maps inside each other`, start, 'too-deep');
    this.builder.open(kind, style, start, properties);
  }

  private closeBlock(expected: string): void {
    if (this.next() !== 'block-end') throw this.expected(this.isBehindValue() ? 'the end of the line behind a value' : expected);
    this.take();
    this.close(this.end);
  }

  private isBehindValue(): boolean {
    return /^[ \t]*$/.test(this.text.slice(this.end, this.scanner.peek().start));
  }

  private close(end: number): void {
    this.depth--;
    this.builder.close(end);
  }

  private next(): Token['type'] {
    return this.scanner.peek().type;
  }

  private take(): void {
    const { start, end } = this.scanner.peek();
    if (end > start) this.end = end;
    this.scanner.take();
  }

  private expected(what: string): Unreadable {
    const { type, start } = this.scanner.peek();
    const isCut = type === 'stream-end' && this.brackets > 0;
    return new Unreadable(isCut ? 'unexpected end of the stream within a flow collection' : `expected ${what}`, Math.max(start, this.end));
  }
}
