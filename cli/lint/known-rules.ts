import { ALL_RULES } from '../../src/rules/all-rules';
import { RuleMeta } from '../../src/verification/rule';
import { UNUSED_WAIVER } from '../../src/verification/verify';
import { notKnown } from '../bad-input';
import { UNREADABLE_FILE } from './unreadable-file';

/** What the engine and the reader of files report themselves. */
export const ENGINE_RULES: readonly RuleMeta[] = [UNUSED_WAIVER, UNREADABLE_FILE];

/** Every rule by its id, in alphabetical order. */
export const KNOWN_RULES: ReadonlyMap<string, RuleMeta> = new Map(
  [...ALL_RULES.map(({ meta }) => meta), ...ENGINE_RULES].sort((a, b) => (a.id < b.id ? -1 : 1)).map((meta) => [meta.id, meta]),
);

/** The rule with an id. */
export function knownRule(id: string, program: string): RuleMeta {
  const rule = KNOWN_RULES.get(id);
  if (!rule) throw notKnown('rule', id, [...KNOWN_RULES.keys()], `'${program} explain' lists them all`);
  return rule;
}
