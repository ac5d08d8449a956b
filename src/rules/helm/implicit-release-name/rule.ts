import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { defaultReleaseName, MAX_RELEASE_NAME, shortenedReleaseName } from '../../../verification/helm-release';
import { isUnknown } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** The name of a release follows from other fields, and changes with them. */
export class ImplicitReleaseName implements IRule {
  public readonly meta: RuleMeta = {
    id: 'implicit-release-name',
    severity: Severity.INFO,
    summary: 'A HelmRelease leaves the name of its release to Flux.',
    why:
      'Without releaseName Flux takes the name of the HelmRelease, with the targetNamespace in front where there is one, and shortens it ' +
      'to forty characters and a hash where it has more than 53. So the objects of the chart have other names than one expects, and a ' +
      'change of targetNamespace also renames the release, which uninstalls it.',
    fix: 'Write the name that the release has now as releaseName.',
    references: ['https://fluxcd.io/flux/components/helm/helmreleases/#release-name'],
    kinds: [Kind.HELM_RELEASE],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.HELM_RELEASE).flatMap((release) => {
      const given = release.at('spec', 'releaseName');
      const name = defaultReleaseName(release);
      if (!given.isEmpty() || isUnknown(name)) return [];
      const shortened = shortenedReleaseName(name);
      const isLong = shortened !== name;
      const message = isLong
        ? `${release} has no releaseName, and Flux shortens ${name} to ${shortened}`
        : `${release} has no releaseName, so that Flux calls its release ${name}`;
      return [
        new Finding(given, message, {
          severity: isLong ? Severity.WARNING : undefined,
          fix: isLong
            ? `Write releaseName: ${shortened} to keep the release, or a name of at most ${MAX_RELEASE_NAME} characters, which installs it anew.`
            : `Write releaseName: ${name}.`,
        }),
      ];
    });
  }
}
