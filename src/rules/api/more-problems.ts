import { Kind } from '../../manifests/kind';
import { Field, Manifest } from '../../manifests/manifest';
import { isSemverRange } from '../../primitives/semver-range';
import { crdOf } from '../../schemas/crds';
import { SchemaProblem } from '../../schemas/validate';
import { nearest } from '../../schemas/wording';
import { isUnpinned } from '../chart-version';

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

/** Fields with a range of versions, by kind. */
const RANGES: ReadonlyMap<string, readonly string[]> = new Map([
  [Kind.GIT_REPOSITORY as string, ['spec', 'ref', 'semver']],
  [Kind.OCI_REPOSITORY, ['spec', 'ref', 'semver']],
  [Kind.HELM_CHART, ['spec', 'version']],
  [Kind.HELM_RELEASE, ['spec', 'chart', 'spec', 'version']],
  [Kind.IMAGE_POLICY, ['spec', 'policy', 'semver', 'range']],
]);

const NOTHING: readonly SchemaProblem[] = [];

/** What a schema does not say: the fields of the metadata, that a kind is nothing without its spec, and what a range of versions is. */
export function moreProblems(manifest: Manifest): readonly SchemaProblem[] {
  const metadata = unknownMetadata(manifest);
  const spec = missingSpec(manifest);
  const range = unreadableRange(manifest);
  return metadata === NOTHING && spec === NOTHING && range === NOTHING ? NOTHING : [...metadata, ...spec, ...range];
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

function unreadableRange(manifest: Manifest): readonly SchemaProblem[] {
  const path = RANGES.get(manifest.id.qualifiedKind);
  const field = path && manifest.at(...path);
  if (!field || !hasRange(manifest, field)) return NOTHING;
  const text = field.text();
  if (text === undefined || isSemverRange(text)) return NOTHING;
  return [{ path: field._steps, reason: 'format', message: 'is no range of versions that Flux reads, such as 1.2.x or >=1.0.0 <2.0.0' }];
}

/** In a repository of files the version of a chart says nothing, and a chart that is not pinned has a rule of its own. */
function hasRange(manifest: Manifest, field: Field): boolean {
  if (typeof field.value !== 'string') return false;
  const around = CHARTS.get(manifest.id.qualifiedKind);
  return around === undefined || (manifest.at(...around, 'sourceRef', 'kind').text() === 'HelmRepository' && !isUnpinned(field));
}

const CHARTS: ReadonlyMap<string, readonly string[]> = new Map([
  [Kind.HELM_CHART as string, ['spec']],
  [Kind.HELM_RELEASE, ['spec', 'chart', 'spec']],
]);
