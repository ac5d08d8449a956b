import { KEYS, SCALARS } from './go-scalars';
import { REFUSED, TEXTS } from './go-texts';
import { readYamlFile } from '../../../src/manifests/yaml/yaml-file';

const read = (text: string): unknown => {
  const { documents, problems } = readYamlFile(text, 'file.yaml');
  return { data: documents[0]?.value ?? null, refused: problems.some(({ kind }) => kind !== 'duplicate-key') };
};

describe('the reader of Kubernetes', () => {
  test.each(SCALARS)('the plain scalar %j is the same there', (text, value) => {
    expect(read(`a: ${text}`)).toEqual({ data: { a: value }, refused: false });
  });

  test.each(KEYS)('the key %j is the same there', (text, key) => {
    expect(read(`${text}: x`)).toEqual({ data: { [key]: 'x' }, refused: false });
  });

  test.each(TEXTS)('the text %j is the same there', (text, data) => {
    expect(read(text)).toEqual({ data, refused: false });
  });

  test.each(REFUSED)('the text %j is refused there and here', (text) => {
    expect(read(text)).toMatchObject({ refused: true });
  });
});
