import { allCrds } from '../../src/schemas/crds';
import { StructuralSchema } from '../../src/schemas/custom-resource-definition';

/** A kind in a version that its CRD serves. */
export interface CrdKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
  readonly schema: StructuralSchema;
}

/** All that the CRDs of this library serve. */
export function crdKinds(): CrdKind[] {
  return allCrds().flatMap(({ spec }) =>
    spec.versions
      .filter(({ served }) => served)
      .map(({ name, schema }) => ({
        apiVersion: `${spec.group}/${name}`,
        kind: spec.names.kind,
        isNamespaced: spec.scope === 'Namespaced',
        schema: schema.openAPIV3Schema,
      })),
  );
}
