import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isUnknown } from '../../../verification/known-text';
import { templatesOf } from '../../../verification/templates';
import { generatorsIn, isGenerated } from '../generators';
import { isIdentity } from '../identity';
import { belongsEncrypted, isEncrypted, isOfSops, plainText } from '../sops';
import { firstCluster, secretsOf, unreachedSecrets } from '../unreached-secrets';

/** A Secret is committed in plain text. */
export class PlaintextSecret implements IRule {
  public readonly meta: RuleMeta = {
    id: 'plaintext-secret',
    severity: Severity.ERROR,
    summary: 'A Secret with readable values stands in the repository.',
    why:
      'Base64 is no encryption: whoever reads the repository, or any clone of it, has the credential, and its history keeps it. The same ' +
      'holds for a Secret that a ResourceSet makes from a template. An empty Secret, which is filled in the cluster, public ' +
      'certificates, and values that are variables or inputs are no credentials.',
    fix: 'Encrypt the Secret with SOPS, or let External Secrets, Sealed Secrets or 1Password bring it to the cluster; then replace the credential.',
    references: ['https://fluxcd.io/flux/security/secrets-management/', 'https://fluxcd.io/flux/guides/mozilla-sops/'],
    kinds: [Kind.SECRET, Kind.RESOURCE_SET],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    const { manifests } = context;
    const generators = generatorsIn(context, 'secretGenerator');
    const templates = manifests.ofKind(Kind.RESOURCE_SET).flatMap(templatesOf);
    // What a ResourceSet makes is judged where it is written, and what a generator makes by the rule about generators.
    const written = manifests.ofKind(Kind.SECRET).filter((secret) => !isMade(secret) && !isGenerated(secret, generators));
    const secrets = [...written, ...templates.filter(({ id }) => id.qualifiedKind === Kind.SECRET), ...leftOut(context)];
    return secrets.flatMap((secret) => {
      // Before substitution: the value of a variable is judged where it is set.
      const fields = ['data', 'stringData'].flatMap((part) => Field._of(secret, [], secret._unsubstituted).at(part).entries());
      const isMarked = isEncrypted(secret, fields);
      const isLeft = (field: Field): boolean => isAddress(field) || (isMarked && !belongsEncrypted(secret, field));
      const readable = fields.filter((field) => isReadable(field) && !isOfSops(field));
      if (readable.every(isLeft)) return [];
      const keys = [...new Set(readable.map(({ key }) => key))].sort().join(', ');
      return [new Finding(secret.at(readable[0]._steps[0] as string), `${secret} has ${keys} in plain text`)];
    });
  }
}

/** Secrets in files that are read and not applied as they are: nobody applies them, or kustomize was not there to say how. */
function leftOut(context: RuleContext): Manifest[] {
  const documents = context.files.flatMap(secretsOf);
  const applied = new Set(context.manifests.ofKind(Kind.SECRET).map(({ name }) => name));
  const isFirst = context.cluster === context._inFleet(firstCluster);
  return [...documents.filter(({ name }) => !applied.has(name)), ...(isFirst ? context._inFleet(unreachedSecrets) : [])];
}

function isMade({ applier }: Manifest): boolean {
  return applier?.id.qualifiedKind === Kind.RESOURCE_SET;
}

function isReadable(field: Field): boolean {
  const { value } = field;
  if (value === null || value === '' || typeof value === 'object' || isUnknown(String(value))) return false;
  const plain = plainText(field);
  return plain.trim() !== '' && !isPublic(plain) && !plain.startsWith('ENC[') && !isUnknown(plain) && !plain.includes('{{');
}

/** Whether a value says who or where, and is no credential. */
function isAddress(field: Field): boolean {
  return isIdentity(field.key, plainText(field).trim());
}

/** Certificates and public keys are for everybody. */
function isPublic(text: string): boolean {
  return /^\s*-----BEGIN (TRUSTED )?(CERTIFICATE|PUBLIC KEY|PGP PUBLIC KEY BLOCK)-----/.test(text) && !text.includes('PRIVATE KEY');
}
