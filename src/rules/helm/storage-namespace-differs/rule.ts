import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { storageNamespaceOf } from '../../../verification/helm-release';
import { isUnknown } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** What Helm knows about a release is not where the release is. */
export class StorageNamespaceDiffers implements IRule {
  public readonly meta: RuleMeta = {
    id: 'storage-namespace-differs',
    severity: Severity.WARNING,
    summary: 'A HelmRelease keeps its storage in another namespace than its objects.',
    why:
      'storageNamespace is the namespace of the HelmRelease unless it is set, also where targetNamespace moves the objects elsewhere. Then ' +
      'helm list in the namespace of the objects shows nothing, a person installs a second release there, and to correct it later ' +
      'uninstalls the release.',
    fix: 'Set storageNamespace to the targetNamespace before the first install. A change of one that is installed reinstalls it.',
    references: [
      'https://fluxcd.io/flux/components/helm/helmreleases/#storage-namespace',
      'https://fluxcd.io/flux/components/helm/helmreleases/#target-namespace',
    ],
    kinds: [Kind.HELM_RELEASE],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.HELM_RELEASE).flatMap((release) => {
      const target = release.at('spec', 'targetNamespace');
      const storage = release.at('spec', 'storageNamespace');
      const [targetName, storageName] = [target.text(), storageNamespaceOf(release)];
      if (targetName === undefined || storageName === undefined || targetName === storageName) return [];
      if (isUnknown(targetName) || isUnknown(storageName)) return [];
      const field = storage.exists ? storage : target;
      return [new Finding(field, `${release} installs into ${targetName} and keeps its storage in ${storageName}`)];
    });
  }
}
