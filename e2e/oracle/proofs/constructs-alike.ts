import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from '../../../src/manifests/manifest';
import type { RuleContext } from '../../../src/verification/rule-context';
import { type Synthesized, synthesizedApps } from '../../cases/apps';
import { Oracle } from '../ask';
import { Tally } from '../proof';
import { compareObjects, Renderings } from './compare-objects';

/** The tree that a program writes is built by kustomize and Flux to exactly the objects that its constructs hold. */
export async function proveConstructsAlike(oracle: Oracle, place: string): Promise<Tally> {
  const tally = new Tally('rendered alike: trees that programs write hold the objects of their constructs');
  for (const [index, program] of (await synthesizedApps()).entries()) {
    const artifact = join(place, `program-${index}`);
    for (const [path, text] of Object.entries(program.files)) {
      const file = join(artifact, program.pathInRepository, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    for (const context of program.contexts) await compareCluster(tally, oracle, program, context, artifact);
  }
  return tally;
}

async function compareCluster(tally: Tally, oracle: Oracle, program: Synthesized, context: RuleContext, artifact: string): Promise<void> {
  const { manifests, generated, unseen } = context.manifests;
  const syncs = generated.filter(({ kind }) => kind === 'Kustomization');
  if (syncs.length !== 1) return tally.note('not compared: charts that no cluster applies');
  const hidden = new Set(unseen.map(({ applier }) => applier.id.key));
  const renderings = new Renderings(context);
  // Whom nobody else applies, the sync of the cluster does.
  const byApplier = new Map<Manifest, Manifest[]>([[syncs[0], []]]);
  for (const manifest of manifests) {
    const applier = manifest.applier ?? syncs[0];
    byApplier.set(applier, [...(byApplier.get(applier) ?? []), manifest]);
  }
  for (const [applier, ours] of byApplier) {
    if (applier.kind !== 'Kustomization') tally.note(`not compared: what a ${applier.kind} applies`);
    else if (hidden.has(applier.id.key)) tally.note('not compared: what a program does not see either');
    else {
      const [answer] = await oracle.ask([renderings.question(applier, rootOf(applier, program, artifact))]);
      compareObjects(tally, `${program.name} ${context.cluster}: ${applier}`, applier, ours, answer);
    }
  }
}

/** In a Git repository paths start at its root, in an artifact at the tree. */
function rootOf(applier: Manifest, { pathInRepository }: Synthesized, artifact: string): string {
  return applier.at('spec', 'sourceRef', 'kind').text() === 'GitRepository' ? artifact : join(artifact, pathInRepository);
}
