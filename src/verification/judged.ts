import { compareText } from '../primitives/compare';
import { escapeRegex } from '../primitives/escape-regex';
import { groupBy } from '../primitives/push-to';
import { Finding } from './finding';
import { RuleMeta } from './rule';
import { compareSeverity, Severity } from './severity';
import { Waiver } from './waivers';

/** A finding with all that is known about it. */
export interface Judged {
  readonly rule: RuleMeta;
  readonly finding: Finding;
  readonly severity: Severity;
  /** The clusters that have it. */
  readonly clusters: readonly string[];
  /** Why it is accepted; `undefined` for one that counts. */
  readonly waiver?: Waiver;
  /** Other objects that have it from the same place in a file. */
  readonly alike?: readonly string[];
}

/** What a finding says, and of which other objects. */
export function messageOf({ finding: { message }, alike = [] }: Judged): string {
  if (alike.length === 0) return message;
  const shown = alike.length > SHOWN + 1 ? [...alike.slice(0, SHOWN), `${alike.length - SHOWN} more`] : alike;
  const last = shown[shown.length - 1];
  return `${message}; the same holds for ${shown.length === 1 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`}`;
}

const SHOWN = 3;

/** What is worst first; then by rule, and by place. */
export function inOrder(found: readonly Judged[]): Judged[] {
  const sorts = grouped(found, ({ rule }) => rule).flatMap((ofRule) => grouped(ofRule, ({ severity }) => severity));
  sorts.sort(([a], [b]) => compareSeverity(b.severity, a.severity) || compareText(a.rule.id, b.rule.id));
  return sorts.flatMap(byPlace);
}

/** A fleet has few sorts of findings and many of each, which mostly come in the order of their places. */
function byPlace(sort: Judged[]): Judged[] {
  return sort.sort((a, b) => compareText(a.finding._placeKey, b.finding._placeKey));
}

/**
 * One defect in a file is one finding, with the severity of the cluster where it matters most: several clusters may read the file, and
 * what it says once, as a label of a kustomization or a template does, may be in many objects.
 */
export function merged(found: readonly Judged[]): Judged[] {
  return grouped(found, ({ rule }) => rule).flatMap((ofRule) => {
    const places = grouped(ofRule, ({ finding }) => fieldKey(finding));
    return places.length === ofRule.length ? ofRule : places.flatMap((group) => (group.length === 1 ? group : atOnePlace(group)));
  });
}

function atOnePlace(found: readonly Judged[]): Judged[] {
  const findings = grouped(found, ({ finding }) => finding.message).map((same) => same.reduce(worse));
  // What is accepted for one object counts for another.
  return grouped(findings, ({ finding, waiver }) => `${waiver ? 'accepted' : 'counts'}: ${anonymous(finding)}`).map(united);
}

function grouped(found: readonly Judged[], keyOf: (one: Judged) => unknown): Judged[][] {
  return [...groupBy(found, keyOf).values()];
}

/** What a finding says, without the names of its object, where those come from elsewhere. */
function anonymous({ field, message }: Finding): string {
  if (field.place.file === undefined) return message;
  const { name, namespace = '' } = field.manifest;
  const text = message.replaceAll(String(field.manifest), '*');
  const names = [name, namespace].filter((part) => part !== '').map(escapeRegex);
  return names.length === 0 ? text : text.replace(new RegExp(`(?<![A-Za-z0-9])(?:${names.join('|')})(?![A-Za-z0-9])`, 'g'), '*');
}

function united(group: readonly Judged[]): Judged {
  const first = group.reduce(worse);
  const about = String(first.finding.field.manifest);
  const alike = new Set(group.map(({ finding }) => String(finding.field.manifest)));
  alike.delete(about);
  return { ...first, alike: [...alike] };
}

function worse(a: Judged, b: Judged): Judged {
  // The cluster where it matters most is named first.
  const [first, second] = compareSeverity(a.severity, b.severity) >= 0 ? [a, b] : [b, a];
  // What is accepted in one cluster only counts in the other.
  return { ...first, clusters: [...new Set([...first.clusters, ...second.clusters])], waiver: a.waiver && b.waiver };
}

function fieldKey(finding: Finding): string {
  const { _placeKey: key } = finding;
  return hasOrder(finding) ? key : `${key}\n${finding.field.path}`;
}

/** Whether the key of its place names the field as well. */
function hasOrder({ field }: Finding): boolean {
  return field.manifest._origin.order !== undefined;
}
