/** Whether a value is a map of YAML. */
export function isMap(value: unknown): value is Record<string, any> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of YAML; an empty one for what is none. */
export function listOf(value: unknown): any[] {
  return Array.isArray(value) ? value : [];
}
