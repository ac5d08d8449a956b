import { Kind } from '../../manifests/kind';
import { isFieldOfFile } from '../kustomize/confused-fields';
import { ObjectProblem } from './object-problems';
import { removedField } from './removed-fields';

const DURATIONS = new Set(['interval', 'timeout', 'retryInterval']);

/** Rules of CRDs that a rule of ours explains better. */
const EXPLAINED_MESSAGES = new Set([
  'either chart or chartRef must be set',
  "the only accepted name for a FluxInstance is 'flux'",
  ".spec.storage must be set when .spec.sharding.storage is 'persistent'",
]);

const SOURCES: readonly string[] = [Kind.GIT_REPOSITORY, Kind.OCI_REPOSITORY, Kind.HELM_REPOSITORY, Kind.BUCKET, Kind.IMAGE_REPOSITORY];

/** Whether a problem is a duration that the CRD refuses. */
export function isDuration({ manifest, problem: { path, reason } }: ObjectProblem): boolean {
  if (!DURATIONS.has(String(path[path.length - 1]))) return false;
  return reason === 'pattern' || (reason === 'type' && typeof manifest.root._in(path).value === 'number');
}

/** Whether a scalar stands where a text has to: readers of YAML disagree about such values, or take them for something else. */
export function isNoText(found: ObjectProblem): boolean {
  const { manifest, problem } = found;
  const { path, reason, message } = problem;
  if (isDuration(found)) return false;
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
  if (reason === 'enum' && kind === Kind.FLUX_INSTANCE && path[1] === 'components') return true;
  if (reason !== 'unknown-field') return false;
  return removedField(kind, path) !== undefined || (kind === Kind.KUSTOMIZATION && isFieldOfFile(path));
}
