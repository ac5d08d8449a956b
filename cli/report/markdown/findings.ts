import { pushTo } from '../../../src/primitives/push-to';
import { Severity } from '../../../src/verification/severity';
import { Audit, Presentation } from '../audit';
import { CountedFinding } from '../report';
import { inClusters, code, plain, section } from './table';

const TITLES: readonly (readonly [Severity, string])[] = [
  [Severity.ERROR, 'Errors: break reconciliation, lose data, or let someone in'],
  [Severity.WARNING, 'Warnings: work today and will hurt'],
  [Severity.INFO, 'Recommendations'],
];

/** What is wrong, the worst first, with what to change. */
export function findingsSection(audit: Audit, presentation: Presentation): string {
  const { findings } = audit.report;
  if (findings.length === 0) return section('## Findings', 'None.');
  const groups = TITLES.map(([severity, title]) => {
    const own = findings.filter((finding) => finding.severity === severity);
    const rules = [...new Set(own.map(({ rule }) => rule))];
    const texts = rules.map((rule) =>
      ruleText(
        own.filter((finding) => finding.rule === rule),
        audit,
        presentation,
      ),
    );
    return own.length === 0 ? '' : section(`### ${title}`, ...texts);
  });
  return section('## Findings', ...groups);
}

function ruleText(findings: readonly CountedFinding[], audit: Audit, { prefix }: Presentation): string {
  const [{ rule, why, docs, fix }] = findings;
  const summary = audit.rules.find(({ id }) => id === rule)?.summary ?? '';
  const isSameFix = findings.every((finding) => finding.fix === fix);
  const lines = findings.map((finding) => {
    const place =
      finding.file === undefined ? 'the repository' : [prefix + finding.file, finding.line].filter((part) => part !== undefined).join(':');
    const clusters = inClusters(finding.clusters, audit.contexts);
    const own = isSameFix ? '' : ` – **fix:** ${plain(finding.fix)}`;
    return `- ${code(place)}${clusters}: ${plain(finding.message)}${finding.path ? `, ${code(finding.path)}` : ''}${own}`;
  });
  return [
    `#### [${rule}](${docs})`,
    '',
    plain(summary),
    '',
    ...lines,
    '',
    `**Why:** ${plain(why)}`,
    ...(isSameFix ? ['', `**Fix:** ${plain(fix)}`] : []),
  ].join('\n');
}

/** What could not be judged. */
export function gapsSection({ report, contexts }: Audit, { prefix }: Presentation): string {
  const byText = new Map<string, string[]>();
  for (const { applier, reason, file, line, cluster } of report.notRendered) {
    const place = file === undefined ? '' : ` (${code([prefix + file, line].filter((part) => part !== undefined).join(':'))})`;
    const text = `${plain(applier)}${place}: ${plain(reason)}`;
    pushTo(byText, text, cluster ?? '');
  }
  const lines = [...byText].map(([text, clusters]) => `- ${text}${inClusters([...new Set(clusters)], contexts)}`);
  return lines.length === 0 ? '' : section('## Not rendered, so not judged', lines.join('\n'));
}

/** What somebody accepted. */
export function acceptedSection({ report, baselined }: Audit, { prefix }: Presentation): string {
  const line = (finding: CountedFinding, reason: string) => {
    const place = [prefix + (finding.file ?? ''), finding.line].filter((part) => part !== undefined).join(':');
    return `- ${finding.rule} at ${code(place)}: ${plain(finding.message)} – ${plain(reason)}`;
  };
  const lines = [
    ...report.waived.map((finding) => line(finding, `accepted: ${finding.waived}`)),
    ...baselined.map((finding) => line(finding, 'listed in the baseline')),
  ];
  return lines.length === 0 ? '' : section('## Accepted', lines.join('\n'));
}
