import { CEL_RULES } from '../../../src/schemas/generated/cel-rules';
import { SchemaProblem } from '../../../src/schemas/validate';

/** What the API server says about an object. */
export interface TheirProblem {
  readonly field: string;
  readonly type: string;
  readonly detail: string;
}

/** What the API server says at the root when it leaves rules in CEL out. */
const RULES_NOT_CHECKED = 'some validation rules were not checked';

/** Our fields and theirs that are refused, where both can be told apart field by field; nothing where they cannot. */
export function comparedFields(
  ours: readonly SchemaProblem[],
  theirs: readonly TheirProblem[],
  kind: string,
): [string[], string[]] | undefined {
  // What cannot be decoded is not looked at any further there.
  if (theirs.some(({ type }) => type === 'Decoding')) return undefined;
  // Of alternatives we name the one that fits best, the API server every field of every one.
  if (ours.some(isOfAlternatives) || theirs.some(({ detail }) => /\b(oneOf|anyOf|not)\b/.test(detail))) return undefined;

  const wrongTypes = ours.filter(({ reason }) => reason === 'type').map(fieldOf);
  const theirFields = theirs
    .filter(({ detail }) => !detail.startsWith(RULES_NOT_CHECKED))
    .map((problem) => ({ ...problem, field: normalized(problem.field) }))
    // The fields of a map that is not to be one are unknown as well, and need not be told.
    .filter(({ field, type }) => type !== 'Unknown' || !wrongTypes.some((outer) => field.startsWith(`${outer}.`)))
    .map(({ field }) => field);
  if (ours.every(({ reason }) => reason === 'cel')) return [sorted(ours.map(fieldOf)), sorted(theirFields)];

  // Beside other problems, we evaluate the rules of the parts that have the right shape, and the API server all or none.
  const shapes = sorted(ours.filter(({ reason }) => reason !== 'cel').map(fieldOf));
  const ruled = placesWithRules(kind);
  return [shapes, sorted(theirFields.filter((field) => shapes.includes(field) || !ruled.has(field.replace(/\.\d+(?=\.|$)/g, '[]'))))];
}

/** Where rules in CEL stand, and the root, where the API server says that it cannot evaluate them. */
function placesWithRules(kind: string): Set<string> {
  return new Set(['', ...(CEL_RULES.get(kind) ?? []).map(({ path }) => path)]);
}

function isOfAlternatives({ reason, missing, message }: SchemaProblem): boolean {
  return (reason === 'required' && missing === undefined) || /^must (not have |have only one of)/.test(message);
}

function fieldOf({ path, missing }: SchemaProblem): string {
  return normalized([...path, ...(missing === undefined ? [] : [missing])].join('.'));
}

/** Both write paths with dots; keys that are empty or have dots of their own are not told apart. */
function normalized(field: string): string {
  return field === '<nil>' ? '' : field.replace(/[[\].]+/g, '.').replace(/^\.|\.$/g, '');
}

/** Metadata is no part of a CRD's schema: only whether there is a name is looked at, and compared by the verdict. */
function sorted(fields: readonly string[]): string[] {
  return [...new Set(fields.filter((field) => !/^metadata(\.|$)/.test(field)))].sort();
}
