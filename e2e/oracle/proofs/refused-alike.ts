import { schemaProblems } from '../../../src/schemas/validate';
import { Random } from '../../cases/random';
import { RefusalCase, refusalCases } from '../../cases/refusal-cases';
import { Answer, Oracle } from '../ask';
import { Tally } from '../proof';
import { comparedFields, TheirProblem } from './compare-fields';

/** Objects are refused by our schemas and rules exactly when the API server refuses them, and for the same fields. */
export async function proveRefusedAlike(oracle: Oracle, random: Random, count: number): Promise<Tally> {
  const tally = new Tally('refused alike: schemas and rules of the CRDs');
  const cases = refusalCases(random, count);
  const answers = await oracle.ask(cases.map(({ object }) => ({ kind: 'validate', object })));
  cases.forEach((refusal, index) => compare(tally, refusal, answers[index]));
  return tally;
}

function compare(tally: Tally, { object, origin, defect, path }: RefusalCase, answer: Answer): void {
  const what = `${object.kind} ${object.metadata?.name} (${origin}): ${defect} at ${path.join('.') || 'the root'}\n${JSON.stringify(object)}`;
  const ours = schemaProblems(object);
  if (ours === undefined || answer.error !== undefined) return tally.disagree(what, ours ?? 'no CRD', answer);

  const theirs = answer.errors as TheirProblem[];
  const onlyMetadata = theirs.length > 0 && theirs.every(({ field, type }) => field.startsWith('metadata.') || type === 'Decoding');
  if (onlyMetadata && ours.length === 0) return tally.differ('of metadata, only whether there is a name is looked at');
  if ((ours.length === 0) !== (theirs.length === 0)) return tally.disagree(what, ours, theirs);

  tally.note(`${theirs.length ? 'refused' : 'accepted'}: ${defect}`);
  const fields = comparedFields(ours, theirs, `${object.apiVersion}/${object.kind}`);
  if (!fields) tally.note('fields not compared: alternatives of a schema, or metadata that cannot be decoded');
  else if (fields[0].join() !== fields[1].join()) return tally.disagree(`${what}\n(the fields)`, fields[0], fields[1]);
  tally.agree();
}
