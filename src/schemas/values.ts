/** An object of YAML or JSON: neither a list nor null. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A null is refused or takes a default, so that nothing else asks what it is; programs leave fields undefined. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** The length of a text as Go and CEL count it. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** What the API server takes for `format: date-time`. */
export function isDateTime(text: string): boolean {
  const [year, month, day, hour, minute, second] = (DATE_TIME.exec(text) ?? []).slice(1).map(Number);
  if (year === undefined || hour > 23 || minute > 59 || second > 59 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
