import { hasGroup } from '../../primitives/extract-template';
import { InputError, InputPlace } from '../../primitives/input-error';
import { readRe2 } from '../../primitives/re2-pattern';

/** Which tags count, and which part of them. */
export interface TagFilter {
  readonly pattern: string;
  /** What stands for a tag when tags are compared, e.g. `$ts`. */
  readonly extract?: string;
}

/** The filter of a policy, or an error where Go cannot read the pattern or does not find the group in it. */
export function tagFilter(place: InputPlace, pattern: string, group?: string): TagFilter {
  const groups = requirePattern(place, 'pattern', pattern);
  if (group === undefined) return { pattern };
  const named = groups.filter((name) => name !== '');
  if (/^\w+$/.test(group) && hasGroup(groups, group)) return { pattern, extract: `$${group}` };

  throw new InputError(place, {
    prop: 'group',
    got: group,
    mustBe: named.length > 0 ? `a group of the pattern (${named.join(', ')})` : 'a group of the pattern, which has none with a name',
    fix: named.length > 0 ? `'${named[0]}'` : `put (?P<${/^[A-Za-z]\w*$/.test(group) ? group : 'ts'}>…) into the pattern`,
  });
}

/** Refuses an expression that Go refuses. Returns the names of its groups. */
export function requirePattern(place: InputPlace, prop: string, pattern: string): readonly string[] {
  const { problem, groups } = readRe2(pattern);
  if (problem === undefined && pattern !== '') return groups;
  throw new InputError(place, {
    prop,
    got: pattern,
    mustBe: `a regular expression of Go (RE2)${problem === undefined ? '' : `; ${problem}`}`,
    fix: problem?.startsWith('it has')
      ? 'say what tags look like, not what they must not: ^main-[a-f0-9]+-(?P<ts>[0-9]+)$'
      : "'^v[0-9.]+$'",
  });
}
