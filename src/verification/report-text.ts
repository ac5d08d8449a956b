import { groupBy } from '../primitives/push-to';
import { Judged, messageOf } from './judged';
import { Severity } from './severity';
import { Place } from '../manifests/place';

/**
 * The findings as a person reads them; what is accepted is left out. One line of a program that makes ten clusters is one
 * finding, and so is a loop in another language, whose lines nobody knows. Findings of one rule share why, and fix where it is the same.
 */
export function reportText(judged: readonly Judged[]): string {
  const shown = together(judged.filter(({ waiver }) => waiver === undefined));
  return shown.map((same, index) => findingText(same, shown[index + 1]?.[0])).join('\n');
}

/** The findings that one line of a program makes, with the same words; where no line is known, those with the same words. */
function together(judged: readonly Judged[]): Judged[][] {
  const same = groupBy(judged, ({ rule, severity, finding: { field, message, place } }) => {
    const { file = '', line = '', column = '' } = place;
    return `${rule.id} ${severity} ${file}:${line}:${column} ${field.path} ${message}`;
  });
  return [...same.values()];
}

/** What follows says the rest for both. */
function isSameRule(one: Judged, next: Judged | undefined): next is Judged {
  return next !== undefined && next.rule.id === one.rule.id && next.severity === one.severity;
}

function fixOf({ finding, rule }: Judged): string {
  return finding.fix ?? rule.fix;
}

function findingText([one, ...others]: Judged[], next: Judged | undefined): string {
  const { rule, finding, severity } = one;
  const alike = finding.place.line === undefined ? 'like it' : 'from the same line';
  const more = others.length === 0 ? '' : `, and ${others.length} more ${alike}`;
  const lines = [`${severity}[${rule.id}] ${messageOf(one)}`, `  at:  ${placeLine(finding.place, finding.field.path)}${more}`];
  const continues = isSameRule(one, next);
  if (!continues) lines.push(`  why: ${rule.why}`);
  if (!continues || fixOf(next) !== fixOf(one)) lines.push(`  fix: ${fixOf(one)}`);
  if (!continues) lines.push('');
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
  const shown = together(judged.filter(({ waiver }) => waiver === undefined)).map(([first]) => first);
  const count = (severity: Severity) => shown.filter((one) => one.severity === severity).length;
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
