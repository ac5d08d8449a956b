import { JsonPatch, Yaml } from 'cdk8s';
import { KustomizationSpecPatches, KustomizationSpecPatchesTarget } from '../../../imports/kustomize.toolkit.fluxcd.io';
import { InputError } from '../../primitives/input-error';

/** kustomize wants a merge patch to look like an object, and ignores who it says it is when a target is given. */
const NOT_USED = 'not-used';

/**
 * Changes to objects that are applied, for `patches` of a `Kustomization` or a `Layer`.
 *
 * For objects of others: existing files, another source, what `flux bootstrap` writes. An object of the program is better defined
 * as it should be, or changed with `apiObject.addJsonPatch()`. Patches act before variables are filled in.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#patches
 *
 * @example
 *
 * new Layer(cluster, 'monitoring', {
 *   path: './monitoring',
 *   patches: [
 *     Patch.operations({ kind: 'Deployment', name: 'grafana' }, JsonPatch.replace('/spec/replicas', 2)),
 *     Patch.merge({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'grafana' }, spec: { type: 'ClusterIP' } }),
 *   ],
 * });
 */
export class Patch {
  /**
   * A strategic merge patch of the object that it names: fields are added or replaced, `null` removes one. Lists of kinds that
   * Kubernetes itself defines are merged by their keys, e.g. containers by name; all others are replaced.
   *
   * @param object `apiVersion`, `kind`, `metadata.name` and the fields to change
   */
  public static merge(object: { [key: string]: any }): KustomizationSpecPatches {
    const { apiVersion, kind, metadata } = object;
    if (apiVersion && kind && metadata?.name) return { patch: Yaml.stringify(object) };
    throw new InputError('Patch.merge()', {
      prop: 'object',
      got: { apiVersion, kind, metadata },
      mustBe: 'given apiVersion, kind and metadata.name, by which kustomize finds what to patch',
      fix: "Patch.mergeInto({ kind: 'Deployment' }, { spec: { … } }), for whatever a target selects",
    });
  }

  /**
   * A strategic merge patch of everything that a target selects.
   *
   * @param target kind, name, labels and the like; each is a regular expression that fits as a whole
   * @param fields the fields to change, e.g. `{ spec: { replicas: 2 } }`
   */
  public static mergeInto(target: KustomizationSpecPatchesTarget, fields: { [key: string]: any }): KustomizationSpecPatches {
    requireTarget('Patch.mergeInto()', target);
    const { metadata, ...rest } = fields;
    const object = { apiVersion: NOT_USED, kind: target.kind ?? NOT_USED, metadata: { name: NOT_USED, ...metadata }, ...rest };
    return { patch: Yaml.stringify(object), target };
  }

  /**
   * A JSON patch (RFC 6902) of everything that a target selects.
   *
   * @param target kind, name, labels and the like; each is a regular expression that fits as a whole
   * @param operations in the order in which they are applied
   */
  public static operations(target: KustomizationSpecPatchesTarget, ...operations: JsonPatch[]): KustomizationSpecPatches {
    requireTarget('Patch.operations()', target);
    if (operations.length > 0) return { patch: Yaml.stringify(operations.map((operation) => operation._toJson())), target };
    throw new InputError('Patch.operations()', {
      prop: 'operations',
      got: operations,
      mustBe: 'one at least; Flux fails on an empty patch',
      fix: "Patch.operations(target, JsonPatch.replace('/spec/replicas', 2))",
    });
  }

  /**
   * Keeps what a target selects from being applied.
   *
   * @param target kind, name, labels and the like; each is a regular expression that fits as a whole
   */
  public static drop(target: KustomizationSpecPatchesTarget): KustomizationSpecPatches {
    return Patch.mergeInto(target, { $patch: 'delete' });
  }

  private constructor() {}
}

/** An empty target selects everything, which is never meant. */
function requireTarget(call: string, target: KustomizationSpecPatchesTarget): void {
  if (Object.values(target).some((value) => value !== undefined && value !== '')) return;
  throw new InputError(call, {
    prop: 'target',
    got: target,
    mustBe: 'given one field at least; an empty one selects every object',
    fix: "{ kind: 'Deployment', name: 'podinfo' }",
  });
}
