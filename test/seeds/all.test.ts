import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LEFT_OUT, MANIFESTS } from './manifests';

const DOCUMENTS = join(__dirname, '../../../shared/seeds');

test.skipIf(!existsSync(DOCUMENTS))('the list has every manifest of the four documents (skipped where ../shared is missing)', () => {
  const found = readdirSync(DOCUMENTS)
    .sort()
    .flatMap((file, document) =>
      readFileSync(join(DOCUMENTS, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (line.startsWith('apiVersion:') ? [`${document}:${index + 1}`] : [])),
    );

  expect(Object.keys(MANIFESTS)).toEqual(found);
});

test('every manifest has one test that produces it, or a reason why there is none', () => {
  const tests = readdirSync(__dirname).filter((file) => file.endsWith('.test.ts'));
  const produced = tests.flatMap((file) =>
    [...readFileSync(join(__dirname, file), 'utf8').matchAll(/\bmanifest\(\s*'(\d:\d+)'/g)].map(([, id]) => id),
  );

  expect([...produced, ...Object.keys(LEFT_OUT)].sort()).toEqual(Object.keys(MANIFESTS).sort());
});
