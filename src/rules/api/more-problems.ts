import { Manifest } from '../../manifests/manifest';
import { isMap } from '../../primitives/is-map';
import { crdOf } from '../../schemas/crds';
import { SchemaProblem } from '../../schemas/validate';
import { nearest } from '../../schemas/wording';
import { controllerProblems } from './controller-problems';

/** All fields of the metadata of any object. */
const METADATA = [
  'name',
  'generateName',
  'namespace',
  'labels',
  'annotations',
  'finalizers',
  'ownerReferences',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
];

const NOTHING: readonly SchemaProblem[] = [];

/** What a schema does not say: the fields of the metadata, that a kind is nothing without its spec, and what its controller refuses. */
export function moreProblems(manifest: Manifest): readonly SchemaProblem[] {
  const metadata = unknownMetadata(manifest);
  const spec = missingSpec(manifest);
  const refused = controllerProblems(manifest);
  const selector = selectorProblem(manifest);
  if (metadata === NOTHING && spec === NOTHING && refused.length === 0 && selector === NOTHING) return NOTHING;
  return [...metadata, ...spec, ...refused, ...selector];
}

function unknownMetadata({ object }: Manifest): readonly SchemaProblem[] {
  if (!hasUnknownMetadata(object)) return NOTHING;
  const unknown = Object.keys(object.metadata as object).filter((name) => !METADATA.includes(name));
  return unknown.map((name) => {
    const suggestion = nearest(name, METADATA);
    const message = `is not a field of metadata${suggestion ? `; did you mean ${suggestion}?` : ''}`;
    return { path: ['metadata', name], reason: 'unknown-field', message, allowed: METADATA, suggestion };
  });
}

function hasUnknownMetadata(object: any): boolean {
  for (const name in object.metadata) if (!METADATA.includes(name)) return true;
  return false;
}

/** The CRDs of Flux demand fields of a spec, and forget to demand the spec. */
function missingSpec({ object, id, apiVersion }: Manifest): readonly SchemaProblem[] {
  if (object.spec !== undefined) return NOTHING;
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const schema = crdOf(id.group, id.kind)?.spec.versions.find(({ name }) => name === version)?.schema.openAPIV3Schema;
  const isDemanded = schema?.required?.includes('spec') === true;
  if (isDemanded || (schema?.properties?.spec?.required?.length ?? 0) === 0) return NOTHING;
  return [{ path: [], reason: 'required', message: 'must have the field spec', missing: 'spec' }];
}

/** The API server refuses a workload that does not select its own pods. */
function selectorProblem({ object }: Manifest): readonly SchemaProblem[] {
  const selected = WORKLOADS.has(object.kind) ? object.spec?.selector?.matchLabels : undefined;
  const labels = selected && object.spec.template?.metadata?.labels;
  if (!isMap(selected) || !isMap(labels ?? {})) return NOTHING;
  const missing = Object.keys(selected).find((key) => labels?.[key] !== selected[key]);
  if (missing === undefined) return NOTHING;
  return [{ path: ['spec', 'selector', 'matchLabels', missing], reason: 'format', message: 'is not what the labels of the template say' }];
}

const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);
