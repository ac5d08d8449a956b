import { createHash } from 'node:crypto';
import { Judged, messageOf } from './judged';
import { Severity } from './severity';

/** The object that a finding is about. */
export interface ReportedObject {
  /** Group and version. */
  readonly apiVersion: string;
  /** Kind. */
  readonly kind: string;
  /** Name. */
  readonly name: string;
  /**
   * Namespace.
   *
   * @default - the object has none
   */
  readonly namespace?: string;
}

/** A finding with all that a reader needs in order to act on it. */
export interface ReportedFinding {
  /** Id of the rule. */
  readonly rule: string;
  /** How much it matters. */
  readonly severity: Severity;
  /** What is wrong. */
  readonly message: string;

  /**
   * The cluster where it matters most.
   *
   * @default - it is about no cluster
   */
  readonly cluster?: string;

  /** All clusters that have it. */
  readonly clusters: string[];

  /**
   * The object that it is about.
   *
   * @default - it is about a file
   */
  readonly object?: ReportedObject;

  /**
   * Class and path of the construct.
   *
   * @default - the object stands in a file
   */
  readonly construct?: string;

  /**
   * The file.
   *
   * @default - not known
   */
  readonly file?: string;

  /**
   * Line, from 1.
   *
   * @default - not known
   */
  readonly line?: number;

  /**
   * Column, from 1.
   *
   * @default - not known
   */
  readonly column?: number;

  /** The field, e.g. `spec.dependsOn[0]`; empty for the object itself. */
  readonly path: string;
  /** What Flux does, and why that surprises people. */
  readonly why: string;
  /** What to change. */
  readonly fix: string;

  /**
   * The page of the rule; for a rule of your own, the first of its references.
   *
   * @default - it has no references
   */
  readonly docs?: string;

  /** The same for the same finding in the next run, as long as its text and its object are, whatever its line. */
  readonly fingerprint: string;

  /**
   * Why it is accepted.
   *
   * @default - it counts
   */
  readonly waived?: string;
}

/** Pages of rules that are ours; a rule of a user names its own page first among its references. */
const DOCS = 'https://github.com/cdk8s-fluxcd/cdk8s-fluxcd/blob/main/docs/rules';

/** A finding as reports and programs get it. */
export function reportedFinding(judged: Judged, ownRules: ReadonlySet<string>): ReportedFinding {
  const { rule, finding, severity, clusters, waiver } = judged;
  const { field, message } = finding;
  const { apiVersion, kind, name, namespace } = field.manifest;
  const { construct, file, line, column } = finding.place;
  const object = kind === '' || name === '' ? undefined : { apiVersion, kind, name, ...(namespace && { namespace }) };
  return {
    rule: rule.id,
    severity,
    message: messageOf(judged),
    cluster: clusters[0],
    clusters: [...clusters],
    object,
    construct,
    file,
    line,
    column,
    path: field.path,
    why: rule.why,
    fix: finding.fix ?? rule.fix,
    docs: ownRules.has(rule.id) || rule.id === 'unused-waiver' ? `${DOCS}/${rule.id}.md` : rule.references[0],
    fingerprint: fingerprintOf([rule.id, construct ?? file ?? '', object ? field.manifest.toString() : '', field.path, message]),
    waived: waiver?.reason,
  };
}

function fingerprintOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}
