import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { Reference, referencesIn } from '../../../verification/references';
import { pushedSource } from '../automations';

/** What may write to the repository is handed to those that only read. */
export class SharedPushCredential implements IRule {
  public readonly meta: RuleMeta = {
    id: 'shared-push-credential',
    severity: Severity.WARNING,
    summary: 'The Secret with which images are pushed is also the one with which Flux fetches.',
    why:
      'The sync of a cluster needs to read, the automation needs to write. With one Secret for both, whoever gets at the credentials of ' +
      'the sync can change what all clusters run.',
    fix: 'Give the automation a GitRepository of its own, with a Secret of its own that may write.',
    references: ['https://fluxcd.io/flux/guides/image-update/#configure-image-updates'],
    kinds: [Kind.IMAGE_UPDATE_AUTOMATION],
  };

  public check({ manifests }: RuleContext): Finding[] {
    const automations = new Map<Manifest, Manifest>();
    for (const automation of manifests.ofKind(Kind.IMAGE_UPDATE_AUTOMATION)) {
      const source = pushedSource(manifests, automation);
      if (source && !automations.has(source)) automations.set(source, automation);
    }
    return [...automations].flatMap(([source, automation]) => findingOf(manifests, source, automation, (other) => automations.has(other)));
  }
}

function findingOf(manifests: ManifestSet, source: Manifest, automation: Manifest, isPushed: (other: Manifest) => boolean): Finding[] {
  const references = referencesIn(manifests);
  const secret = references.of(source).find(({ role }) => role === 'credentials');
  if (!secret) return [];
  const isFetched = ({ from, role }: Reference): boolean => role === 'source' && from.id.qualifiedKind === Kind.KUSTOMIZATION;
  const reader = references.to(source.id).find(isFetched)?.from;
  if (reader) {
    const message = `${automation} pushes with ${secret.to}, with which Flux also fetches ${source} for ${reader}`;
    return [new Finding(automation.at('spec', 'sourceRef'), message)];
  }
  const other = references.to(secret.to).find(({ from, role }) => role === 'credentials' && !isPushed(from))?.from;
  return other ? [new Finding(secret.field, `${automation} pushes with ${secret.to}, which ${other} uses too`)] : [];
}
