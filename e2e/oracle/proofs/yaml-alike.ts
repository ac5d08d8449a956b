import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { readYamlFile } from '../../../src/manifests/yaml/yaml-file';
import { printYaml } from '../../../src/repository/yaml-printer';
import { hardTexts } from '../../cases/hard-yaml';
import { anyJson, anyYaml } from '../../cases/yaml-texts';
import { realYamlFiles } from '../../cases/real-objects';
import { Answer, Oracle } from '../ask';
import { Tally } from '../proof';
import { knownYamlDifference } from './known-yaml-differences';

/** A text is read as Kubernetes' and Flux's reader reads it: the same data, or refused by both. */
export async function proveYamlAlike(oracle: Oracle, seed: number, count: number): Promise<Tally> {
  const tally = new Tally('text alike: YAML is read as by sigs.k8s.io/yaml');
  const written = realYamlFiles().flatMap((file) => documentsOf(readFileSync(file, 'utf8')));
  const generated = fc.sample(anyYaml, { numRuns: count, seed });
  const texts = [...new Set([...hardTexts(), ...written, ...generated])].filter(isComparable);
  const answers = await oracle.ask(texts.map((text) => ({ kind: 'yaml', text })));
  texts.forEach((text, index) => compare(tally, text, answers[index]));
  return tally;
}

/** What is printed is read back by Kubernetes' and Flux's reader. */
export async function provePrintedAlike(oracle: Oracle, seed: number, count: number): Promise<Tally> {
  const tally = new Tally('text alike: what is printed is read back by sigs.k8s.io/yaml');
  const values = fc.sample(anyJson, { numRuns: count, seed });
  const answers = await oracle.ask(values.map((value) => ({ kind: 'yaml', text: printYaml(value) })));
  values.forEach((value, index) => {
    const { error, value: read } = answers[index];
    if (error === undefined && isDeepStrictEqual(plain(read), plain(value))) tally.agree();
    else tally.disagree(JSON.stringify(value), printYaml(value), answers[index]);
  });
  return tally;
}

/** Their reader reads the first document of a text and looks at nothing behind it, and ours reads all. */
function compare(tally: Tally, text: string, answer: Answer): void {
  const file = readYamlFile(text, 'file.yaml');
  const { documents, problems } = file;
  const [first, second] = documents;
  const isBehind = (start: number, end: number) => first?.value !== undefined && second && start >= second.start && end > second.start;
  const refused = problems.filter(({ kind, start, end }) => kind !== 'duplicate-key' && !isBehind(start, end));
  const value = plain(first?.value ?? null);
  const theirs = 'error' in answer ? undefined : plain(answer.value);
  tally.note('error' in answer ? 'refused there' : 'read there');
  if (refused.length ? 'error' in answer : isDeepStrictEqual(value, theirs)) return tally.agree();
  const known = knownYamlDifference(file, answer);
  if (known) tally.differ(known);
  else tally.disagree(JSON.stringify(text), refused.length ? refused.map(({ message }) => message) : value, answer);
}

/** Half a character cannot be sent. */
function isComparable(text: string): boolean {
  return Buffer.from(text).toString() === text;
}

function documentsOf(text: string): string[] {
  return readYamlFile(text, 'file.yaml').documents.map(({ start, end }) => text.slice(start, end));
}

/** JSON has one zero. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value, (_, item: unknown) => (Object.is(item, -0) ? 0 : item)));
}
