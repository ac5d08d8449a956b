import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { PROVIDER_TRAITS } from '../../../primitives/provider-traits';
import { resolve } from '../../../verification/existence';
import { Finding } from '../../../verification/finding';
import { knownText } from '../../../verification/known-text';
import { Reference, referencesIn, References } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { addressesOf } from '../provider-address';

/** The status of a commit is written where nobody has that commit. */
export class CommitStatusToWrongRepository implements IRule {
  public readonly meta: RuleMeta = {
    id: 'commit-status-to-wrong-repository',
    severity: Severity.WARNING,
    summary: 'An Alert writes the status of commits to another repository than the one that they come from.',
    why:
      'A Provider of this type writes to the one repository in its address, with the commit that the object has applied. Another repository does ' +
      'not have that commit, so the request fails, with a line in the log of the notification-controller and no other sign.',
    fix: 'Give each repository a Provider and an Alert of its own, which names the Kustomizations that apply it.',
    references: ['https://fluxcd.io/flux/components/notification/providers/#git-commit-status-updates'],
    kinds: [Kind.ALERT],
  };

  public check(context: RuleContext): Finding[] {
    const references = referencesIn(context.manifests);
    return references.for('provider').flatMap((reference) => {
      const target = repositoryOf(context, reference);
      if (target === undefined) return [];
      return references
        .of(reference.from)
        .filter(({ role }) => role === 'event-source')
        .flatMap((source) => findingsOf(context, references, source, target));
    });
  }
}

/** The repository that a Provider writes to; none for other types, and where nobody can tell. */
function repositoryOf(context: RuleContext, reference: Reference): string | undefined {
  const provider = resolve(context, reference.to).manifest;
  if (!provider || !PROVIDER_TRAITS.get(provider.at('spec', 'type').text() ?? '')?.commitStatus) return undefined;
  const [address] = addressesOf(context, provider);
  return address && repository(address.address);
}

/** One Kustomization that an event source names, and that applies another repository. */
function findingsOf(context: RuleContext, references: References, { from, field, to }: Reference, target: string): Finding[] {
  const applied = to.name === '*' ? undefined : resolve(context, to).manifest;
  const source = applied && references.of(applied).find(({ role }) => role === 'source');
  const url = source && urlOf(resolve(context, source.to).manifest);
  const own = url && knownText(url) && repository(knownText(url)!);
  if (!own || own === target) return [];
  return [new Finding(field, `${from} writes the status of the commits of ${own}, which ${to} applies, to ${target}`)];
}

/** The address of a Git repository. An artifact is built from one that nobody can tell here. */
function urlOf(source: Manifest | undefined): Field | undefined {
  return source?.id.qualifiedKind === Kind.GIT_REPOSITORY ? source.at('spec', 'url') : undefined;
}

/** Host and path of a repository, whatever the scheme. No user, which may be a credential. */
function repository(address: string): string | undefined {
  const [, host, path] = /^\w+:\/\/(?:[^/@]*@)?([^/:]+)(?::\d+)?\/(.+?)(?:\.git)?\/*$/.exec(address) ?? [];
  return host === undefined ? undefined : `${host}/${path}`.toLowerCase();
}
