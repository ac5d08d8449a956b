import { writeFileSync } from 'node:fs';
import { allCrds } from '../src/schemas/crds';
import { buildGo } from './build-tool';
import { Random, readRunOptions } from './cases/random';
import { writeFigures } from './harness/figures';
import { program } from './harness/programs';
import { Workplace } from './harness/workplace';
import { Oracle } from './oracle/ask';
import { Figure, isGap, Tally } from './oracle/proof';
import { proveConstructsAlike, proveVariationsAlike } from './oracle/proofs/constructs-alike';
import { proveRangesAlike, proveReleaseNamesAlike } from './oracle/proofs/names-alike';
import { proveRefusedAlike } from './oracle/proofs/refused-alike';
import { proveRenderedAlike } from './oracle/proofs/rendered-alike';
import { proveEnvsubstAlike, proveSubstituteAlike } from './oracle/proofs/substituted-alike';
import { provePrintedAlike, proveYamlAlike } from './oracle/proofs/yaml-alike';

/** Objects that are refused or accepted; each proof about text has a tenth of that. */
const DEFAULT_CASES = 30_000;
/** Kustomizations of the repository that is made up. */
const KUSTOMIZATIONS = 60;
/** Disagreements of one proof that are printed: the first ones tell enough. */
const MAX_PRINTED = 20;

/** `npm run e2e:oracle`: what this library says is what the code of Kubernetes and Flux says. */
async function main(): Promise<number> {
  const { seed, cases } = readRunOptions(process.argv.slice(2), DEFAULT_CASES);
  const binary = await buildGo('oracle', '.', 'oracle');
  await program('kustomize');
  const started = Date.now();
  console.log(`Asking the oracle: --seed ${seed} --cases ${cases}`);

  const place = new Workplace('oracle');
  const oracle = new Oracle(binary);
  const crds = place.path('crds.json');
  writeFileSync(crds, JSON.stringify(allCrds()));
  const [{ error }] = await oracle.ask([{ kind: 'crds', file: crds }]);
  if (error !== undefined) throw new Error(`the CRDs are not accepted: ${error}`);

  const texts = Math.max(1000, Math.round(cases / 10));
  const shown = [
    show(await proveRefusedAlike(oracle, new Random(seed), cases)),
    show(await proveYamlAlike(oracle, seed, texts)),
    show(await provePrintedAlike(oracle, seed, texts)),
    show(await proveEnvsubstAlike(oracle, seed, texts)),
    show(await proveSubstituteAlike(oracle, seed, texts)),
    show(await proveRangesAlike(oracle, seed, texts)),
    show(await proveReleaseNamesAlike(oracle, seed, texts)),
    show(await proveConstructsAlike(oracle, place.makeFolder('programs'))),
    show(await proveVariationsAlike(oracle, place.makeFolder('variations'))),
    show(await proveRenderedAlike(oracle, new Random(seed), KUSTOMIZATIONS, place.makeFolder('repositories'))),
  ];
  oracle.close();

  const proofs = shown.map(({ figure }) => figure);
  const wrong = shown.reduce((sum, { disagreements }) => sum + disagreements, 0);
  const seconds = Math.round((Date.now() - started) / 1000);
  writeFigures('oracle', { seed, seconds, proofs });
  const all = proofs.reduce((sum, proof) => sum + proof.cases, 0);
  console.log(`\n${all} cases in ${seconds} s: ${wrong === 0 ? 'no disagreement' : `${wrong} disagreements`} (--seed ${seed})`);
  return wrong === 0 ? 0 : 1;
}

/** Prints what a proof found as soon as it has found it. */
function show(tally: Tally): { figure: Figure; disagreements: number } {
  const figure = tally.figure();
  const { name, cases, agreed, known, notes = {}, seconds } = figure;
  console.log(`\n${name}\n  ${agreed} of ${cases} agree, ${seconds} s`);
  for (const [reason, count] of Object.entries(known)) console.log(`  ${count} known: ${reason}`);
  for (const [note, count] of Object.entries(notes)) if (isGap(note)) console.log(`  ${count} ${note}`);
  for (const { what, ours, theirs } of tally.disagreements.slice(0, MAX_PRINTED)) {
    console.log(`  DISAGREE ${what}\n    here:  ${JSON.stringify(ours)}\n    there: ${JSON.stringify(theirs)}`);
  }
  const more = tally.disagreements.length - MAX_PRINTED;
  if (more > 0) console.log(`  and ${more} more`);
  return { figure, disagreements: tally.disagreements.length };
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
