import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { isUnknown } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { Address, addressesIn, hostOf } from '../address';

/** A credential of a person or of one repository stands where an app would. */
export class GitTokenInsteadOfGitHubApp implements IRule {
  public readonly meta: RuleMeta = {
    id: 'git-token-instead-of-github-app',
    severity: Severity.INFO,
    summary: 'A repository of GitHub is read with a token or key instead of a GitHub App.',
    why:
      'A personal token has the rights of a person, ends when the person leaves, and is valid for a year; a deploy key never ends. With ' +
      'provider: github Flux asks for a token of a GitHub App, which is good for an hour and for the repositories of the installation.',
    fix: 'Set provider: github, and put githubAppID, githubAppInstallationID and githubAppPrivateKey into the Secret.',
    references: ['https://fluxcd.io/flux/components/source/gitrepositories/#github', 'https://fluxoperator.dev/docs/instance/sync/'],
    kinds: [Kind.GIT_REPOSITORY, Kind.FLUX_INSTANCE],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return addressesIn(manifests).flatMap((address) => {
      const { kind, url, field, around } = address;
      if (kind !== Kind.GIT_REPOSITORY || !isGitHub(url) || isPublic(address)) return [];
      const provider = around.at('provider').text() ?? 'generic';
      if (provider === 'github' || isUnknown(provider)) return [];
      return [new Finding(field, `${field.manifest} reads GitHub without a GitHub App`)];
    });
  }
}

function isGitHub(url: string): boolean {
  return ['github.com', 'ssh.github.com'].includes(hostOf(url));
}

/** A repository that is read without credentials needs none. The sync of a cluster always has some. */
function isPublic({ field, credentials }: Address): boolean {
  return field.manifest.id.qualifiedKind === Kind.GIT_REPOSITORY && !credentials.exists;
}
