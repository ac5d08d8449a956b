import { remembered } from '../../primitives/remembered';
import { isUnknown } from '../../verification/known-text';

/** Values that are credentials whatever they are called. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY( BLOCK)?-----/, 'a private key'],
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, 'an access key of AWS'],
  [/\bgh[pousr]_[A-Za-z0-9]{36}/, 'a token of GitHub'],
  [/\bgithub_pat_[A-Za-z0-9_]{22}/, 'a token of GitHub'],
  [/\bglpat-[\w-]{20}/, 'a token of GitLab'],
  [/\bxox[abeoprs]-[\w-]{10}/, 'a token of Slack'],
  [/\bhooks\.slack\.com\/services\/T\w{6,}\/B\w{6,}\/\w{16}/, 'a webhook of Slack'],
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8}/, 'a JSON web token'],
  [/\bAGE-SECRET-KEY-1[0-9A-Z]{50}/, 'a key of age'],
  [/\bAIza[\w-]{35}/, 'a key of Google'],
  [/\b[rs]k_live_[0-9a-zA-Z]{20}/, 'a key of Stripe'],
  [/\bdckr_pat_[\w-]{20}/, 'a token of Docker Hub'],
  [/\bnpm_[A-Za-z0-9]{36}/, 'a token of npm'],
];

/** Any of them: most values are none. */
const ANY_SHAPE = new RegExp(SHAPES.map(([{ source }]) => source).join('|'));

/** `scheme://user:password@host`; the third group is the password. */
const USER_INFO = /\b([a-z][a-z0-9+.-]{1,20}):\/\/([^\s/:@'"]{0,100}):([^\s/@'"]{1,200})@/i;

/** Keys of which every literal value is a credential, and keys of which only one that looks random is. */
const STRONG = /(^|[._-])(password|passwd|passphrase)$/;
const WEAK =
  /(^|[._-])(token|secret|apikey|api[._-]key|accesskey|access[._-]key|secretkey|secret[._-]key|privatekey|private[._-]key|encryption[._-]key|signing[._-]key|master[._-]key|auth[._-]key|credentials?)$/;
/** Keys that name where a credential is. */
const REFERENCE = /(^|[._-])(existing|name|ref|create|generate|pull|image)([._-]|$)/;

/** Words that stand in the place of a credential, or say that there is none. */
const PLACEHOLDER =
  /^(|true|false|yes|no|null|none|nil|disabled|enabled|random|auto|generated?|redacted|unused|placeholder|todo|tbd|string|example|dummy|x{3,}|\*+|\.{3}|<[^>]*>|\[[^\]]*\]|your[\s_-].*|replace[\s_-]?(me|this|with).*|insert[\s_-].*|change[\s_-]me[\s_-].*|[A-Z0-9]+(_[A-Z0-9]+)+)$/i;
/** Where a credential is kept instead: an encrypted text, a template, a path, the address of a vault, a hash. */
const KEPT_ELSEWHERE =
  /^(ENC\[|\$|\{\{|%|\/|\.\/|file:|env:|ref\+|op:\/\/|vault:|secretref:|secret\/|arn:|projects\/|sha(256|512):|sha(256|512)-|\{SSHA)/i;
/** The name of an object, e.g. `grafana-admin-password`. */
const OBJECT_NAME = /^[a-z0-9]+([.-][a-z0-9]+)*[.-](secret|secrets|password|passwords|credentials?|creds|token|auth|key|keys|tls|cert)$/;

/** What credential a value is, in words that do not hold it; `undefined` when it is none. */
export function credentialIn(key: string, value: unknown): string | undefined {
  if (typeof value !== 'string') return isStrong(key) && typeof value === 'number' ? 'a password' : undefined;
  // None of them is shorter.
  const shape = value.length >= 16 && ANY_SHAPE.test(value) ? SHAPES.find(([pattern]) => pattern.test(value)) : undefined;
  if (shape && !/EXAMPLE\b/.test(value)) return shape[1];
  if (value.includes('://') && hasUserInfo(value)) return 'an address with a password';
  if (!isStrong(key) && !isWeak(key)) return undefined;
  const trimmed = value.trim();
  if (isUnknown(trimmed) || PLACEHOLDER.test(trimmed) || KEPT_ELSEWHERE.test(trimmed) || OBJECT_NAME.test(trimmed)) return undefined;
  if (isStrong(key) && !/\s/.test(trimmed) && trimmed.length <= 200) return 'a password';
  return isWeak(key) && looksRandom(trimmed) ? 'a secret' : undefined;
}

function hasUserInfo(value: string): boolean {
  const [, scheme, , password] = USER_INFO.exec(value) ?? [];
  if (password === undefined || scheme === 'sha256') return false;
  return !isUnknown(password) && !/^[$%{<*]|^(x+|pass(word)?|pwd|secret|token)$/i.test(password) && !PLACEHOLDER.test(password);
}

/** `adminPassword`, `ADMIN_PASSWORD` and `admin-password` as one: `admin_password`. */
function wordsOf(key: string): string {
  return key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

const isStrong = remembered((key: string): boolean => {
  const words = wordsOf(key);
  return STRONG.test(words) && !REFERENCE.test(words);
});

const isWeak = remembered((key: string): boolean => {
  const words = wordsOf(key);
  return WEAK.test(words) && !REFERENCE.test(words);
});

/** Whether nobody would have thought of a text. Names made of words and numbers, ids and versions are not random. */
function looksRandom(text: string): boolean {
  if (text.length < 16 || text.length > 500 || !/^[\w+/=.~!@#$%^&*-]+$/.test(text)) return false;
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) || !/\d/.test(text) || !/[a-z]/i.test(text)) return false;
  const longest = Math.max(...text.split(/[-_./]/).map((word) => word.length));
  return longest >= 12 && entropyOf(text) >= 3.3;
}

/** Bits that a letter of a text tells. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
