/** Whether a value is only known when Flux or its operator fills it in, so that nobody can judge it here. */
export function isFilledInLater(value: unknown): boolean {
  return typeof value === 'string' && (value.includes('${') || (value.includes('<<') && value.includes('>>')));
}
