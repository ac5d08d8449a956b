import { Kind } from '../../manifests/kind';
import { Field, Manifest } from '../../manifests/manifest';
import { ManifestSet } from '../../manifests/manifest-set';

const TEMPLATE = ['spec', 'template', 'spec'];

/** Where kinds of workloads have what their pods are. */
const POD_SPECS = new Map<string, readonly string[]>(
  Object.entries({
    [Kind.POD]: ['spec'],
    [Kind.DEPLOYMENT]: TEMPLATE,
    [Kind.STATEFUL_SET]: TEMPLATE,
    [Kind.DAEMON_SET]: TEMPLATE,
    [Kind.REPLICA_SET]: TEMPLATE,
    [Kind.JOB]: TEMPLATE,
    [Kind.CRON_JOB]: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  }),
);

/** Kinds of workloads, for the metadata of rules. */
export const WORKLOAD_KINDS = [...POD_SPECS.keys()];

/** A workload and the spec of its pods. */
export interface Workload {
  readonly manifest: Manifest;
  readonly pod: Field;
}

/** The spec of the pods of an object; nothing for one that is no workload. */
export function podOf(root: Field): Field | undefined {
  const path = POD_SPECS.get(root.manifest.id.qualifiedKind);
  return path && root.at(...path);
}

/** The workloads that stand in the repository; those of charts cannot be seen. */
export function workloadsIn(manifests: ManifestSet): Workload[] {
  return [...POD_SPECS].flatMap(([kind, path]) => manifests.ofKind(kind).map((manifest) => ({ manifest, pod: manifest.at(...path) })));
}

/** The containers of a pod, those that run before the others first. */
export function containersOf(pod: Field): Field[] {
  return [...pod.at('initContainers').items(), ...pod.at('containers').items()];
}
