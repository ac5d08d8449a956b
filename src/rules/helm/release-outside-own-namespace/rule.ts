import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { isUnknown } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** A release is in a namespace that nobody in Git owns. */
export class ReleaseOutsideOwnNamespace implements IRule {
  public readonly meta: RuleMeta = {
    id: 'release-outside-own-namespace',
    severity: Severity.WARNING,
    summary: 'A HelmRelease installs into another namespace than its own.',
    why:
      'A namespace that Helm creates has no labels of Git, so no quota, policy or pod security reaches it, and nothing removes it with the ' +
      'release. A HelmRelease that installs into another namespace than its own hides from those who look there, needs rights in both, ' +
      'and its Secrets and sources stand apart from it.',
    fix: 'Put a Namespace and the HelmRelease into the namespace of the release, and remove targetNamespace and createNamespace.',
    references: [
      'https://fluxcd.io/flux/components/helm/helmreleases/#target-namespace',
      'https://fluxcd.io/flux/components/helm/helmreleases/#install-configuration',
    ],
    kinds: [Kind.HELM_RELEASE],
  };

  public check({ manifests }: RuleContext): Finding[] {
    // Another cluster does not have the namespaces of this one.
    return manifests.ofKind(Kind.HELM_RELEASE).flatMap((release) => (release.at('spec', 'kubeConfig').exists ? [] : findingsOf(release)));
  }
}

function findingsOf(release: Manifest): Finding[] {
  const target = release.at('spec', 'targetNamespace');
  const create = release.at('spec', 'install', 'createNamespace');
  const name = target.text() ?? release.namespace;
  // createNamespace for its own namespace does nothing: the HelmRelease stands in it already.
  if (name === undefined || isUnknown(name) || name === release.namespace) return [];
  const how = create.isTrue() ? ', which Helm creates' : '';
  return [new Finding(target, `${release} installs into another namespace, ${name}${how}`)];
}
