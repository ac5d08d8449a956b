import { credentialIn } from './credential';

/** Last words of keys that say who or where. */
const IDENTITIES = new Set(
  'user username login email type name host hostname server port database db dbname schema region zone bucket domain protocol scheme'.split(
    ' ',
  ),
);
const ADDRESSES = new Set(['url', 'uri', 'endpoint', 'address']);

/** Whether a value only says who somebody is or where something is, and is no secret itself. */
export function isIdentity(key: string, value: string): boolean {
  const [word = ''] = key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[._-]/)
    .slice(-1);
  if (credentialIn(key, value) !== undefined) return false;
  return IDENTITIES.has(word) ? !/\s/.test(value) : ADDRESSES.has(word) && isPlainAddress(value);
}

/** An address without a user and a query, whose path nobody would have to guess: that of a webhook is a secret. */
function isPlainAddress(text: string): boolean {
  if (/[\s?@]/.test(text)) return false;
  return text
    .split('/')
    .slice(3)
    .every((segment) => segment.length < 16 || !/\d/.test(segment));
}
