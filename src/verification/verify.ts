import { Finding } from './finding';
import { inOrder, Judged, merged } from './judged';
import { IRule, RuleMeta } from './rule';
import { RuleContext } from './rule-context';
import { RuleSelection } from './rule-selection';
import { raised, Severity } from './severity';
import { Waiver, waiversOf } from './waivers';

/** Reports waivers that accept nothing. */
export const UNUSED_WAIVER: RuleMeta = {
  id: 'unused-waiver',
  severity: Severity.WARNING,
  summary: 'A waiver accepts a finding that does not exist, or gives no reason.',
  why: 'A waiver that outlives its finding would silently accept the next one.',
  fix: 'Remove the waiver, or correct the id of its rule and give a reason.',
  references: ['https://github.com/cdk8s-fluxcd/cdk8s-fluxcd/blob/main/docs/rules/README.md#waivers'],
};

/**
 * Judges the clusters of a fleet: every rule that applies to the release of each. What is worst comes first.
 *
 * @param waivers what is accepted, besides what annotations of objects accept
 * @param known ids of all rules that there are, when only some of them are asked
 */
export function verifyFleet(
  contexts: readonly RuleContext[],
  rules: readonly IRule[],
  waivers: readonly Waiver[] = [],
  known: ReadonlySet<string> = idsOf(rules),
): Judged[] {
  const all = [...waivers];
  for (const context of contexts) addAnnotated(context, all);
  const selection = new RuleSelection(rules);
  const found: Judged[] = [];
  for (const context of contexts) {
    judgeCluster(context, selection.for(context), found);
    context._forget();
  }
  if (all.length === 0) return inOrder(merged(found));

  const used = new Set<string>();
  const judged = found.map((one) => {
    const waiver = all.find(({ rule, reason, covers }) => rule === one.rule.id && reason !== '' && covers(one.finding.field.manifest));
    if (waiver) used.add(keyOf(waiver));
    return waiver ? { ...one, waiver } : one;
  });
  return inOrder(merged([...judged, ...unused(all, used, { asked: idsOf(rules), known })]));
}

/** Judges one cluster, as if nothing were accepted. */
export function verify(context: RuleContext, rules: readonly IRule[]): Judged[] {
  const found: Judged[] = [];
  judgeCluster(context, new RuleSelection(rules).for(context), found);
  return found;
}

function judgeCluster(context: RuleContext, rules: readonly IRule[], found: Judged[]): void {
  let asked: IRule | undefined;
  try {
    for (const rule of rules) {
      asked = rule;
      const findings = rule.check(context);
      // Most rules find nothing in most clusters.
      if (findings.length > 0) for (const finding of findings) found.push(judge(context, rule.meta, finding));
    }
  } catch (error) {
    // A rule of a program may fail, and in another language than ours nothing but the message says which.
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the rule '${asked?.meta.id}' failed in cluster '${context.cluster}': ${why}`, { cause: error });
  }
}

function judge(context: RuleContext, rule: RuleMeta, finding: Finding): Judged {
  const base = finding.severity ?? rule.severity;
  const isRaised = rule.raisedInProduction === true && finding.severity === undefined && context.isProduction;
  return { rule, finding, severity: isRaised ? raised(base) : base, clusters: [context.cluster] };
}

/** Adds the waivers in the objects of a cluster and in the documents that are none, such as kustomization files. */
function addAnnotated({ manifests, files }: RuleContext, all: Waiver[]): void {
  for (const manifest of manifests.manifests) for (const waiver of waiversOf(manifest)) all.push(waiver);
  for (const { documents } of files) {
    for (const document of documents) if (document.name === '') all.push(...waiversOf(document));
  }
}

/** Ids of rules. */
interface RuleIds {
  readonly asked: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
}

function idsOf(rules: readonly IRule[]): Set<string> {
  return new Set(rules.map(({ meta }) => meta.id));
}

/** Waivers that accept nothing. Of a rule that exists and was not asked nobody knows what it would find. */
function unused(waivers: readonly Waiver[], used: ReadonlySet<string>, ids: RuleIds): Judged[] {
  return waivers
    .filter((waiver) => !used.has(keyOf(waiver)))
    .flatMap((waiver) => {
      const message = whyUnused(waiver, ids);
      if (message === undefined) return [];
      return [{ rule: UNUSED_WAIVER, finding: new Finding(waiver.at, message), severity: UNUSED_WAIVER.severity, clusters: [] }];
    });
}

function whyUnused({ rule, reason }: Waiver, { asked, known }: RuleIds): string | undefined {
  if (!known.has(rule)) return `the waiver names '${rule}', and there is no such rule`;
  if (reason === '') return `the waiver of '${rule}' gives no reason`;
  return asked.has(rule) ? `the waiver of '${rule}' accepts nothing` : undefined;
}

/** One waiver of a file is read once for each cluster. */
function keyOf({ rule, at }: Waiver): string {
  const { file, line, column, construct } = at.place;
  return `${rule} ${file} ${line} ${column} ${construct}`;
}
