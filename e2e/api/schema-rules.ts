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
