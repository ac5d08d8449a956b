import { RuleMeta } from '../../src/verification/rule';
import { Severity } from '../../src/verification/severity';
import { Audit, Formatter, Presentation } from './audit';
import { CountedFinding, ReportedGap, titleOf } from './report';
import { docsOf } from './rule-docs';

/** The least of SARIF 2.1.0 that code scanning shows and matches: https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export const sarifReport: Formatter = (audit, { prefix }) => {
  const { report, baselined } = audit;
  const rules = reportedRules(audit);
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const results = [
    ...report.findings.map((finding) => resultOf(finding, indexOf, prefix)),
    ...report.waived.map((finding) => suppressed(resultOf(finding, indexOf, prefix), finding.waived!)),
    ...baselined.map((finding) => suppressed(resultOf(finding, indexOf, prefix), 'listed in the baseline')),
  ];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            semanticVersion: report.tool.version,
            informationUri: 'https://github.com/cdk8s-fluxcd/cdk8s-fluxcd',
            rules: rules.map(descriptorOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          { executionSuccessful: true, toolExecutionNotifications: report.notRendered.map((gap) => notificationOf(gap, prefix)) },
        ],
        results,
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

/** Only rules that found something: the others would be most of the file. */
function reportedRules({ rules, report, baselined }: Audit): RuleMeta[] {
  const ids = new Set([...report.findings, ...report.waived, ...baselined].map(({ rule }) => rule));
  return rules.filter(({ id }) => ids.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function descriptorOf({ id, summary, why, fix, severity, references }: RuleMeta): object {
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: { text: `${why}\n\nFix: ${fix}`, markdown: `${why}\n\n**Fix:** ${fix}\n\n${references.map((url) => `- <${url}>`).join('\n')}` },
    helpUri: docsOf(id),
    defaultConfiguration: { level: levelOf(severity) },
    properties: { tags: ['flux', 'gitops'] },
  };
}

function resultOf(finding: CountedFinding, indexOf: ReadonlyMap<string, number>, prefix: Presentation['prefix']): object {
  const { rule, severity, message, fix, object, path, clusters, fingerprint } = finding;
  const location = {
    ...(finding.file !== undefined && { physicalLocation: physicalLocation(finding, prefix) }),
    ...(object && {
      logicalLocations: [
        {
          kind: 'object',
          fullyQualifiedName: [object.apiVersion, object.kind, object.namespace, object.name, path].filter((part) => part).join('/'),
        },
      ],
    }),
  };
  return {
    ruleId: rule,
    ruleIndex: indexOf.get(rule),
    level: levelOf(severity),
    message: { text: `${message}. Fix: ${fix}` },
    locations: [location],
    partialFingerprints: { 'cdk8sFluxcd/v1': fingerprint },
    properties: { clusters, path },
  };
}

function suppressed(result: object, justification: string): object {
  return { ...result, suppressions: [{ kind: 'external', justification }] };
}

function notificationOf(gap: ReportedGap, prefix: string): object {
  return {
    level: 'note',
    message: { text: `${titleOf(gap)} was not rendered: ${gap.reason}` },
    ...(gap.file !== undefined && { locations: [{ physicalLocation: physicalLocation(gap, prefix) }] }),
  };
}

function physicalLocation({ file, line, column }: Pick<ReportedGap, 'file' | 'line' | 'column'>, prefix: string): object {
  const region = line === undefined ? undefined : { startLine: line, ...(column !== undefined && { startColumn: column }) };
  return {
    artifactLocation: { uri: (prefix + file).split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
    ...(region && { region }),
  };
}

function levelOf(severity: Severity): string {
  return severity === Severity.INFO ? 'note' : severity;
}
