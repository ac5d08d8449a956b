import { Field, Manifest } from '../../manifests/manifest';
import { readRe2 } from '../../primitives/re2-pattern';

/** What SOPS adds to a file of variables. */
const SOPS_KEY = 'sops_';

/** Whether a key is one of SOPS itself. */
export function isOfSops({ key }: Field): boolean {
  return key.startsWith(SOPS_KEY);
}

/** Whether SOPS has encrypted something in an object. Its mark alone says nothing. */
export function isEncrypted(object: Manifest, fields: readonly Field[]): boolean {
  const isMarked = !object.at('sops').isEmpty() || fields.some(({ key }) => key === `${SOPS_KEY}mac`);
  return isMarked && fields.some((field) => !isOfSops(field) && plainText(field).startsWith('ENC['));
}

/**
 * Whether SOPS would encrypt a field by the rule that it wrote down when it encrypted the object, so that a readable value was added
 * later. Without such a rule, or with one that cannot be read here, nobody can tell.
 */
export function belongsEncrypted(object: Manifest, { _steps }: Field): boolean {
  const keys = _steps.filter((step) => typeof step === 'string');
  const rule = (name: string): string | undefined => object.at('sops', name).text();
  const [encrypted, unencrypted, encryptedEnd, unencryptedEnd] = RULES.map(rule);
  if (encrypted !== undefined) return keys.some((key) => isLike(encrypted, key) === true);
  if (unencrypted !== undefined) return keys.every((key) => isLike(unencrypted, key) === false);
  if (encryptedEnd !== undefined) return keys.some((key) => key.endsWith(encryptedEnd));
  if (unencryptedEnd !== undefined) return !keys.some((key) => key.endsWith(unencryptedEnd));
  return false;
}

const RULES = ['encrypted_regex', 'unencrypted_regex', 'encrypted_suffix', 'unencrypted_suffix'];

/** Longer than any expression that a person writes, and than what could take long. */
const LONGEST = 200;

function isLike(pattern: string, key: string): boolean | undefined {
  return pattern.length > LONGEST || key.length > LONGEST ? undefined : readRe2(pattern).regex?.test(key);
}

/** What a value of a Secret is in the cluster; one that is encrypted as it stands. */
export function plainText({ value, _steps }: Field): string {
  const text = String(value);
  return _steps[0] === 'data' && !text.startsWith('ENC[') ? Buffer.from(text, 'base64').toString('utf8') : text;
}
