/** Compares the corpus of ../shared, where it is, with what the library and the command line make of it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkJudgement } from './corpus/judgement';
import { checkReExpressed } from './corpus/re-expressed';
import { checkSamples } from './corpus/samples';

const CORPUS = join('..', 'shared', 'corpus');

void main();

async function main(): Promise<void> {
  const problems = [
    ...(await checkJudgement(CORPUS)),
    ...(await where('samples', checkSamples)),
    ...(await where('flux2-kustomize-helm-example', checkReExpressed)),
  ];
  problems.forEach((problem) => console.error(problem));
  process.exitCode = problems.length > 0 ? 1 : 0;
}

/** The problems of a part of the corpus, where that is. */
async function where(part: string, check: (directory: string) => string[] | Promise<string[]>): Promise<string[]> {
  const directory = join(CORPUS, part);
  if (existsSync(directory)) return check(directory);
  console.log(`${part}: not here, so not compared`);
  return [];
}
