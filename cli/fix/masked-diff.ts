import { unifiedDiff } from '../../src/app/line-diff';
import { isSecretFile, maskedLine } from '../report/mask';

const NO_NEWLINE = '\\ No newline at end of file';

/** The change of a file as `git apply` takes it, but for lines that may hold a secret. */
export function maskedDiff(path: string, before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const isSecret = isSecretFile(before) || isSecretFile(after);
  let [oldLine, newLine] = [0, 0];
  const lines = unifiedDiff(before, after).map((line) => {
    const [, oldStart, newStart] = /^@@ -(\d+),\d+ \+(\d+),\d+ @@$/.exec(line) ?? [];
    if (oldStart !== undefined) {
      [oldLine, newLine] = [Number(oldStart) - 1, Number(newStart) - 1];
      return line;
    }
    if (line.slice(1) === NO_NEWLINE) return NO_NEWLINE;
    const [sign] = line;
    const shown = sign === '-' ? maskedLine(old, oldLine, isSecret) : maskedLine(now, newLine, isSecret);
    if (sign !== '+') oldLine++;
    if (sign !== '-') newLine++;
    return sign + shown;
  });
  return [`--- a/${path}`, `+++ b/${path}`, ...lines, ''].join('\n');
}
