import { Severity } from '../../src/verification/severity';
import { Formatter } from './audit';
import { CountedFinding, titleOf } from './report';
import { summaryLine } from './summary-line';

/** Commands that make GitHub Actions show findings at their lines, and a last line for the log. */
export const githubReport: Formatter = ({ report }, { prefix }) => {
  const lines = report.findings.map((finding) => annotation(finding, prefix));
  const gaps = report.notRendered.map((gap) => {
    return `::notice title=${property('not rendered')}::${data(`${titleOf(gap)}: ${gap.reason}`)}`;
  });
  return [...lines, ...gaps, data(summaryLine(report.summary)), ''].join('\n');
};

function annotation({ severity, rule, message, file, line, column, clusters, why, fix, docs }: CountedFinding, prefix: string): string {
  const command = severity === Severity.INFO ? 'notice' : severity;
  const where: [string, string | number | undefined][] = [
    ['file', file === undefined ? undefined : prefix + file],
    ['line', line],
    ['col', column],
    ['title', rule],
  ];
  const properties = where.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${property(String(value))}`]));
  const place = clusters.length > 0 ? ` (${clusters.join(', ')})` : '';
  return `::${command} ${properties.join(',')}::${data(`${message}${place}\nwhy: ${why}\nfix: ${fix}\n${docs}`)}`;
}

/** As the runner reads the text of a command. */
function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

/** As the runner reads a property of a command. */
function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
