import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { Finding } from '../../../verification/finding';
import { isFluxObject } from '../../../verification/generated-objects';
import { isUnknown } from '../../../verification/known-text';
import { ReferenceRole } from '../../../verification/reference-table';
import { referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** Objects that must be on the shard of those that name them. What a dependsOn names is looked up past the cache, in every shard. */
const ROLES: readonly ReferenceRole[] = ['source', 'chart', 'image-repository'];

/** Objects are assigned to controllers that do not exist, or that do not see each other's objects. */
export class InconsistentSharding implements IRule {
  public readonly meta: RuleMeta = {
    id: 'inconsistent-sharding',
    severity: Severity.ERROR,
    summary: 'An object has a shard that does not exist, or another one than an object that it names.',
    why:
      'With shards, the main controllers leave objects with the label of a shard alone, and each shard reconciles and sees its own. An ' +
      'object of an unknown shard is reconciled by nobody; one that names an object of another shard does not find it.',
    fix: 'Give objects that name each other one shard, from spec.sharding.shards.',
    references: ['https://fluxoperator.dev/docs/instance/sharding/', 'https://fluxcd.io/flux/installation/configuration/sharding/'],
    kinds: [Kind.FLUX_INSTANCE],
  };

  public check({ manifests }: RuleContext): Finding[] {
    const instances = manifests.ofKind(Kind.FLUX_INSTANCE);
    const sharded = instances.find((instance) => instance.at('spec', 'sharding', 'shards').items().length > 0);
    return [...instances.flatMap(withoutStorage), ...(sharded ? misplaced(manifests, sharded) : [])];
  }
}

function withoutStorage(instance: Manifest): Finding[] {
  const storage = instance.at('spec', 'sharding', 'storage');
  if (storage.text() !== 'persistent' || instance.at('spec', 'storage').exists) return [];
  return [new Finding(storage, `${instance} keeps the artifacts of its shards on volumes, but spec.storage does not say which`)];
}

function misplaced(manifests: ManifestSet, instance: Manifest): Finding[] {
  const sharding = instance.at('spec', 'sharding');
  const label = sharding.at('key').text() ?? 'sharding.fluxcd.io/key';
  const shards = sharding
    .at('shards')
    .items()
    .map((shard) => shard.text() ?? '');
  if (isUnknown(label) || shards.some(isUnknown)) return [];
  const shardOf = (manifest: Manifest): string => manifest.label(label) ?? '';

  const unknown = manifests.manifests
    .filter((manifest) => isFluxObject(manifest) && shardOf(manifest) !== '' && !isUnknown(shardOf(manifest)))
    .filter((manifest) => !shards.includes(shardOf(manifest)))
    .map((manifest) => {
      const fix = `Use one of ${shards.join(', ')}, or add the shard to ${instance}.`;
      return new Finding(manifest.at('metadata', 'labels', label), `${manifest} has the shard ${shardOf(manifest)}, which does not exist`, {
        fix,
      });
    });
  return [...unknown, ...apart(manifests, shards, shardOf)];
}

/** References from one shard to another. */
function apart(manifests: ManifestSet, shards: readonly string[], shardOf: (manifest: Manifest) => string): Finding[] {
  return referencesIn(manifests)
    .for(...ROLES)
    .flatMap(({ from, field, to }) => {
      const target = manifests.find(to);
      if (!target || !shards.includes(shardOf(from)) || !shards.includes(shardOf(target)) || shardOf(from) === shardOf(target)) return [];
      return [new Finding(field, `${from} of the shard ${shardOf(from)} names ${target} of the shard ${shardOf(target)}`)];
    });
}
