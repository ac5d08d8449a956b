import type { createColors } from 'picocolors';
import { Summary } from './report';

/** The figures of a run in one line: `12 problems (3 errors, 9 warnings), 1 info, 2 clusters, 120 objects, 7 fixable with --fix`. */
export function summaryLine(summary: Summary, colors?: ReturnType<typeof createColors>): string {
  const { problems, errors, warnings, infos, fixable, waived, baselined, clusters, objects } = summary;
  const kinds = [errors > 0 ? counted(errors, 'error') : '', warnings > 0 ? counted(warnings, 'warning') : ''].filter(
    (part) => part !== '',
  );
  const verdict = problems === 0 ? 'no problems' : `${counted(problems, 'problem')} (${kinds.join(', ')})`;
  const paint = !colors ? String : errors > 0 ? colors.red : warnings > 0 ? colors.yellow : colors.green;
  return [
    paint(verdict),
    infos > 0 ? counted(infos, 'info') : '',
    counted(clusters, 'cluster'),
    counted(objects, 'object'),
    waived > 0 ? `${waived} accepted` : '',
    baselined > 0 ? `${baselined} in the baseline` : '',
    fixable > 0 ? `${fixable} fixable with --fix` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** `1 error`, `2 errors`. */
export function counted(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
