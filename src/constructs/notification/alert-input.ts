import { IConstruct } from 'constructs';
import { FluxVersion } from '../../primitives/flux-version';
import { InputError } from '../../primitives/input-error';
import { readRe2 } from '../../primitives/re2-pattern';
import { requireSameCluster } from '../require-same-cluster';
import { requireVersion } from '../require-version';
import { AlertOptions } from './alert-props';
import { isNewIn28 } from './flux-object-kind';
import { FluxObjects } from './flux-objects';

/** Refuses an Alert that no event can pass, and objects of another cluster. */
export function requireEventSources(at: IConstruct, sources: FluxObjects[]): void {
  if (sources.length === 0) {
    throw new InputError(at, {
      prop: 'eventSources',
      got: sources,
      mustBe: 'one at least; without any, no event is ever sent',
      fix: 'eventSources: [FluxObjects.every(FluxObjectKind.KUSTOMIZATION)]',
    });
  }
  requireObjects(at, 'eventSources', sources);
}

/** Refuses objects of another cluster, and kinds that the targeted release does not know. */
export function requireObjects(at: IConstruct, prop: string, objects: FluxObjects[]): void {
  for (const { kind, _construct } of objects) {
    if (_construct) requireSameCluster(at, prop, _construct);
    if (isNewIn28(kind)) requireVersion(at, `${prop} of kind ${kind}`, FluxVersion.V2_8);
  }
}

/** Refuses expressions that Flux cannot read: it skips them, so a list of nothing else passes nothing, or everything. */
export function requirePatterns(at: IConstruct, prop: string, patterns: string[] | undefined): void {
  for (const pattern of patterns ?? []) {
    const { problem } = readRe2(pattern);
    if (problem === undefined) continue;
    throw new InputError(at, {
      prop,
      got: pattern,
      mustBe: `a list of regular expressions of Go: ${problem}`,
      fix: `${prop}: ['.*waiting for.*']`,
    });
  }
}

/** What is sent with every event; the summary is one of it. */
export function eventMetadataOf(at: IConstruct, { summary, eventMetadata }: AlertOptions): { [key: string]: string } | undefined {
  const texts = Object.entries({ ...eventMetadata, ...(summary !== undefined && { summary }) });
  const template = texts.find(([, text]) => text.includes('{{'));
  if (template) {
    const [key, text] = template;
    throw new InputError(at, {
      prop: key === 'summary' && summary !== undefined ? 'summary' : `eventMetadata.${key}`,
      got: text,
      mustBe: 'plain text; Flux fills in no templates here, and every message names its object anyway',
      fix: `${key}: '${text.replace(/\s*(\b(in|of|for)\s+)?\{\{.*?\}\}/g, '').trim() || 'production'}'`,
    });
  }
  if (summary !== undefined && eventMetadata?.summary !== undefined) {
    throw new InputError(at, {
      prop: 'eventMetadata.summary',
      got: eventMetadata.summary,
      mustBe: 'left out where summary is given; they are the same',
      fix: 'remove one of the two',
    });
  }
  return texts.length > 0 ? Object.fromEntries(texts) : undefined;
}
