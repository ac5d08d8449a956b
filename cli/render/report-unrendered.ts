import { noDirectory } from '../repository/no-directory';
import { ClusterState } from './cluster-state';
import { Task } from './task';

/** Says why a Kustomization has no directory to build. */
export function reportUnrendered(state: ClusterState, { settings, source }: Task): void {
  const tree = source?.tree;
  if (tree) {
    const field = settings.at('spec', 'path');
    const message = noDirectory(field, tree, 'its source');
    // Of a sync it may be known already, because of where its file stands.
    const isSaid = state.problems.some((known) => known.rule === 'path-not-found' && known.field.manifest.id.key === settings.id.key);
    if (!source.isAssumed && !isSaid) state.problems.push({ rule: 'path-not-found', field, message });
    return state.hide(settings, message, field.place);
  }
  const fault = source?.fault;
  if (fault?.fails) state.problems.push({ rule: 'path-not-found', field: fault.field, message: fault.message });
  state.hide(settings, source?.reason ?? 'its source cannot be seen');
}
