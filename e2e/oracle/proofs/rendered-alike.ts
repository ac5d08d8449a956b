import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LoadedFleet, loadFleet } from '../../../cli/load-fleet';
import { findKustomize } from '../../../cli/render/kustomize-runner';
import { Manifest } from '../../../src/manifests/manifest';
import { variablesOf } from '../../../src/manifests/substitution/post-build';
import { substituteObject } from '../../../src/manifests/substitution/substitute-object';
import { RuleContext } from '../../../src/verification/rule-context';
import { BIN } from '../../build-tool';
import { Random } from '../../cases/random';
import { CORPUS } from '../../cases/real-objects';
import { writeRepository } from '../../cases/repositories';
import { Oracle } from '../ask';
import { Tally } from '../proof';
import { compareObjects, Renderings } from './compare-objects';

const ROOT = resolve(__dirname, '../../..');

const EXAMPLES = ['01-one-release', '02-layered-cluster', '03-tenants', '04-gitless-fleet', '05-fifteen-clusters', 'yaml-repository'];
const CORPORA = ['flux2-kustomize-helm-example', 'monorepo-structure'];

/** Each Kustomization of a repository renders to the objects that Flux would apply for it, object by object. */
export async function proveRenderedAlike(oracle: Oracle, random: Random, count: number, place: string): Promise<Tally> {
  const tally = new Tally('rendered alike: every Kustomization of a repository');
  const made = join(place, 'repository');
  writeRepository(made, random, count);
  const repositories = [
    ...EXAMPLES.map((name) => join(ROOT, 'examples', name)),
    ...CORPORA.map((name) => join(CORPUS, name)).filter((directory) => existsSync(directory)),
    made,
  ];
  const kustomize = await findKustomize(BIN);
  for (const [index, directory] of repositories.entries()) {
    const fleet = await loadFleet({ directory, kustomize });
    const artifact = join(place, `artifact-${index}`);
    mkdirSync(artifact);
    const [{ error }] = await oracle.ask([{ kind: 'artifact', root: fleet.root, to: artifact }]);
    if (error !== undefined) throw new Error(`${directory}: ${error}`);
    for (const context of fleet.contexts) await compareCluster(tally, oracle, fleet, context, artifact);
  }
  return tally;
}

async function compareCluster(tally: Tally, oracle: Oracle, fleet: LoadedFleet, context: RuleContext, artifact: string): Promise<void> {
  const { manifests } = context.manifests;
  const appliers = [...new Set(manifests.flatMap(({ applier }) => (applier?.kind === 'Kustomization' ? [applier] : [])))];
  const hidden = new Set(context.manifests.unseen.map(({ applier }) => applier.id.key));
  for (const { applier } of context.manifests.unseen) tally.note(`not rendered here: ${applier.kind} whose objects cannot be seen`);
  const seen = appliers.filter((applier) => !hidden.has(applier.id.key) && !isFromGenerator(applier));
  if (appliers.some(isFromGenerator)) tally.note('not compared: clusters with artifacts of source-watcher, which cannot be built');
  const renderings = new Renderings(context);
  const { configs, strict } = renderings;
  const find = (namespace?: string) => (kind: string, name: string) =>
    configs.find((config) => config.kind === kind && config.name === name && config.namespace === namespace);
  const answers = await oracle.ask(seen.map((applier) => renderings.question(applier, artifact)));
  seen.forEach((applier, index) => {
    const ours = manifests.filter((manifest) => manifest.applier?.id.key === applier.id.key);
    const { variables } = variablesOf(applier.object, find(applier.namespace));
    const fails = ours.some((manifest) => substituteObject(manifest._unsubstituted, variables, strict).problems.length > 0);
    if (fails && answers[index].error?.includes('envsubst error')) tally.agree();
    else compareObjects(tally, `${fleet.root} ${context.cluster}: ${applier}`, applier, ours, answers[index]);
  });
}

function isFromGenerator(applier: Manifest): boolean {
  return applier.at('spec', 'sourceRef', 'kind').text() === 'ExternalArtifact';
}
