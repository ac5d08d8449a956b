import { Severity } from '../../src/verification/severity';
import { Audit, Formatter } from './audit';
import { CountedFinding } from './report';

/** One suite a rule, one case a finding; a rule that found nothing is a case that passed. */
export const junitReport: Formatter = (audit) => {
  const suites = [...audit.rules].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id }) => suiteOf(id, audit));
  const { problems } = audit.report.summary;
  const tests = suites.reduce((sum, suite) => sum + suite.tests, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cdk8s-fluxcd" tests="${tests}" failures="${problems}">`,
    ...suites.map(({ text }) => text),
    '</testsuites>',
    '',
  ].join('\n');
};

function suiteOf(id: string, { report, baselined }: Audit): { text: string; tests: number } {
  const of = (findings: readonly CountedFinding[]) => findings.filter(({ rule }) => rule === id);
  const counting = of(report.findings);
  const failures = counting.filter(({ severity }) => severity !== Severity.INFO).length;
  const accepted = of(report.waived);
  const known = of(baselined);
  const cases = [
    ...counting.map((finding) => caseOf(finding, outcomeOf(finding))),
    ...accepted.map((finding) => caseOf(finding, `<skipped message="${escapeXml(`accepted: ${finding.waived}`)}"/>`)),
    ...known.map((finding) => caseOf(finding, '<skipped message="listed in the baseline"/>')),
  ];
  if (cases.length === 0) cases.push(`    <testcase classname="${escapeXml(id)}" name="no findings"/>`);
  const skipped = accepted.length + known.length;
  const head = `  <testsuite name="${escapeXml(id)}" tests="${cases.length}" failures="${failures}" skipped="${skipped}">`;
  return { text: [head, ...cases, '  </testsuite>'].join('\n'), tests: cases.length };
}

function outcomeOf({ severity, message, why, fix, docs, clusters }: CountedFinding): string {
  const text = [`clusters: ${clusters.join(', ')}`, `why: ${why}`, `fix: ${fix}`, docs].join('\n');
  if (severity === Severity.INFO) return `<system-out>${escapeXml(`${message}\n${text}`)}</system-out>`;
  return `<failure type="${severity}" message="${escapeXml(message)}">${escapeXml(text)}</failure>`;
}

function caseOf({ rule, message, file, line }: CountedFinding, outcome: string): string {
  const place = [file ?? 'the repository', ...(line === undefined ? [] : [line])].join(':');
  const attributes = [
    ['classname', rule],
    ['name', `${place} ${message}`],
    ['file', file],
    ['line', line],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${escapeXml(String(value))}"`]));
  return `    <testcase ${attributes.join(' ')}>${outcome}</testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** XML has no way to write most control characters, nor half of a pair. */
export function escapeXml(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '�')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '�')
    .replace(/[&<>"']/g, (char) => ENTITIES[char])
    .replace(/\r?\n/g, '&#10;');
}
