import * as fc from 'fast-check';
import { fromRe2 } from '../../src/schemas/re2';
import { StructuralSchema } from '../../src/schemas/custom-resource-definition';
import { Random } from './random';
import { isWellFormed } from './well-formed';

/** Texts of each pattern are made once: finding them takes longer than all the rest. */
const POOL_SIZE = 40;
const pools = new Map<string, readonly string[]>();

const WORDS = [
  'podinfo',
  'apps',
  'infra',
  'flux-system',
  'main',
  'v1',
  'stage',
  'a',
  'x-y',
  'team.b',
  '6.x',
  '1h',
  './deploy',
  'true',
  '10',
];

/** A text that a schema accepts, as a rule: lengths may cut one that would match. */
export function generateText(schema: StructuralSchema, random: Random): string {
  const { pattern, format, minLength = 0, maxLength = Infinity } = schema;
  if (format === 'date-time') return random.pick(['2026-01-31T12:00:00Z', '2024-02-29T23:59:59+01:00', '2026-06-01T00:00:00.5Z']);
  if (format === 'byte') return Buffer.from(random.pick(WORDS)).toString('base64');
  const fitting = (text: string) => [...text].length >= minLength && [...text].length <= maxLength;
  const candidates = (pattern === undefined ? WORDS : matching(pattern)).filter(fitting);
  if (candidates.length) return random.pick(candidates);
  return 'x'.repeat(Math.max(minLength, Math.min(1, maxLength)));
}

function matching(pattern: string): readonly string[] {
  let pool = pools.get(pattern);
  if (!pool) {
    // The seed is fixed: what a run makes of a pool depends on its own seed, and the pool does not.
    const samples = fc.sample(fc.stringMatching(fromRe2(pattern)), { numRuns: POOL_SIZE, seed: 1 });
    pools.set(pattern, (pool = [...WORDS.filter((word) => fromRe2(pattern).test(word)), ...samples.filter(isWellFormed)]));
  }
  return pool;
}
