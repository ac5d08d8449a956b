/** Rules that say what an API server would refuse. */
export const RULES: readonly string[] = [
  'ambiguous-yaml',
  'chart-and-chart-ref',
  'crd-validation-rule-violated',
  'invalid-duration',
  'invalid-metadata',
  'removed-field',
  'schema-violation',
  'third-party-api-not-served',
  'unserved-api-version',
];

/**
 * A defect of ours that is known, as the server speaks of it: a null in a field that is not nullable. `kubectl create` drops it,
 * and so do our schemas; server-side apply, which Flux uses, refuses it.
 */
export const KNOWN_NULL = /Invalid value: "null"/;
