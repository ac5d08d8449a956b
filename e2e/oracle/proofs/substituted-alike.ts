import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { evaluate, envsubst } from '../../../src/manifests/substitution/envsubst';
import { isSubstitutionDisabled, substituteObject } from '../../../src/manifests/substitution/substitute-object';
import { anyExpressions, anyObjects, anyVariables } from '../../cases/expressions';
import { Oracle } from '../ask';
import { Tally } from '../proof';

/** Variables are filled into a text as Flux's envsubst does, with and without its strict mode, and what it fails on fails. */
export async function proveEnvsubstAlike(oracle: Oracle, seed: number, count: number): Promise<Tally> {
  const tally = new Tally("text alike: variables are filled into a text as by Flux's envsubst");
  const cases = fc.sample(fc.record({ text: anyExpressions, vars: anyVariables, strict: fc.boolean() }), { numRuns: count, seed });
  const answers = await oracle.ask(cases.map((asked) => ({ kind: 'envsubst', ...asked })));
  cases.forEach(({ text, vars, strict }, index) => {
    const { error, bytes } = answers[index];
    const lookup = (name: string) => vars[name];
    const ours = envsubst(text, lookup, strict);
    tally.note(error === undefined ? 'filled in there' : 'failed there');
    if ('error' in ours || error !== undefined) {
      if ('error' in ours && error !== undefined) return tally.agree();
    } else {
      // What is cut within a character is no text: that it is none is all that can be compared.
      const theirs = Buffer.from(bytes, 'base64').toString('utf8');
      if (evaluate(text, lookup, strict).isText ? ours.text === theirs : theirs.includes('\ufffd')) return tally.agree();
    }
    tally.disagree(JSON.stringify({ text, vars, strict }), ours, bytes ? Buffer.from(bytes, 'base64').toString() : error);
  });
  return tally;
}

/** Variables are filled into an object as Flux does, which prints it as YAML and reads it again. */
export async function proveSubstituteAlike(oracle: Oracle, seed: number, count: number): Promise<Tally> {
  const tally = new Tally("text alike: variables are filled into an object as by Flux's SubstituteVariables");
  const cases = fc.sample(fc.record({ object: anyObjects, vars: anyVariables, strict: fc.boolean() }), { numRuns: count, seed });
  const answers = await oracle.ask(cases.map((asked) => ({ kind: 'substitute', ...asked })));
  cases.forEach(({ object, vars, strict }, index) => {
    const { error, object: theirs } = answers[index];
    const ours = isSubstitutionDisabled(object)
      ? { object, problems: [] }
      : substituteObject(object, new Map(Object.entries(vars)), strict);
    tally.note(error === undefined ? 'filled in there' : 'failed there');
    if (error !== undefined ? ours.problems.length > 0 : ours.problems.length === 0 && isDeepStrictEqual(plain(ours.object), plain(theirs)))
      return tally.agree();
    // We look at each text alone. One that breaks the YAML around it may happen to make other YAML of the whole object.
    if (ours.problems.length > 0)
      return tally.differ('refused here: a text that is no YAML alone, and happens to be some with its neighbours');
    tally.disagree(JSON.stringify({ object, vars, strict }), ours.problems.length ? ours.problems : ours.object, answers[index]);
  });
  return tally;
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
