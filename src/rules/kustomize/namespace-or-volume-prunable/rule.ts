import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { prunerOf } from '../pruning';

/** Data that goes when a file does. */
export class NamespaceOrVolumePrunable implements IRule {
  public readonly meta: RuleMeta = {
    id: 'namespace-or-volume-prunable',
    severity: Severity.INFO,
    summary: 'A volume, or a namespace with volumes, is applied by a Kustomization that prunes, without an annotation that keeps it.',
    why:
      'A pruning Kustomization deletes what is no longer in its directory. With a PersistentVolumeClaim most classes of storage delete ' +
      'the data, with a namespace Kubernetes deletes everything in it, claims included: a renamed file is enough.',
    fix: 'Annotate it with kustomize.toolkit.fluxcd.io/prune: disabled.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#prune'],
    kinds: [Kind.PERSISTENT_VOLUME_CLAIM, Kind.STATEFUL_SET],
  };

  public check(context: RuleContext): Finding[] {
    const { manifests } = context;
    const claims = manifests.ofKind(Kind.PERSISTENT_VOLUME_CLAIM);
    const namespaces = dataByNamespace(manifests);
    return [
      ...claims.flatMap((claim) => findingOf(context, claim, '')),
      ...manifests.ofKind(Kind.NAMESPACE).flatMap((namespace) => {
        const data = namespaces.get(namespace.name);
        return data ? findingOf(context, namespace, `, and ${data} with it`) : [];
      }),
    ];
  }
}

/** An object of each namespace that has data. What charts and operators make cannot be seen. */
function dataByNamespace(manifests: ManifestSet): Map<string, Manifest> {
  const claiming = manifests.ofKind(Kind.STATEFUL_SET).filter((set) => !set.at('spec', 'volumeClaimTemplates').isEmpty());
  const found = new Map<string, Manifest>();
  for (const object of [...manifests.ofKind(Kind.PERSISTENT_VOLUME_CLAIM), ...claiming]) {
    if (object.namespace !== undefined && !found.has(object.namespace)) found.set(object.namespace, object);
  }
  return found;
}

function findingOf(context: RuleContext, object: Manifest, also: string): Finding[] {
  const pruner = prunerOf(context, object);
  return pruner ? [new Finding(object.at('metadata', 'name'), `${pruner} deletes ${object} when its file goes${also}`)] : [];
}
