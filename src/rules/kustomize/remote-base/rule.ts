import { Field } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { kustomizationFiles } from '../kustomization-files';

/** A kustomization file takes something from another place than its source. */
export class RemoteBase implements IRule {
  public readonly meta: RuleMeta = {
    id: 'remote-base',
    severity: Severity.WARNING,
    summary: 'A kustomization file takes a resource, component or base from a URL.',
    why:
      'kustomize-controller then fetches it at each build, without the credentials, the signature check and the fixed revision of a ' +
      'source: the cluster depends on another server, and may change without a commit. With --no-remote-bases, as in a multi-tenant ' +
      'cluster, the build fails.',
    fix: 'Copy it into the repository, or make a GitRepository or OCIRepository of it with a Kustomization of its own.',
    references: [
      'https://fluxcd.io/flux/installation/configuration/multitenancy/',
      'https://fluxcd.io/flux/components/kustomize/options/#flags',
    ],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    const isRefused = context.controllers.flag('kustomize-controller', 'no-remote-bases') === 'true';
    const effect = isRefused ? 'which kustomize-controller refuses here' : 'which is fetched anew at each build';
    return kustomizationFiles(context)
      .flatMap((file) => ['resources', 'components', 'bases'].flatMap((key) => file.at(key).items()))
      .filter(isRemote)
      .map(
        (field) =>
          new Finding(field, `The kustomization file takes one of its ${field._steps[0]} from ${hostOf(field)}, ${effect}`, {
            severity: isRefused ? Severity.ERROR : isPinned(field) ? Severity.INFO : Severity.WARNING,
          }),
      );
  }
}

/** Schemes, `user@host:`, and the hosts that kustomize knows without a scheme. */
const REMOTE = /^(?:git::)?(?:[a-z][a-z0-9+.-]*:\/\/|[\w.-]+@[\w.-]+:|(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org)[/:])/i;

function isRemote(field: Field): boolean {
  const text = field.text() ?? '';
  return REMOTE.test(text) || /\?(?:ref|version)=/.test(text);
}

/** A version as a part of the path or as the ref, or a commit: what the URL says is what comes. */
const PINNED = /[/=]v?\d+\.\d+\.\d+([-+][\w.+-]+)?($|[/&])|\/releases\/download\/v?\d|\b(ref|version)=[0-9a-f]{7,40}($|&)/;

function isPinned(field: Field): boolean {
  return PINNED.test(field.text()!);
}

/** A URL may have a password in it. */
function hostOf(field: Field): string {
  const bare = field.text()!.replace(REMOTE_START, '');
  return /^[\w.-]+/.exec(bare)?.[0] ?? 'another place';
}

const REMOTE_START = /^(?:git::)?(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@]*@)?/i;
