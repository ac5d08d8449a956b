import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documentsBelow, isObject, ROOT } from './documents';
import { eachOf, type Judge } from './judge';
import { RULES } from './schema-rules';

/**
 * A line that the rule reports, and that the API server judges: it reads neither the annotations of the Flux Operator nor ranges of
 * versions, which controllers refuse.
 */
const EXPECTED = /^(?!\s*(fluxcd\.controlplane\.io\/|semver:|version:|range:)).*# expect: /m;

export interface Refused {
  /** Objects that the server refuses, by rule. */
  readonly refused: Record<string, number>;
  /** Places of objects that it accepts, although the rule reports them. */
  readonly accepted: string[];
}

/** Proof 2, the part that is written by hand: a finding about a schema is an object that the server refuses. */
export async function proveRefused(judge: Judge): Promise<Refused> {
  const result: Refused = { refused: {}, accepted: [] };
  const folders = readdirSync(join(ROOT, 'src/rules'), { recursive: true, encoding: 'utf8' });
  for (const rule of RULES) {
    const folder = folders.filter((path) => path.endsWith(`/${rule}/rule.ts`)).map((path) => dirname(join('src/rules', path)))[0];
    // What stands in a template is no object yet, so that the server accepts the ResourceSet; and it does not ask controllers.
    const reported = documentsBelow(folder, /\/bad(?!-template|-controllers)[^/]*\.yaml$/)
      .filter(isObject)
      .filter(({ body }) => typeof body === 'string' && EXPECTED.test(body));
    const outcomes = await eachOf(reported, async ({ value, body, origin }) => {
      const { outcome } = await judge.verdict(value, body);
      if (outcome === 'accepted') result.accepted.push(`${origin} (${rule})`);
      return outcome;
    });
    result.refused[rule] = outcomes.filter((outcome) => outcome !== 'accepted').length;
  }
  return result;
}
