/** Whether an entry of the `dependsOn` of an object asks an expression. */
export function hasReadyExpr(object: any): boolean {
  const entries: unknown = object.spec?.dependsOn;
  return Array.isArray(entries) && entries.some(asks);
}

function asks(entry: any): boolean {
  return entry?.readyExpr !== undefined;
}
