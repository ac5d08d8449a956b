import { Kind } from '../../manifests/kind';
import { ObjectProblem } from './object-problems';
import { removedField } from './removed-fields';

const DURATIONS = new Set(['interval', 'timeout', 'retryInterval']);

/** Fields of a `kustomization.yaml` that people put into the Kustomization of Flux. */
const KUSTOMIZE_FIELDS = new Set([
  'resources',
  'bases',
  'namespace',
  'patches',
  'patchesStrategicMerge',
  'components',
  'images',
  'generators',
]);

/** Rules of CRDs that a rule of ours explains better. */
const EXPLAINED_MESSAGES = new Set([
  'either chart or chartRef must be set',
  "the only accepted name for a FluxInstance is 'flux'",
  ".spec.storage must be set when .spec.sharding.storage is 'persistent'",
]);

const SOURCES: readonly string[] = [Kind.GIT_REPOSITORY, Kind.OCI_REPOSITORY, Kind.HELM_REPOSITORY, Kind.BUCKET, Kind.IMAGE_REPOSITORY];

/** Whether a problem is a duration that the CRD refuses. */
export function isDuration({ problem: { path, reason } }: ObjectProblem): boolean {
  return reason === 'pattern' && DURATIONS.has(String(path[path.length - 1]));
}

/** Whether a scalar stands where a text has to: readers of YAML disagree about such values, or take them for something else. */
export function isNoText({ manifest, problem: { path, reason, message } }: ObjectProblem): boolean {
  const { value } = manifest.root._in(path);
  return reason === 'type' && /\bstring\b/.test(message) && (typeof value === 'boolean' || typeof value === 'number');
}

/** Whether a rule that knows more about the field reports the problem. */
export function isReportedElsewhere(found: ObjectProblem): boolean {
  const { manifest, problem } = found;
  const { path, reason, message } = problem;
  const kind = manifest.id.qualifiedKind;
  if (isDuration(found) || isNoText(found) || EXPLAINED_MESSAGES.has(message)) return true;
  if (reason === 'pattern' && SOURCES.includes(kind) && path.join('.') === 'spec.url') return true;
  if (reason !== 'unknown-field') return false;
  return (
    removedField(kind, path) !== undefined || (kind === Kind.KUSTOMIZATION && path.length === 1 && KUSTOMIZE_FIELDS.has(String(path[0])))
  );
}
