import { createColors } from 'picocolors';
import { Severity } from '../../src/verification/severity';
import { Audit, Formatter, Presentation } from './audit';
import { CountedFinding, Report, ReportedGap, titleOf } from './report';
import { printable, SourceLines } from './source-line';
import { counted, summaryLine } from './summary-line';

type Colors = ReturnType<typeof createColors>;

/** The report for people: the worst first, findings of one rule together, why and fix once. */
export const textReport: Formatter = (audit, presentation) => {
  const { report } = audit;
  const colors = createColors(presentation.colors);
  const lines = new SourceLines(audit.files);
  const parts = [
    ...report.findings.map((finding, index) => findingText(finding, report.findings[index + 1], { colors, lines, presentation })),
    gapsText(report.notRendered, audit, presentation, colors),
    acceptedText(audit, presentation, colors),
    clustersText(report, colors),
    `${summaryLine(report.summary, colors)}\n`,
  ];
  return parts.filter((part) => part !== '').join('\n');
};

interface Context {
  readonly colors: Colors;
  readonly lines: SourceLines;
  readonly presentation: Presentation;
}

function findingText(finding: CountedFinding, next: CountedFinding | undefined, { colors, lines, presentation }: Context): string {
  const { rule, severity, message, clusters } = finding;
  const paint = { [Severity.ERROR]: colors.red, [Severity.WARNING]: colors.yellow, [Severity.INFO]: colors.cyan }[severity];
  const isShared = next !== undefined && next.rule === rule && next.severity === severity && next.fix === finding.fix;
  const where = clusters.length > 0 ? colors.dim(`  in ${clusters.join(', ')}`) : '';
  const text = [
    `${paint(`${severity}[${rule}]`)} ${printable(message)}`,
    `  at:  ${placeText(finding, presentation.prefix)}${finding.path && ` (${printable(finding.path)})`}${where}`,
  ];
  const shown = lines.at(finding, rule);
  if (shown) {
    const gutter = String(finding.line).padStart(7);
    text.push(`${colors.dim(`${gutter} |`)} ${shown.text}`);
    text.push(`${colors.dim(`${' '.repeat(gutter.length)} |`)} ${' '.repeat(shown.from)}${paint('^'.repeat(shown.length))}`);
  }
  if (!isShared) text.push(`  why: ${finding.why}`, `  fix: ${finding.fix}`, colors.dim(`  doc: ${finding.docs}`));
  return `${text.join('\n')}\n`;
}

function placeText({ file, line, column }: Pick<CountedFinding, 'file' | 'line' | 'column'>, prefix: string): string {
  const path = file === undefined ? 'the repository' : prefix + file;
  return printable([path, line, column].filter((part) => part !== undefined).join(':'));
}

function gapsText(gaps: readonly ReportedGap[], { report }: Audit, { prefix }: Presentation, colors: Colors): string {
  if (gaps.length === 0) return '';
  const hint = report.repository.renderer ? [] : ['  no kustomize and no kubectl is on the PATH: with one of them more can be seen'];
  const lines = gaps.map((gap) => {
    const place = gap.file === undefined ? '' : ` (${placeText(gap, prefix)})`;
    return `  ${printable(titleOf(gap))}${place}: ${printable(gap.reason)}`;
  });
  return [colors.bold('not rendered, so not judged:'), ...hint, ...lines, ''].join('\n');
}

function acceptedText({ report, baselined }: Audit, { verbose, prefix }: Presentation, colors: Colors): string {
  const lines: string[] = [];
  const place = (finding: CountedFinding) => `  ${finding.rule} ${placeText(finding, prefix)}`;
  if (report.waived.length > 0) {
    lines.push(colors.bold(`accepted: ${counted(report.waived.length, 'finding')}${verbose ? '' : ', --verbose tells why'}`));
    if (verbose) lines.push(...report.waived.map((finding) => `${place(finding)}: ${printable(finding.waived!)}`));
  }
  if (baselined.length > 0) {
    lines.push(colors.bold(`in the baseline: ${counted(baselined.length, 'finding')}${verbose ? '' : ', --verbose names them'}`));
    if (verbose) lines.push(...baselined.map(place));
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function clustersText({ clusters, summary }: Report, colors: Colors): string {
  if (summary.objects === 0) return 'no object was found: is this the root of a Flux repository?\n';
  if (clusters.length === 0) {
    return 'no cluster was found: neither a FluxInstance, nor gotk-sync.yaml, nor a Kustomization that points into the repository\n';
  }
  const rows = clusters.map((cluster) => [
    cluster.name,
    cluster.path ?? '-',
    cluster.environment ?? '-',
    `Flux ${cluster.fluxVersion}`,
    counted(cluster.objects, 'object'),
    [counted(cluster.errors, 'error'), counted(cluster.warnings, 'warning'), counted(cluster.infos, 'info')].join(', '),
  ]);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd());
  return `${[colors.bold('clusters:'), ...lines].join('\n')}\n`;
}
