/** What may stand in each field of a schedule. */
interface CronField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly words?: readonly string[];
}

const FIELDS: readonly CronField[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { name: 'weekday', least: 0, most: 6, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/** Why a schedule is none, as the operator reads it (robfig/cron); `undefined` for one that it takes. */
export function cronProblem(text: string): string | undefined {
  if (text.startsWith('@')) return isDescriptor(text) ? undefined : `${text} is no descriptor`;
  const fields = text.split(/\s+/).filter((field) => field !== '');
  if (fields.length !== FIELDS.length) return `it has ${fields.length} fields, not ${FIELDS.length}`;
  const wrong = FIELDS.findIndex((field, index) => !fields[index].split(',').every((part) => isRange(part, field)));
  return wrong < 0 ? undefined : `'${fields[wrong]}' is no ${FIELDS[wrong].name}`;
}

function isDescriptor(text: string): boolean {
  return DESCRIPTORS.includes(text) || /^@every (?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/.test(text);
}

/** `*`, a number or a range, each with a step. */
function isRange(part: string, field: CronField): boolean {
  const [range, step, ...more] = part.split('/');
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === '*' || range === '?') return true;
  const [from, to = from, ...rest] = range.split('-').map((value) => numberOf(value, field));
  return rest.length === 0 && from <= to && from >= field.least && to <= field.most;
}

/** Not a number where it is none. */
function numberOf(text: string, { least, words = [] }: CronField): number {
  const word = words.indexOf(text.toLowerCase());
  if (word >= 0) return word + least;
  return /^\d+$/.test(text) ? Number(text) : NaN;
}
