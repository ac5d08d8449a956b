import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { InputError } from '../primitives/input-error';
import { MAX_LABEL, requireName } from '../primitives/kubernetes-name';
import { orderedObjectOf } from './ordering';

/** The label that the Flux Operator and the documentation of Flux agree on. */
const LABEL = 'sharding.fluxcd.io/key';

/** API groups whose controllers can be sharded. To the others the label means nothing. */
const SHARDED = ['source.toolkit.fluxcd.io', 'source.extensions.fluxcd.io', 'kustomize.toolkit.fluxcd.io', 'helm.toolkit.fluxcd.io'];

/**
 * Which set of controllers reconciles the Flux objects of a construct: a label on every source, Kustomization and release that is
 * there already, and on the Kustomization of a layer.
 *
 * The cluster needs the shard: `Install.operator({ sharding: { shards: ['one'] } })`. What has no label stays with the main
 * controllers.
 *
 * @see https://fluxcd.io/flux/installation/configuration/sharding/
 *
 * @example
 *
 * const team = new TenantSpace(cluster, 'team-a', { source: TenantSource.git('https://github.com/acme/team-a') });
 *
 * Shard.of(team).assign('one');
 */
export class Shard {
  /**
   * The Flux objects of a construct.
   *
   * @param construct a Flux object, or whatever holds some: a layer, a tenant, a release
   */
  public static of(construct: IConstruct): Shard {
    const applier = orderedObjectOf(construct);
    const objects = [...construct.node.findAll(), ...(applier?.node.findAll() ?? [])].filter(isSharded);
    if (objects.length > 0) return new Shard([...new Set(objects)]);
    throw new InputError('Shard.of()', {
      prop: 'construct',
      got: construct.node.path,
      mustBe: 'one that holds a source, a Kustomization or a HelmRelease already; no other object has a shard',
      fix: 'call it after the objects are defined',
    });
  }

  private constructor(private readonly objects: ApiObject[]) {}

  /**
   * Gives the objects to the controllers of a shard.
   *
   * @param shard one of `sharding.shards` of the cluster
   */
  public assign(shard: string): Shard {
    requireName('Shard.assign()', 'shard', shard, MAX_LABEL);
    for (const object of this.objects) object.metadata.addLabel(LABEL, shard);
    return this;
  }
}

function isSharded(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct) && SHARDED.includes(construct.apiGroup);
}
