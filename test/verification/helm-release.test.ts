import { createHash } from 'node:crypto';
import { shortenedReleaseName } from '../../src/verification/helm-release';

test('a name that Helm takes stays as it is', () => {
  const name = 'a'.repeat(53);
  expect(shortenedReleaseName(name)).toBe(name);
});

test('a longer name is its first forty characters and twelve of its hash', () => {
  const name = `${'a'.repeat(40)}${'b'.repeat(14)}`;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 12);
  expect(shortenedReleaseName(name)).toBe(`${'a'.repeat(40)}-${hash}`);
  expect(shortenedReleaseName(name)).toHaveLength(53);
});
