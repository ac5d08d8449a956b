import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { syncsOf } from '../../../verification/applying';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** An encrypted object that nobody decrypts. */
export class EncryptedObjectWithoutDecryption implements IRule {
  public readonly meta: RuleMeta = {
    id: 'encrypted-object-without-decryption',
    severity: Severity.ERROR,
    summary: 'An object is encrypted with SOPS, and the Kustomization that applies it decrypts nothing.',
    why:
      'Only the Kustomization that applies an object decrypts it; Kustomizations that it applies inherit nothing. Without spec.decryption ' +
      'Flux refuses an encrypted Secret, and the whole Kustomization fails. A key that is given to the controller replaces ' +
      'decryption.secretRef only.',
    fix: 'Set spec.decryption.provider to sops, with the Secret of the key, on the Kustomization that applies the object.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#decryption'],
  };

  public check(context: RuleContext): Finding[] {
    const syncs = syncsOf(context);
    return context.manifests.manifests.flatMap((manifest) => {
      const applier = manifest.applier ?? syncs[0];
      if (!applier || decrypts(applier)) return [];
      if (manifest.annotation('kustomize.toolkit.fluxcd.io/decrypt')?.toLowerCase() === 'disabled') return [];
      const field = encryptedField(manifest);
      return field ? [new Finding(field, `${manifest} is encrypted, and ${applier} has no decryption`)] : [];
    });
  }
}

/** Nobody can say that of what a ResourceSet applies, nor of a sync whose Kustomization the FluxInstance patches. */
function decrypts(applier: Manifest): boolean {
  if (applier.id.qualifiedKind !== Kind.KUSTOMIZATION || applier.at('spec', 'decryption', 'provider').exists) return true;
  const patches = applier.generatedBy?.at('spec', 'kustomize', 'patches').items() ?? [];
  return patches.some((patch) => /\bdecryption\b/.test(patch.at('patch').text() ?? ''));
}

/** What SOPS leaves behind: its own block, or values that it has encrypted. */
function encryptedField(manifest: Manifest): Field | undefined {
  const block = manifest.at('sops');
  if (block.exists && block.entries().some(({ key }) => key === 'mac')) return block;
  const { data, stringData } = manifest.object;
  if (data === undefined && stringData === undefined) return undefined;
  return ['stringData', 'data'].flatMap((key) => manifest.at(key).entries()).find((field) => field.text()?.startsWith('ENC[AES256_GCM,'));
}
