import { Field, Manifest } from '../../src/manifests/manifest';
import { FileTree } from '../repository/file-tree';
import { directoryOf, resolvePath } from '../repository/paths';
import { ClusterState } from './cluster-state';
import { BuildFault, Rendering } from './rendered-object';

/**
 * Reports what keeps a directory from building, and that there is more than could be built.
 *
 * @param origin the tree from which the artifact was copied that was built, if it is a copy
 */
export function reportFaults(state: ClusterState, rendering: Rendering, applier: Manifest, origin: FileTree | undefined): void {
  for (const fault of rendering.faults) {
    if (!fault.fails) state.hide(applier, fault.message, fault.field.place);
    else if (isLeftOut(fault, origin)) {
      const message = `${fault.field.text()} is in the source but not in the artifact that ${applier} builds`;
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

/** Whether a file that is missing in an artifact stands where the kustomization looks for it in the repository. */
function isLeftOut({ missing, field }: BuildFault, origin: FileTree | undefined): boolean {
  const { file } = field.manifest.root.place;
  if (missing === undefined || !origin || file === undefined) return false;
  const path = resolvePath(directoryOf(file), field.text() ?? '');
  return path !== undefined && origin.has(path);
}
