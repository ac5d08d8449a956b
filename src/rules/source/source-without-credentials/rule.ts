import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { Finding } from '../../../verification/finding';
import { referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { Address, addressesIn, schemeOf } from '../address';

/** A repository cannot be reached, or not be written to, because nothing says who asks. */
export class SourceWithoutCredentials implements IRule {
  public readonly meta: RuleMeta = {
    id: 'source-without-credentials',
    severity: Severity.ERROR,
    summary: 'A Git repository that nobody reaches without credentials has none.',
    why:
      'Over ssh Flux demands a key and the known hosts before it connects, also of a public repository. And no server lets anybody push ' +
      'who does not say who it is, so that an ImageUpdateAutomation fails at its first update.',
    fix: 'Name a Secret in secretRef (pullSecret of a FluxInstance), or read a public repository over https.',
    references: ['https://fluxcd.io/flux/components/source/gitrepositories/#ssh-authentication'],
    kinds: [Kind.GIT_REPOSITORY, Kind.FLUX_INSTANCE, Kind.IMAGE_UPDATE_AUTOMATION],
  };

  public check({ manifests }: RuleContext): Finding[] {
    const pushers = pushersIn(manifests);
    return addressesIn(manifests).flatMap((address) => {
      const { kind, url, field, around, credentials } = address;
      if (kind !== Kind.GIT_REPOSITORY || credentials.exists || isPatched(field.manifest)) return [];
      if (schemeOf(url) === 'ssh') return [new Finding(field, `${field.manifest} connects over ssh and names no Secret with a key`)];
      const pusher = pushers.get(sourceOf(address, manifests));
      const isAnonymous = (around.at('provider').text() ?? 'generic') === 'generic' && /^https:\/\/[^/@]+\//.test(url);
      if (!pusher || !isAnonymous) return [];
      return [new Finding(field, `${pusher} pushes to ${field.manifest}, which names no Secret with credentials`)];
    });
  }
}

/** What a patch of a FluxInstance adds to its source is not looked at. */
function isPatched(manifest: Manifest): boolean {
  return JSON.stringify(manifest.at('spec', 'kustomize').value ?? '').includes('secretRef');
}

/** The source itself, or the one that a FluxInstance makes. */
function sourceOf({ field: { manifest } }: Address, { generated }: ManifestSet): Manifest {
  return generated.find(({ generatedBy, id }) => generatedBy === manifest && id.qualifiedKind === Kind.GIT_REPOSITORY) ?? manifest;
}

/** Who pushes to a source. */
function pushersIn(manifests: ManifestSet): Map<Manifest, Manifest> {
  const pushers = new Map<Manifest, Manifest>();
  for (const { from, to } of referencesIn(manifests).for('source')) {
    const source = from.id.qualifiedKind === Kind.IMAGE_UPDATE_AUTOMATION ? manifests.find(to) : undefined;
    if (source) pushers.set(source, from);
  }
  return pushers;
}
