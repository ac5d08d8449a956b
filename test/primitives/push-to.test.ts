import fc from 'fast-check';
import { groupBy, pushTo } from '../../src/primitives/push-to';

test('a value is added to the list of its key, or begins one', () => {
  const map = new Map([['a', [1]]]);
  pushTo(map, 'a', 2);
  pushTo(map, 'b', 3);
  pushTo(map, 'a', 2);

  expect([...map]).toEqual([
    ['a', [1, 2, 2]],
    ['b', [3]],
  ]);
});

test('no value makes no group', () => {
  expect(groupBy([], String)).toEqual(new Map());
});

test('every value is in the group of its key, in order, and the keys stand as they come', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 })), (values) => {
      const rest = (value: number): number => value % 4;
      const keys = [...new Set(values.map(rest))];

      expect([...groupBy(values, rest)]).toEqual(keys.map((key) => [key, values.filter((value) => rest(value) === key)]));
    }),
  );
});
