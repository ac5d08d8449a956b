import {
  AliasEvent,
  Event,
  EVENT_ID,
  getScalarValue,
  MappingEvent,
  SCALAR_STYLE,
  ScalarEvent,
  SequenceEvent,
  COLLECTION_STYLE,
} from 'js-yaml';
import { isUnsignedOnly, keyText, resolvePlain } from './go-scalar';
import { NOT_OF_TAG, resolveTagged, tagName } from './go-tag';
import { Anchor, Frame } from './frame';
import { refusalIn } from './go-refusals';
import { mergeInto, setField } from './merge-keys';
import { ReadBudget } from './read-budget';
import { blockScalarEnd, blockScalarStart, closingBracket, firstOffset, isIndicator, lacksLastBreak, NONE, skipGap } from './source-text';
import { YamlNode, YamlStyle } from './yaml-node';

/** Reports what is wrong from `start` to `end` of the text that is read. */
export type Report = (kind: 'malformed' | 'duplicate-key', message: string, start: number, end: number) => void;

type Properties = Pick<ScalarEvent, 'anchorStart' | 'anchorEnd' | 'tagStart' | 'tagEnd'>;

const STYLES: Record<number, YamlStyle> = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'literal',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'folded',
};

/** Builds data and nodes from the events of a document of a text that stands at `base`. */
export class TreeBuilder {
  private readonly anchors = new Map<string, Anchor>();
  private readonly frames: Frame[] = [];
  private frame: Frame | undefined;
  private root: YamlNode | undefined;
  /** The end of what was read last. */
  private at: number;
  /** How many nodes there are, those behind aliases included. */
  private nodes = 0;

  public constructor(
    private readonly text: string,
    private readonly base: number,
    from: number,
    private readonly budget: ReadBudget,
    private readonly report: Report,
  ) {
    this.at = from;
  }

  /** Reads the events from `first`, which opens a document, and returns its root and the index behind its last event. */
  public read(events: readonly Event[], first: number): { root: YamlNode | undefined; next: number; at: number } {
    for (let index = first + 1; ; index++) {
      const event = events[index];
      if (event.type === EVENT_ID.SCALAR) this.add(this.scalar(event));
      else if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) this.open(event, events[index + 1]);
      else if (event.type === EVENT_ID.ALIAS) this.add(this.alias(event));
      else if (this.frame) this.add(this.close(this.frame));
      else return { root: this.root, next: index + 1, at: this.at };
    }
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

  private scalar(event: ScalarEvent): YamlNode {
    this.nodes++;
    const { valueStart, valueEnd } = event;
    const text = getScalarValue(this.text, event);
    if (event.style === SCALAR_STYLE.PLAIN) {
      const start = valueStart === NONE ? this.placeOfNothing(event) : valueStart;
      const end = valueStart === NONE ? start : valueEnd;
      if (text.startsWith(':') && this.frame?.style === 'flow') {
        this.report('malformed', 'a text in brackets must not start with a colon', this.base + start, this.base + end);
      }
      const value = event.tagStart === NONE ? resolvePlain(text) : this.tagged(event, text, start, end);
      if (text === '<<' && (event.tagStart === NONE || this.tagOf(event) === 'merge')) this.markMerge();
      if (typeof value === 'number' && !Number.isFinite(value) && !this.expectsKey()) {
        this.report('malformed', 'JSON has no such number', this.base + start, this.base + end);
      }
      return this.scalarNode(event, value, start, end);
    }
    const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    const start = quoted ? valueStart - 1 : blockScalarStart(this.text, event, this.at);
    const end = quoted ? valueEnd + 1 : blockScalarEnd(this.text, event);
    const refusal = refusalIn(this.text.slice(start, end));
    const refusedAt = this.base + start + (refusal?.offset ?? 0);
    if (refusal) this.report('malformed', refusal.message, refusedAt, refusedAt + 1);
    const exact = !quoted && lacksLastBreak(this.text, event) ? text.replace(/\n$/, '') : text;
    return this.scalarNode(event, event.tagStart === NONE ? exact : this.tagged(event, exact, start, end), start, end);
  }

  private scalarNode(event: ScalarEvent, value: unknown, start: number, end: number): YamlNode {
    this.at = end;
    const node: YamlNode = { kind: 'scalar', value, start: this.base + start, end: this.base + end, style: STYLES[event.style] };
    if (event.anchorStart !== NONE) this.anchors.set(this.anchorOf(event), { node, size: 1 });
    return node;
  }

  private tagged(event: ScalarEvent, text: string, start: number, end: number): unknown {
    const value = resolveTagged(this.tagOf(event), text);
    if (value !== NOT_OF_TAG) return value;
    this.report('malformed', 'the value is not what its tag says', this.base + start, this.base + end);
    return text;
  }

  private markMerge(): void {
    if (this.frame && this.expectsKey()) this.frame.keyIsMerge = true;
  }

  private expectsKey(): boolean {
    return this.frame !== undefined && !this.frame.list && !this.frame.key;
  }

  private open(event: MappingEvent | SequenceEvent, next: Event): void {
    const isList = event.type === EVENT_ID.SEQUENCE;
    const flow = event.style === COLLECTION_STYLE.FLOW;
    const bracket = this.text[event.start];
    const isPair = flow && !isList && (bracket !== '{' || firstOffset(next) === event.start);
    const anchor = event.anchorStart === NONE ? undefined : { size: 0 };
    if (anchor) this.anchors.set(this.anchorOf(event), anchor);
    this.frame = {
      list: isList ? [] : undefined,
      map: {},
      items: [],
      entries: [],
      start: event.start,
      style: flow ? 'flow' : 'block',
      closing: !flow || isPair ? '' : isList ? ']' : '}',
      anchor,
      nodesBefore: this.nodes++,
      key: undefined,
      keyIsMerge: false,
      hasBadKey: false,
      own: undefined,
    };
    this.frames.push(this.frame);
    this.at = this.frame.closing ? event.start + 1 : event.start;
  }

  private close(frame: Frame): YamlNode {
    this.frames.pop();
    this.frame = this.frames[this.frames.length - 1];
    if (frame.closing) this.at = closingBracket(this.text, this.at, frame.closing);
    const { style } = frame;
    const start = this.base + frame.start;
    const end = this.base + this.at;
    // Somebody means a template, and forgot its quotes.
    if (frame.hasBadKey && this.text.startsWith('{{', frame.start)) {
      return { kind: 'scalar', value: this.text.slice(frame.start, this.at), start, end, style: 'plain' };
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

  private alias(event: AliasEvent): YamlNode {
    this.at = event.anchorEnd;
    const start = this.base + event.anchorStart - 1;
    const end = this.base + event.anchorEnd;
    const anchor = this.anchors.get(this.anchorOf(event));
    if (!anchor?.node) {
      this.report('malformed', anchor ? 'the alias stands for a value that it is part of' : 'the alias has no anchor', start, end);
      this.nodes++;
      return { kind: 'scalar', value: null, start, end, style: 'plain', alias: true };
    }
    this.nodes += anchor.size;
    this.budget.spend(anchor.size, start, end);
    return { ...anchor.node, start, end, alias: true };
  }

  private anchorOf(event: { anchorStart: number; anchorEnd: number }): string {
    return this.text.slice(event.anchorStart, event.anchorEnd);
  }

  private tagOf(event: Properties): string {
    return tagName(this.text.slice(event.tagStart, event.tagEnd));
  }

  /** Where a value would stand that is not written: behind its colon, dash, tag or anchor. */
  private placeOfNothing(event: Properties): number {
    if (event.tagStart !== NONE || event.anchorStart !== NONE) return Math.max(event.tagEnd, event.anchorEnd);
    if (!this.frame) return this.at;
    const next = skipGap(this.text, this.at);
    if (!this.frame.list && !this.frame.key) return next;
    return isIndicator(this.text, next, this.frame.list ? '-' : ':', this.frame.style) ? next + 1 : this.at;
  }
}
