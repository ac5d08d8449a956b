import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { fluxInstancesIn } from '../../../verification/flux-instances';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** Tags with the name of a branch, which the pipeline of the branch moves. */
const BRANCHES = ['main', 'master', 'dev', 'develop'];

/** Tags that everybody moves. */
const MUTABLE = [...BRANCHES, 'latest', 'edge', 'nightly', 'canary', 'snapshot'];

/** What a source gives can change without a change in Git. */
export class MutableSourceRef implements IRule {
  public readonly meta: RuleMeta = {
    id: 'mutable-source-ref',
    severity: Severity.WARNING,
    summary: 'A source follows a tag that moves, or says no version at all.',
    why:
      'An OCIRepository without ref takes the tag latest, and a GitRepository without ref the branch master, which may not even exist. ' +
      'Whoever moves such a tag changes the cluster: nothing in the repository says what runs, and nothing can be rolled back there.',
    fix: 'Name a version, a range of versions, a digest, or for Git the branch; or declare the tag as the channel of the environment.',
    references: [
      'https://fluxcd.io/flux/components/source/ocirepositories/#reference',
      'https://fluxcd.io/flux/components/source/gitrepositories/#reference',
    ],
    raisedInProduction: true,
    kinds: [Kind.OCI_REPOSITORY, Kind.GIT_REPOSITORY],
  };

  public check({ manifests, settings, isProduction }: RuleContext): Finding[] {
    const channels = [...(settings.channels ?? []), ...fluxInstancesIn(manifests).flatMap(channelOf)];
    const isMutable = (tag: string): boolean =>
      (MUTABLE.includes(tag) || settings.mutableTags?.includes(tag) === true) && !channels.includes(tag);
    return [
      ...manifests
        .ofKind(Kind.OCI_REPOSITORY)
        .filter(hasSpec)
        .flatMap((source) => ofRegistry(source, isMutable, isProduction)),
      ...manifests.ofKind(Kind.GIT_REPOSITORY).filter(hasSpec).flatMap(ofGit),
    ];
  }
}

/** Without any the schema says so. */
function hasSpec(source: Manifest): boolean {
  return !source.at('spec').isEmpty();
}

/** The tag that the cluster itself follows is the channel of its environment: what it takes from the same registry moves with it. */
function channelOf(instance: Manifest): string[] {
  const sync = instance.at('spec', 'sync');
  return sync.at('kind').text() === 'OCIRepository' ? [sync.at('ref').text() ?? 'latest'] : [];
}

function ofRegistry(source: Manifest, isMutable: (tag: string) => boolean, isProduction: boolean): Finding[] {
  const ref = source.at('spec', 'ref');
  // The digest wins over the range, and the range over the tag.
  if (ref.at('digest').text() || ref.at('semver').text()) return [];
  const tag = ref.at('tag');
  if (tag.isEmpty()) return isMutable('latest') ? [new Finding(ref, `${source} says no version, which means the tag latest`)] : [];
  if (!isMutable(String(tag.value))) return [];
  // Continuous delivery before production, of what only the pipeline can sign.
  const isDelivery = !isProduction && BRANCHES.includes(String(tag.value)) && !source.at('spec', 'verify').isEmpty();
  return [new Finding(tag, `${source} follows the tag ${tag.text()}, which moves`, { severity: isDelivery ? Severity.INFO : undefined })];
}

function ofGit(source: Manifest): Finding[] {
  const ref = source.at('spec', 'ref');
  if (['commit', 'name', 'semver', 'tag', 'branch'].some((key) => !ref.at(key).isEmpty())) return [];
  return [new Finding(ref, `${source} says no branch, which means master`)];
}
