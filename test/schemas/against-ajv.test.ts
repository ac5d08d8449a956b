import fc from 'fast-check';
import { schemaProblems } from '../../src/schemas/validate';
import { mutant, OBJECTS } from './arbitrary-objects';
import { isValid } from './oracle';

const RUNS = 60;
const MUTANTS = 8;
const kinds = [...OBJECTS.keys()];
const counts = { objects: 0, invalid: 0 };

test.each(kinds)('ajv takes the same objects for valid: %s', (kind) => {
  fc.assert(
    fc.property(OBJECTS.get(kind)!, fc.gen(), (object, g) => {
      const objects = [object, ...Array.from({ length: MUTANTS }, () => mutant(object, g))];
      for (const candidate of objects) {
        const before = JSON.stringify(candidate);
        const problems = schemaProblems(candidate)!.filter(({ reason }) => reason !== 'cel');
        expect(JSON.stringify(candidate), 'the object is not changed').toBe(before);
        expect({ object: candidate, problems, valid: !problems.length }).toEqual({
          object: candidate,
          problems,
          valid: isValid(candidate as any),
        });
        counts.objects++;
        if (problems.length) counts.invalid++;
      }
    }),
    { seed: 20260807, numRuns: RUNS },
  );
});

test('the objects were many, valid and invalid ones', () => {
  expect(counts.objects).toBe(kinds.length * RUNS * (MUTANTS + 1));
  expect(counts.invalid).toBeGreaterThan(counts.objects / 4);
  expect(counts.invalid).toBeLessThan((counts.objects * 3) / 4);
});
