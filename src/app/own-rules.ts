import { InputError } from '../primitives/input-error';
import { ALL_RULES } from '../rules/all-rules';
import { IRule } from '../verification/rule';
import { UNUSED_WAIVER } from '../verification/verify';

/** What an annotation may be called, because waivers in YAML are annotations. */
const ID = /^[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/;

/** The rules of a program. Waivers and reports know a rule by its id, so each has one of its own. */
export function ownRules(at: string, rules: readonly IRule[] = []): readonly IRule[] {
  const own = rules.map(withOneMeta);
  const taken = new Map([...ALL_RULES.map(({ meta }) => meta), UNUSED_WAIVER].map(({ id }) => [id, 'a rule of this library has it']));
  for (const { meta } of own) {
    const { id } = meta;
    const taker = taken.get(id);
    if (taker !== undefined || !ID.test(id)) {
      const mustBe = taker === undefined ? 'a name of up to 63 letters, digits, -, _ and .' : `another id: ${taker}`;
      throw new InputError(at, { prop: 'rules: meta.id', got: id, mustBe, fix: "id: 'acme-release-without-owner'" });
    }
    taken.set(id, 'two rules have it');
  }
  return own;
}

/** A getter may make a new `meta` each time, as one in Python does. Findings belong together that have the same one. */
function withOneMeta(rule: IRule): IRule {
  return { meta: rule.meta, check: (context) => rule.check(context) };
}
