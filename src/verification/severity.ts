/** How much a finding matters. */
export enum Severity {
  /** Breaks reconciliation, loses data, or lets someone in. */
  ERROR = 'error',
  /** Works today and will hurt. */
  WARNING = 'warning',
  /** Worth knowing. */
  INFO = 'info',
}

const ORDER = [Severity.INFO, Severity.WARNING, Severity.ERROR];

/** Negative when `a` matters less than `b`. */
export function compareSeverity(a: Severity, b: Severity): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}

/** One step more. */
export function raised(severity: Severity): Severity {
  return ORDER[Math.min(ORDER.indexOf(severity) + 1, ORDER.length - 1)];
}
