import { schemaProblems } from '../../src/schemas/validate';
import { Random } from '../cases/random';
import { type RefusalCase, refusalCases } from '../cases/refusal-cases';
import { eachOf, type Judge } from './judge';

export interface Mutants {
  /** Objects of which both say the same, by what they say. */
  readonly agreed: { accepted: number; refused: number };
  /** How many of all are spoiled. */
  readonly mutated: number;
  readonly differences: string[];
}

/** Proof 2: of objects with one defect each, the server refuses those, and only those, that our schemas refuse. */
export async function proveAlike(judge: Judge, seed: number, cases: number): Promise<Mutants> {
  const all = refusalCases(new Random(seed), cases).map((one) => ({ ...one, object: addressable(one.object) }));
  const agreed = { accepted: 0, refused: 0 };
  const differences = await eachOf(all, async (one): Promise<string | undefined> => {
    const problems = schemaProblems(one.object) ?? [];
    const { outcome, message } = await judge.verdict(one.object);
    if ((outcome === 'accepted') !== (problems.length === 0))
      return described(
        one,
        problems.map(({ message: text }) => text),
        message,
      );
    agreed[outcome === 'accepted' ? 'accepted' : 'refused']++;
    return undefined;
  });
  const mutated = all.filter(({ defect }) => defect !== 'none').length;
  return { agreed, mutated, differences: differences.filter((text) => text !== undefined) };
}

function described({ object, origin, defect, path }: RefusalCase, ours: string[], theirs: string): string {
  return [
    `${object.kind} (${origin}), ${defect} at ${path.join('.') || 'the object'}`,
    `  we:     ${ours.join('; ') || 'accepted'}`,
    `  server: ${theirs || 'accepted'}`,
    `  object: ${JSON.stringify(object)}`,
  ].join('\n');
}

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * The object with a name and a namespace that there can be, and without labels that cannot: metadata is the business of another
 * rule, and what cannot be addressed cannot be asked about.
 */
function addressable(object: any): any {
  const { name, namespace, labels, ...metadata } = object.metadata ?? {};
  const valid = (text: unknown, instead: string): unknown => (typeof text !== 'string' || text === '' || NAME.test(text) ? text : instead);
  const kept = /[${}]/.test(JSON.stringify(labels ?? {}).slice(1, -1)) ? {} : { labels };
  return { ...object, metadata: { ...metadata, name: valid(name, 'case'), namespace: valid(namespace, 'default'), ...kept } };
}
