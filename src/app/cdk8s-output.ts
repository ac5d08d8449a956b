import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RepositoryTree } from '../repository/repository-tree';
import { CollectedRoom } from './collect';

/** Files of kustomize are no objects: `kubectl apply` and the validation plugins of cdk8s would stumble over them. */
const KUSTOMIZATION_FILE = /(^|\/)kustomization\.ya?ml$|\/Kustomization$/;

/**
 * Fills the output folder that cdk8s-cli emptied and handed over, so that `cdk8s synth`, `--stdout` and validation plugins see
 * the objects.
 */
export function writeCdk8sOutput(directory: string, tree: RepositoryTree, rooms: CollectedRoom[]): void {
  mkdirSync(directory, { recursive: true });
  for (const path of tree.paths) {
    if (KUSTOMIZATION_FILE.test(path)) continue;
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    // `--stdout` joins the files as they are; the separator keeps the result valid.
    writeFileSync(file, `---\n${tree.text(path)}`);
  }
  if (process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true') writeConstructMetadata(directory, rooms);
}

/** What cdk8s' own synthesis records for its validation plugins, which know an object by its name. */
function writeConstructMetadata(directory: string, rooms: CollectedRoom[]): void {
  const objects = rooms.flatMap((room) => room.objects);
  const resources = Object.fromEntries(objects.map(({ object, construct }) => [object.metadata.name, { path: construct.node.path }]));
  writeFileSync(join(directory, 'construct-metadata.json'), JSON.stringify({ version: '1.0.0', resources }));
}
