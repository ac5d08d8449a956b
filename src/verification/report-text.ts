import { Judged } from './judged';
import { Severity } from './severity';
import { Place } from '../manifests/place';

/** The findings as a person reads them; what is accepted is left out. Findings of one rule share why and fix. */
export function reportText(judged: readonly Judged[]): string {
  const shown = judged.filter(({ waiver }) => waiver === undefined);
  return shown.map((one, index) => findingText(one, isSameRule(one, shown[index + 1]))).join('\n');
}

function isSameRule(one: Judged, next: Judged | undefined): boolean {
  return next !== undefined && next.rule.id === one.rule.id && next.severity === one.severity && fixOf(next) === fixOf(one);
}

function fixOf({ finding, rule }: Judged): string {
  return finding.fix ?? rule.fix;
}

function findingText(one: Judged, continues: boolean): string {
  const { rule, finding, severity } = one;
  const lines = [`${severity}[${rule.id}] ${finding.message}`, `  at:  ${placeLine(finding.field.place, finding.field.path)}`];
  if (!continues) lines.push(`  why: ${rule.why}`, `  fix: ${fixOf(one)}`, '');
  return lines.join('\n');
}

/** The construct or the file, the field, and for a construct the line of the program. */
function placeLine({ construct, file, line, column }: Place, path: string): string {
  const at = file === undefined ? '' : [file, line, column].filter((part) => part !== undefined).join(':');
  const field = path === '' ? '' : ` (${path})`;
  return construct === undefined ? `${at}${field}` : `${construct}${field}${at && `, ${at}`}`;
}

/** `2 errors, 1 warning`, without what there is none of. */
export function summaryText(judged: readonly Judged[]): string {
  const count = (severity: Severity) => judged.filter((one) => one.waiver === undefined && one.severity === severity).length;
  const waived = judged.filter(({ waiver }) => waiver !== undefined).length;
  const parts = [
    counted(count(Severity.ERROR), 'error'),
    counted(count(Severity.WARNING), 'warning'),
    counted(count(Severity.INFO), 'info'),
    waived > 0 ? `${waived} accepted` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'no findings' : parts.join(', ');
}

function counted(number: number, word: string): string {
  return number === 0 ? '' : `${number} ${word}${number === 1 ? '' : 's'}`;
}
