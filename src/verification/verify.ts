import { Manifest } from '../manifests/manifest';
import { compareText } from '../primitives/compare';
import { Finding } from './finding';
import { IRule, RuleMeta } from './rule';
import { RuleContext } from './rule-context';
import { compareSeverity, raised, Severity } from './severity';
import { waiversOf, Waiver } from './waivers';
import { holdsFor } from './version-range';

/** A finding with all that is known about it. */
export interface Judged {
  readonly rule: RuleMeta;
  readonly finding: Finding;
  readonly severity: Severity;
  readonly cluster: string;
  /** Why it is accepted; `undefined` for one that counts. */
  readonly waiver?: Waiver;
}

/** Reports waivers that accept nothing. */
export const UNUSED_WAIVER: RuleMeta = {
  id: 'unused-waiver',
  severity: Severity.WARNING,
  summary: 'A waiver accepts a finding that does not exist, or gives no reason.',
  why: 'A waiver that outlives its finding would silently accept the next one.',
  fix: 'Remove the waiver, or correct the id of its rule and give a reason.',
  references: ['https://github.com/cdk8s-fluxcd/cdk8s-fluxcd/blob/main/docs/rules/README.md#waivers'],
};

/** Judges one cluster: every rule that applies to its release of Flux, in the order of severity and place. */
export function verify(context: RuleContext, rules: readonly IRule[], waivers: readonly Waiver[] = []): Judged[] {
  const { manifests } = context;
  const found: Judged[] = [];
  for (const rule of rules) {
    const { meta } = rule;
    if (meta.kinds && !meta.kinds.some((kind) => manifests.ofKind(kind).length > 0)) continue;
    if (meta.fluxVersions && !holdsFor(meta.fluxVersions, context.fluxVersion)) continue;
    for (const finding of rule.check(context)) found.push(judge(context, meta, finding));
  }
  return waive(context, rules, found, [...waivers, ...manifests._once(annotated)]);
}

function annotated({ manifests }: { readonly manifests: readonly Manifest[] }): Waiver[] {
  return manifests.flatMap(waiversOf);
}

function judge(context: RuleContext, rule: RuleMeta, finding: Finding): Judged {
  const base = finding.severity ?? rule.severity;
  const isRaised = rule.raisedInProduction === true && finding.severity === undefined && context.isProduction;
  return { rule, finding, severity: isRaised ? raised(base) : base, cluster: context.cluster };
}

/** Marks what is accepted, and reports waivers that accept nothing: of those rules that were asked. */
function waive(context: RuleContext, rules: readonly IRule[], found: readonly Judged[], waivers: readonly Waiver[]): Judged[] {
  if (waivers.length === 0) return sorted(found);
  const used = new Set<Waiver>();
  const judged = found.map((one) => {
    const waiver = waivers.find(
      ({ rule, manifest, reason }) => rule === one.rule.id && reason !== '' && manifest === one.finding.field.manifest,
    );
    if (waiver) used.add(waiver);
    return waiver ? { ...one, waiver } : one;
  });
  const asked = new Set(rules.map(({ meta }) => meta.id));
  const unused = waivers.filter((waiver) => !used.has(waiver) && (asked.has(waiver.rule) || waiver.reason === ''));
  return sorted([
    ...judged,
    ...unused.map((waiver) => judge(context, UNUSED_WAIVER, new Finding(waiver.manifest.at('metadata'), unusedText(waiver)))),
  ]);
}

function unusedText({ rule, reason, manifest }: Waiver): string {
  return reason === '' ? `${manifest} waives '${rule}' without a reason` : `${manifest} waives '${rule}', which finds nothing there`;
}

function sorted(found: readonly Judged[]): Judged[] {
  const key = ({ finding }: Judged): string => {
    const { file = '', construct = '', line = 0 } = finding.field.place;
    return `${file} ${construct} ${String(line).padStart(7, '0')}`;
  };
  const keyed = found.map((one) => ({ one, key: key(one) }));
  keyed.sort(
    (a, b) => compareSeverity(b.one.severity, a.one.severity) || compareText(a.one.rule.id, b.one.rule.id) || compareText(a.key, b.key),
  );
  return keyed.map(({ one }) => one);
}
