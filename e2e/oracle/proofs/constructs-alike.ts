import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Variation } from '../../../src';
import type { Manifest } from '../../../src/manifests/manifest';
import type { RuleContext } from '../../../src/verification/rule-context';
import { type Synthesized, synthesizedApps, synthesizedExamples } from '../../cases/apps';
import { Oracle } from '../ask';
import { Tally } from '../proof';
import { compareObjects, Renderings } from './compare-objects';

/** The tree that a program writes is built by kustomize and Flux to exactly the objects that its constructs hold. */
export async function proveConstructsAlike(oracle: Oracle, place: string): Promise<Tally> {
  const tally = new Tally('rendered alike: trees that programs write hold the objects of their constructs');
  for (const [index, program] of synthesizedApps().entries()) {
    const artifact = written(program, join(place, `program-${index}`));
    for (const context of program.contexts) await compareCluster(tally, oracle, program, context, artifact);
  }
  return tally;
}

/** Overlays and variables are built to exactly the objects that plain files hold. */
export async function proveVariationsAlike(oracle: Oracle, place: string): Promise<Tally> {
  const tally = new Tally('rendered alike: overlays and variables hold the objects of plain files');
  const plain = synthesizedExamples(Variation.RENDERED);
  for (const variation of [Variation.OVERLAYS, Variation.SUBSTITUTE]) {
    for (const [index, program] of synthesizedExamples(variation).entries()) {
      const artifact = written(program, join(place, `${variation}-${index}`));
      for (const [at, context] of program.contexts.entries()) {
        await compareCluster(tally, oracle, program, context, artifact, plain[index].contexts[at].manifests.manifests);
      }
      if (!isDeepStrictEqual(program.files, plain[index].files)) tally.note(`trees that ${variation} writes otherwise`);
    }
  }
  return tally;
}

function written({ files, pathInRepository }: Synthesized, artifact: string): string {
  for (const [path, text] of Object.entries(files)) {
    const file = join(artifact, pathInRepository, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    // `flux bootstrap` fills these; until then nothing is in them.
    for (const [name] of text.matchAll(/gotk-\w+\.yaml/g))
      if (path.endsWith('/kustomization.yaml')) writeFileSync(join(dirname(file), name), '# Filled by flux bootstrap.\n');
  }
  return artifact;
}

/** @param meant what layers are to apply, if another program than this one says so */
async function compareCluster(
  tally: Tally,
  oracle: Oracle,
  program: Synthesized,
  context: RuleContext,
  artifact: string,
  meant: readonly Manifest[] = context.manifests.manifests,
): Promise<void> {
  const { manifests, generated, unseen } = context.manifests;
  const syncs = generated.filter(({ kind }) => kind === 'Kustomization');
  if (syncs.length !== 1) return tally.note('not compared: charts that no cluster applies');
  const hidden = new Set(unseen.map(({ applier }) => applier.id.key));
  const renderings = new Renderings(context);
  const appliers = new Map(manifests.flatMap(({ applier }) => (applier ? [[applier.id.key, applier]] : [])));
  const isOfSync = ({ applier }: Manifest): boolean => !applier || applier.id.key === syncs[0].id.key;
  // Whom nobody else applies, the sync of the cluster does; how layers find their variables is up to each variation.
  const byApplier = new Map<Manifest, Manifest[]>([[syncs[0], manifests.filter(isOfSync)]]);
  for (const manifest of meant.filter((one) => !isOfSync(one))) {
    const applier = appliers.get(manifest.applier!.id.key) ?? manifest.applier!;
    byApplier.set(applier, [...(byApplier.get(applier) ?? []), manifest]);
  }
  for (const [applier, ours] of byApplier) {
    if (applier.kind !== 'Kustomization') tally.note(`not compared: what a ${applier.kind} applies`);
    else if (hidden.has(applier.id.key)) tally.note('not compared: what a program does not see either');
    else {
      const [answer] = await oracle.ask([renderings.question(applier, rootOf(syncs[0], program, artifact), ours)]);
      compareObjects(tally, `${program.name} ${context.cluster}: ${applier}`, applier, ours, answer);
    }
  }
}

/** In a Git repository paths start at its root, in an artifact at the tree; what a layer reads is a part of what its cluster reads. */
function rootOf(sync: Manifest, { pathInRepository }: Synthesized, artifact: string): string {
  return sync.at('spec', 'sourceRef', 'kind').text() === 'GitRepository' ? artifact : join(artifact, pathInRepository);
}
