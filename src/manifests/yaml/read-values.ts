import { readYamlFile, YamlProblem } from './yaml-file';

/** Says that a text is no YAML, or no JSON, to Kubernetes' reader. The message never holds a part of the text. */
export class InvalidYaml extends Error {
  public constructor({ kind, message }: Pick<YamlProblem, 'kind' | 'message'>) {
    super(message);
    this.isTooMuch = kind !== 'malformed' && kind !== 'not-text';
  }

  /** Whether it may be valid, and only is more than is read here. */
  public readonly isTooMuch: boolean;
}

/** The data of a text that is one document; `null` of an empty one. */
export function readYamlValue(text: string): unknown {
  const [value = null, ...others] = readYamlValues(text);
  if (others.length > 0) throw new InvalidYaml({ kind: 'malformed', message: 'expected one document' });
  return value;
}

/** The data of all documents of a text. Of a key that is there several times the last one counts. */
export function readYamlValues(text: string): unknown[] {
  const { documents, problems } = readYamlFile(text, '');
  const wrong = problems.find(({ kind }) => kind !== 'duplicate-key');
  if (wrong) throw new InvalidYaml(wrong);
  return documents.map(({ value }) => value);
}
