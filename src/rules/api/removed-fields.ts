import { Kind } from '../../manifests/kind';

/** A field that an older version of a kind had. */
export interface RemovedField {
  readonly kind: string;
  /** Its path, lists without their indices. */
  readonly path: string;
  /** What does the same now; `undefined` where nothing has to. */
  readonly replacement?: string;
}

/** Fields that are gone from the versions which Flux 2.7 to 2.9 serve. */
export const REMOVED_FIELDS: readonly RemovedField[] = [
  { kind: Kind.HELM_RELEASE, path: 'spec.chart.spec.valuesFile', replacement: 'valuesFiles, a list' },
  { kind: Kind.HELM_RELEASE, path: 'spec.postRenderers.kustomize.patchesJson6902', replacement: 'patches' },
  { kind: Kind.HELM_RELEASE, path: 'spec.postRenderers.kustomize.patchesStrategicMerge', replacement: 'patches' },
  { kind: Kind.KUSTOMIZATION, path: 'spec.patchesJson6902', replacement: 'patches' },
  { kind: Kind.KUSTOMIZATION, path: 'spec.patchesStrategicMerge', replacement: 'patches' },
  { kind: Kind.KUSTOMIZATION, path: 'spec.validation' },
  { kind: Kind.GIT_REPOSITORY, path: 'spec.gitImplementation' },
  { kind: Kind.GIT_REPOSITORY, path: 'spec.accessFrom', replacement: 'the flag --no-cross-namespace-refs' },
  { kind: Kind.BUCKET, path: 'spec.accessFrom', replacement: 'the flag --no-cross-namespace-refs' },
  { kind: Kind.HELM_CHART, path: 'spec.valuesFile', replacement: 'valuesFiles, a list' },
];

const BY_KIND_AND_PATH = new Map(REMOVED_FIELDS.map((field) => [`${field.kind} ${field.path}`, field]));

/** The removed field at a place, if it is one. */
export function removedField(qualifiedKind: string, steps: readonly (string | number)[]): RemovedField | undefined {
  return BY_KIND_AND_PATH.get(`${qualifiedKind} ${steps.filter((step) => typeof step === 'string').join('.')}`);
}
