import { isDataKey, suggestDataKey } from '../../src/primitives/data-key';

test.each(['a', 'ca.crt', '.dockerconfigjson', '...', 'A_b-c.1', 'x'.repeat(253)])('%s is a key', (key) => {
  expect(isDataKey(key)).toBe(true);
  expect(suggestDataKey(key)).toBe(key);
});

// The API server keeps the two names that a directory has already: the volume of a pod could not hold such a file.
test.each([
  ['', ''],
  ['.', ''],
  ['..', ''],
  ['a b', 'a-b'],
  ['über', '-ber'],
  ['x'.repeat(254), 'x'.repeat(253)],
])('%s is none', (key, nearest) => {
  expect(isDataKey(key)).toBe(false);
  expect(suggestDataKey(key)).toBe(nearest);
});
