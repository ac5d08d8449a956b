import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { isMap } from '../../../primitives/is-map';
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
    summary: 'An object is encrypted with SOPS, and the Kustomization that applies it cannot decrypt it.',
    why:
      'Only the Kustomization that applies an object decrypts it; Kustomizations that it applies inherit nothing. Without spec.decryption ' +
      'Flux refuses an encrypted Secret, and the whole Kustomization fails. A key that is given to the controller replaces ' +
      'decryption.secretRef only; where age is all that it was encrypted for, one of the two has to be there. Of the files that kustomize ' +
      'generates objects from, Flux decrypts those of Secrets only.',
    fix: 'Set spec.decryption.provider to sops, with the Secret of the key, on the Kustomization that applies the object.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#decryption'],
  };

  public check(context: RuleContext): Finding[] {
    const syncs = syncsOf(context);
    const keyless = new Set<Manifest>();
    return context.manifests.manifests.flatMap((manifest) => {
      const applier = manifest.applier ?? syncs[0];
      if (!applier || manifest.annotation('kustomize.toolkit.fluxcd.io/decrypt')?.toLowerCase() === 'disabled') return [];
      const file = encryptedFile(manifest);
      if (file) return [new Finding(file, `${manifest} holds a file that SOPS has encrypted, and Flux decrypts those of Secrets only`)];
      const isDecrypted = decrypts(applier);
      if (isDecrypted && (keyless.has(applier) || !lacksKey(context, applier, manifest))) return [];
      const field = encryptedField(manifest);
      if (!field) return [];
      if (!isDecrypted) return [new Finding(field, `${manifest} is encrypted, and ${applier} has no decryption`)];
      keyless.add(applier);
      const message = `${applier} has no key to decrypt ${manifest}: it names no Secret, and the controller has none either`;
      return [new Finding(applier.at('spec', 'decryption'), message, { fix: 'Name the Secret with the age key in decryption.secretRef.' })];
    });
  }
}

/** Whether all that an object was encrypted for are age keys, and nobody gives one to the controller. */
function lacksKey({ controllers, files, manifests }: RuleContext, applier: Manifest, { object }: Manifest): boolean {
  const recipients = object.sops as Record<string, unknown> | undefined;
  if (!isMap(recipients) || isNone(recipients.age) || OTHER_KEYS.some((key) => !isNone(recipients[key]))) return false;
  const decryption = applier.at('spec', 'decryption');
  // A key that Flux does not know there may be meant for it, and is reported as such.
  const isRead = decryption.entries().every(({ key }) => FIELDS.includes(key));
  if (!decryption.exists || decryption.at('secretRef').exists || !isRead || !controllers.known) return false;
  // A key may come as a flag, as a file or as a variable of the environment.
  const deployments = manifests.ofKind(Kind.DEPLOYMENT).filter(({ name }) => name === 'kustomize-controller');
  const where = [controllers._instance, ...deployments].map((one) => JSON.stringify(one?.object ?? ''));
  return !where.some((text) => /sops/i.test(text)) && !files.some(({ text }) => INSTALLATION.test(text) && /sops/i.test(text));
}

const FIELDS: readonly string[] = ['provider', 'secretRef', 'serviceAccountName'];
const OTHER_KEYS: readonly string[] = ['pgp', 'kms', 'gcp_kms', 'azure_kv', 'hc_vault', 'key_groups'];
const INSTALLATION = /gotk-components|kustomize-controller/;

function isNone(list: unknown): boolean {
  return !Array.isArray(list) || list.length === 0;
}

/** The entry of a ConfigMap that holds a file with the block of SOPS. */
function encryptedFile(manifest: Manifest): Field | undefined {
  const { data } = manifest.object;
  // Most ConfigMaps hold none, so that no field is made before one is found.
  if (manifest.id.qualifiedKind !== Kind.CONFIG_MAP || !isMap(data) || !Object.values(data).some(isEncrypted)) return undefined;
  return manifest
    .at('data')
    .entries()
    .find(({ value }) => isEncrypted(value));
}

function isEncrypted(text: unknown): boolean {
  return typeof text === 'string' && text.includes('ENC[AES256_GCM,') && /\bsops\b/.test(text);
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
