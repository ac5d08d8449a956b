import { Field } from '../manifests/manifest';
import { compareText } from '../primitives/compare';
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
}

/** What is worst first; then by rule, and by place. */
export function inOrder(found: readonly Judged[]): Judged[] {
  const keyed = found.map((one) => ({ one, key: placeKey(one.finding.field) }));
  keyed.sort(
    (a, b) => compareSeverity(b.one.severity, a.one.severity) || compareText(a.one.rule.id, b.one.rule.id) || compareText(a.key, b.key),
  );
  return keyed.map(({ one }) => one);
}

/** One defect in a file that several clusters read is one finding, with the severity of the cluster where it matters most. */
export function merged(found: readonly Judged[]): Judged[] {
  const known = new Map<string, Judged>();
  for (const one of found) {
    const key = `${one.rule.id}\n${placeKey(one.finding.field)}\n${one.finding.field.path}\n${one.finding.message}`;
    const other = known.get(key);
    known.set(key, other ? worse(other, one) : one);
  }
  return [...known.values()];
}

function worse(a: Judged, b: Judged): Judged {
  // The cluster where it matters most is named first.
  const [first, second] = compareSeverity(a.severity, b.severity) >= 0 ? [a, b] : [b, a];
  // What is accepted in one cluster only counts in the other.
  return { ...first, clusters: [...new Set([...first.clusters, ...second.clusters])], waiver: a.waiver && b.waiver };
}

function placeKey(field: Field): string {
  const { order } = field.manifest._origin;
  if (order !== undefined) return `${order}\n${field.path}`;
  const { file = '', construct = '', line = 0, column = 0 } = field.place;
  return `${file}\n${String(line).padStart(7, '0')}\n${String(column).padStart(5, '0')}\n${construct}`;
}
