import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { targetClusterOf } from '../../../verification/applying';
import { Finding } from '../../../verification/finding';
import { releaseNameOf, storageNamespaceOf } from '../../../verification/helm-release';
import { isUnknown } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** Two HelmReleases are one release for Helm. */
export class ReleaseNameClash implements IRule {
  public readonly meta: RuleMeta = {
    id: 'release-name-clash',
    severity: Severity.ERROR,
    summary: 'Two HelmReleases have the same release name and the same storage namespace.',
    why:
      'Helm knows a release by its name and by the namespace where it keeps its Secrets. Two HelmReleases with the same ones upgrade each ' +
      'other for ever, each with its own chart and values, and when one is deleted the objects of both go.',
    fix: 'Give one of them another releaseName or storageNamespace.',
    references: [
      'https://fluxcd.io/flux/components/helm/helmreleases/#release-name',
      'https://fluxcd.io/flux/components/helm/helmreleases/#storage-namespace',
    ],
    kinds: [Kind.HELM_RELEASE],
  };

  public check({ manifests }: RuleContext): Finding[] {
    const owners = new Map<string, Manifest>();
    return manifests.ofKind(Kind.HELM_RELEASE).flatMap((release) => {
      const name = releaseNameOf(release);
      const namespace = storageNamespaceOf(release);
      if (namespace === undefined || isUnknown(name) || isUnknown(namespace)) return [];
      const key = `${clusterOf(release)} ${namespace} ${name}`;
      const owner = owners.get(key);
      if (!owner) owners.set(key, release);
      // An object that is applied twice is reported by another rule.
      if (!owner || owner.id.key === release.id.key) return [];
      const given = release.at('spec', 'releaseName');
      const field = given.exists ? given : release.at('metadata', 'name');
      return [new Finding(field, `${release} is the same release as ${owner}: ${name} in namespace ${namespace}`)];
    });
  }
}

/** What names the cluster that the release is in: that of what applies the HelmRelease, or the one that it names itself. */
function clusterOf(release: Manifest): string {
  const kubeConfig = release.at('spec', 'kubeConfig');
  return kubeConfig.isEmpty() ? targetClusterOf(release) : `${release.namespace}/${JSON.stringify(kubeConfig.value)}`;
}
