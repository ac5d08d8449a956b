import { mayBeEqual } from '../../src/verification/known-text';

test.each([
  ['shop', 'shop'],
  ['shop-<< inputs.id >>', 'shop-1'],
  ['<< inputs.tenant >>', 'anything'],
  ['shop-<< inputs.id >>', 'shop-<< inputs.id | slugify >>'],
  ['a-<< inputs.id >>-b', 'a-x-b'],
  ['a-${X}', '${Y}-b'],
  ['${X}', '<< inputs.x >>'],
])('%s may be %s', (a, b) => {
  expect(mayBeEqual(a, b)).toBe(true);
  expect(mayBeEqual(b, a)).toBe(true);
});

test.each([
  ['shop', 'shops'],
  ['shop-<< inputs.id >>', 'shops-<< inputs.id >>'],
  ['shop-<< inputs.id >>', 'shop'],
  ['a-<< inputs.id >>-b', 'a-x-c'],
  ['${X}-a', '${X}-b'],
])('%s is never %s', (a, b) => {
  expect(mayBeEqual(a, b)).toBe(false);
  expect(mayBeEqual(b, a)).toBe(false);
});
