import { isUnsignedOnly, keyText, resolvePlain } from './go-scalar';
import { MERGE_TAG, NOT_OF_TAG, resolveTagged } from './go-tag';
import { Anchor, Frame } from './frame';
import { mergeInto, setField } from './merge-keys';
import { ReadBudget } from './read-budget';
import { NameToken, ScalarToken } from './token';
import { YamlNode } from './yaml-node';

/** Reports what is wrong from `start` to `end` of the text that is read. */
export type Report = (kind: 'malformed' | 'duplicate-key', message: string, start: number, end: number) => void;

/** What may stand in front of a value. */
export interface Properties {
  readonly anchor?: string;
  /** With what its handle stands for. */
  readonly tag?: string;
}

/** Builds data and nodes from the parts of a document, in the order of the text. */
export class TreeBuilder {
  /** The value of the document; nothing as long as it is not read. */
  public root: YamlNode | undefined;
  private readonly anchors = new Map<string, Anchor>();
  private readonly unknown = new Set<string>();
  private readonly frames: Frame[] = [];
  private frame: Frame | undefined;
  /** How many nodes there are, those behind aliases included. */
  private nodes = 0;

  public constructor(
    private readonly text: string,
    private readonly base: number,
    private readonly budget: ReadBudget,
    private readonly report: Report,
  ) {}

  public scalar({ value: text, style, start, end }: ScalarToken, properties: Properties): void {
    const isPlain = style === 'plain';
    const { tag } = properties;
    const value = tag === undefined ? (isPlain ? resolvePlain(text) : text) : this.tagged(tag, text, start, end);
    if (typeof value === 'number' && !Number.isFinite(value) && !this.expectsKey()) {
      this.report('malformed', 'JSON has no such number', this.base + start, this.base + end);
    }
    const isMerge = text === '<<' && (tag === undefined ? isPlain : tag === '!' || tag === MERGE_TAG);
    if (isMerge && this.frame && this.expectsKey()) this.frame.keyIsMerge = true;
    this.addScalar({ kind: 'scalar', value, start: this.base + start, end: this.base + end, style }, properties);
  }

  /** A value that is not written. */
  public nothing(at: number, properties: Properties): void {
    const value = properties.tag === undefined ? null : this.tagged(properties.tag, '', at, at);
    this.addScalar({ kind: 'scalar', value, start: this.base + at, end: this.base + at, style: 'plain' }, properties);
  }

  public alias({ name, start: from, end: to }: NameToken): void {
    const start = this.base + from;
    const end = this.base + to;
    const anchor = this.anchors.get(name);
    if (!anchor?.node) {
      // A reader stops at the first one; the others of its name go with it.
      if (!this.unknown.has(name)) {
        this.report('malformed', anchor ? 'the alias stands for a value that it is part of' : 'the alias has no anchor', start, end);
      }
      this.unknown.add(name);
      this.nodes++;
      return this.add({ kind: 'scalar', value: null, start, end, style: 'plain', alias: true });
    }
    this.nodes += anchor.size;
    this.budget.spend(anchor.size, start, end);
    this.add({ ...anchor.node, start, end, alias: true });
  }

  public open(kind: 'list' | 'map', style: 'block' | 'flow', start: number, { anchor: name }: Properties): void {
    const anchor = name === undefined ? undefined : { size: 0 };
    if (anchor) this.anchors.set(name!, anchor);
    this.frame = {
      list: kind === 'list' ? [] : undefined,
      map: {},
      items: [],
      entries: [],
      start,
      style,
      anchor,
      nodesBefore: this.nodes++,
      key: undefined,
      keyIsMerge: false,
      hasBadKey: false,
      own: undefined,
    };
    this.frames.push(this.frame);
  }

  /** Ends what was opened last. */
  public close(to: number): void {
    const frame = this.frames.pop()!;
    this.frame = this.frames[this.frames.length - 1];
    this.add(this.closed(frame, to));
  }

  private closed(frame: Frame, to: number): YamlNode {
    const { style } = frame;
    const start = this.base + frame.start;
    const end = this.base + to;
    // Somebody means a template, and forgot its quotes.
    if (frame.hasBadKey && this.text.startsWith('{{', frame.start)) {
      return { kind: 'scalar', value: this.text.slice(frame.start, to), start, end, style: 'plain' };
    }
    const node: YamlNode = frame.list
      ? { kind: 'list', value: frame.list, start, end, style, items: frame.items }
      : { kind: 'map', value: frame.map, start, end, style, entries: frame.entries };
    if (frame.anchor) {
      frame.anchor.node = node;
      frame.anchor.size = this.nodes - frame.nodesBefore;
    }
    return node;
  }

  private addScalar(node: YamlNode, { anchor }: Properties): void {
    this.nodes++;
    if (anchor !== undefined) this.anchors.set(anchor, { node, size: 1 });
    this.add(node);
  }

  private add(node: YamlNode): void {
    const frame = this.frame;
    if (!frame) {
      this.root = node;
    } else if (frame.list) {
      frame.list.push(node.value);
      frame.items.push(node);
    } else if (frame.key) {
      const key = frame.key;
      frame.key = undefined;
      this.addEntry(frame, key, node);
    } else {
      frame.key = this.asKey(node);
    }
  }

  /** JSON has only text for keys. */
  private asKey(node: YamlNode): YamlNode {
    if (typeof node.value === 'string' || node.kind !== 'scalar') return node;
    if (node.value === null) this.report('malformed', 'a key must not be null', node.start, node.end);
    const text = this.text.slice(node.start - this.base, node.end - this.base);
    if (typeof node.value === 'number' && isUnsignedOnly(text)) {
      this.report('malformed', 'a key must not be a number beyond 63 bits', node.start, node.end);
    }
    return { ...node, value: keyText(node.value, text) };
  }

  private addEntry(frame: Frame, key: YamlNode, value: YamlNode): void {
    if (frame.keyIsMerge) {
      frame.keyIsMerge = false;
      frame.own ??= new Set(Object.keys(frame.map));
      frame.entries.push({ key, value, merge: true });
      const wrong = mergeInto(frame.map, value, this.budget);
      if (wrong) this.report('malformed', wrong, value.start, value.end);
      return;
    }
    if (key.kind !== 'scalar') {
      this.report('malformed', 'a key must not be a list or a map', key.start, key.end);
      frame.hasBadKey = true;
      return;
    }
    const text = key.value as string;
    if (frame.own ? frame.own.has(text) : Object.hasOwn(frame.map, text)) {
      this.report('duplicate-key', 'the map has this key already', key.start, key.end);
    }
    frame.own?.add(text);
    frame.entries.push({ key, value });
    setField(frame.map, text, value.value);
  }

  private tagged(tag: string, text: string, start: number, end: number): unknown {
    const value = resolveTagged(tag, text);
    if (value !== NOT_OF_TAG) return value;
    this.report('malformed', 'the value is not what its tag says', this.base + start, this.base + end);
    return text;
  }

  private expectsKey(): boolean {
    return this.frame !== undefined && !this.frame.list && !this.frame.key;
  }
}
