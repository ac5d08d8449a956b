import { Field, Manifest } from '../../src/manifests/manifest';
import { FileTree } from '../repository/file-tree';
import { directoryOf, resolvePath } from '../repository/paths';
import { ClusterState } from './cluster-state';
import { BuildFault, Rendering } from './rendered-object';

/** An artifact that was copied from a repository. */
export interface CopiedArtifact {
  readonly generator: Manifest;
  readonly repository: FileTree;
}

/**
 * Reports what keeps a directory from building, and that there is more than could be built.
 *
 * @param artifact what was built, if it is a copy
 */
export function reportFaults(state: ClusterState, rendering: Rendering, applier: Manifest, artifact: CopiedArtifact | undefined): void {
  for (const fault of rendering.faults) {
    const left = artifact && leftOut(fault, artifact);
    if (!fault.fails) state.hide(applier, fault.message, fault.field.place);
    else if (left !== undefined) {
      const missing = `${fault.field.text()} is in the source but not in the artifact that ${applier} builds`;
      const message = `${missing}; ${artifact!.generator} has to ${copyFor(left, fault.missing!, artifact!)}`;
      state.problems.push({ rule: 'artifact-misses-files', field: fault.field, message });
    } else state.problems.push({ rule: 'kustomize-build-fails', field: fieldOf(fault, applier), message: fault.message });
  }
  const isSaid = rendering.faults.some(({ fails }) => !fails);
  if (rendering.incomplete !== undefined && !isSaid) state.hide(applier, rendering.incomplete);
}

/** A directory without a kustomization file has no line; what names it does. */
function fieldOf({ field }: BuildFault, applier: Manifest): Field {
  const path = applier.at('spec', 'path');
  return field.place.line === undefined && path.exists ? path : field;
}

/** The path in the repository where the kustomization looks for a file that its artifact does not have, if it is there. */
function leftOut({ missing, field }: BuildFault, { repository }: CopiedArtifact): string | undefined {
  const { file } = field.manifest.root.place;
  if (missing === undefined || file === undefined) return undefined;
  const path = resolvePath(directoryOf(file), field.text() ?? '');
  return path !== undefined && repository.has(path) ? path : undefined;
}

/** The copy that brings a path to where it is looked for. Above the root of the artifact there is no such place. */
function copyFor(path: string, missing: string, { generator, repository }: CopiedArtifact): string {
  const from = generator
    .at('spec', 'artifacts')
    .items()
    .flatMap((artifact) => artifact.at('copy').items())
    .map((copy) => /^@[^/]+/.exec(copy.at('from').text() ?? '')?.[0]);
  if (missing === '' || from[0] === undefined) return 'copy it, and keep the directories above';
  if (!repository.isDirectory(path)) return `copy from ${from[0]}/${path} to @artifact/${missing}`;
  return `copy from ${from[0]}/${path}/** to @artifact/${missing.replace(/\/?kustomization\.yaml$/, '')}/`;
}
