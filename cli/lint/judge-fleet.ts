import { inOrder, Judged } from '../../src/verification/judged';
import { RuleContext } from '../../src/verification/rule-context';
import { compareSeverity } from '../../src/verification/severity';
import { verifyFleet } from '../../src/verification/verify';
import { notAllowed } from '../bad-input';
import { LoadedFleet } from '../load-fleet';
import { pathMatcherOf } from './config-waivers';
import { KNOWN_RULES } from './known-rules';
import { LintRequest } from './lint-request';
import { unreadableFindings } from './unreadable-file';

/** The clusters that are judged. */
export function askedContexts({ contexts }: LoadedFleet, { flags }: LintRequest): readonly RuleContext[] {
  const names = [...new Set(contexts.map(({ cluster }) => cluster))].filter((name) => name !== '');
  const unknown = flags.cluster?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw notAllowed('the cluster', unknown, names);
  return flags.cluster ? contexts.filter(({ cluster }) => flags.cluster!.includes(cluster)) : contexts;
}

/** All findings that are to be shown, also those that are accepted. What is worst comes first. */
export function judgeFleet(fleet: LoadedFleet, contexts: readonly RuleContext[], request: LintRequest): Judged[] {
  const { config, rules, engineRules, flags } = request;
  const isIgnored = ignoredBy(config.ignore);
  const found = [
    ...verifyFleet(contexts, rules, config.waivers, new Set(KNOWN_RULES.keys())),
    ...unreadableFindings(fleet.unreadable, config.waivers),
  ];
  const judged = found
    .filter(({ rule, finding }) => isReported(rule.id, request) && !isIgnored(finding.field.place.file))
    .map((one) => ({ ...one, severity: severityOf(one, request), clusters: one.clusters.filter((name) => name !== '') }));
  return inOrder(judged.filter(({ severity }) => compareSeverity(severity, flags.severity) >= 0));

  function isReported(id: string, { rules: asked }: LintRequest): boolean {
    return engineRules.has(id) || asked.some(({ meta }) => meta.id === id);
  }
}

function severityOf({ rule, severity }: Judged, { config }: LintRequest): Judged['severity'] {
  const configured = config.rules.get(rule.id);
  return configured === undefined || configured === 'off' ? severity : configured;
}

function ignoredBy(patterns: readonly string[]): (file: string | undefined) => boolean {
  const matchers = patterns.map(pathMatcherOf);
  return (file) => file !== undefined && matchers.some((matches) => matches(file));
}
