/** An action around an input; those of Argo Workflows have inputs of their own. */
const WRONG = /\{\{-?\s*(?:(?:if|with|range|else if)\s+)?\$?\.?inputs\.(?!parameters\.|artifacts\.)\w/;
/** One that is nothing but an input. */
const SIMPLE = /\{\{(-?)\s*\$?\.?(inputs(?:\.\w+)+)\s*(-?)\}\}/g;

/** Whether a text of a ResourceSet has braces around an input, which the operator takes for text. */
export function hasWrongDelimiters(text: string): boolean {
  return text.includes('{{') && WRONG.test(text);
}

/** The text as it is meant. What is more than an input stays as it is. */
export function withRightDelimiters(text: string): string {
  return text.replace(SIMPLE, (_, before: string, input: string, after: string) => `<<${before} ${input} ${after}>>`);
}

/** A ResourceSet as it is meant: its braces are reported once, and not again as names and namespaces that are none. */
export function asMeant(resourceSet: any): any {
  return isWrong(resourceSet?.spec) ? { ...resourceSet, spec: corrected(resourceSet.spec) } : resourceSet;
}

function isWrong(value: unknown): boolean {
  if (typeof value === 'string') return hasWrongDelimiters(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(isWrong);
}

function corrected(value: unknown): unknown {
  if (typeof value === 'string') return hasWrongDelimiters(value) ? withRightDelimiters(value) : value;
  if (Array.isArray(value)) return value.map(corrected);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, corrected(inner)]));
}
