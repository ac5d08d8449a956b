/** Keys whose values are credentials, by how they end. */
const CREDENTIAL_KEY =
  /(?:pass(?:word|wd|phrase)?|pwd|token|secret|api[-_]?key|private[-_]?key|access[-_]?key|secret[-_]?key|encryption[-_]?key|credentials?|auth|bearer|cookie|dsn|connection[-_]?string|webhook[-_]?url|identity|ssh[-_]?key|client[-_]?key|tls\.key|\.dockerconfigjson|auths)$/i;

/** What is a credential wherever it stands: a user with password in an address, keys of known providers, long random texts. */
const CREDENTIALS: readonly RegExp[] = [
  /(?<=:\/\/)[^\s/@:]*:[^\s/@]+(?=@)/g,
  /(?<=[?&](?:token|key|secret|password|sig|access_token)=)[^\s&"']+/gi,
  /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abpsr]-|AKIA|ASIA|AIza|sk-|sk_live_|eyJ|AGE-SECRET-KEY-|hvs\.)[A-Za-z0-9_\-./+=]{6,}/g,
  /https:\/\/hooks\.slack\.com\/[^\s"']+/g,
  /\b(?=[A-Za-z0-9+/]*\d)(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*[a-z])[A-Za-z0-9+/]{40,}={0,2}/g,
  /-----BEGIN[^-]*-----.*/g,
];

/** Fields that name things, and are shown in Secrets too. */
const HARMLESS_KEYS = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'name',
  'namespace',
  'type',
  'labels',
  'annotations',
  'data',
  'stringData',
]);

const MASK = '…';

/** A file whose values are secret as a whole: Secrets, and generators of Secrets. */
export function isSecretFile(text: string): boolean {
  return (
    /^\s*(?:- )?["']?kind["']?\s*:\s*["']?Secret["']?\s*(?:#.*)?$/m.test(text) ||
    /"kind"\s*:\s*"Secret"/.test(text) ||
    /^\s*secretGenerator\s*:/m.test(text)
  );
}

/**
 * A line of a file, fit to be printed.
 *
 * @param lines all lines of the file
 * @param index of the line
 */
export function maskedLine(lines: readonly string[], index: number, isSecret: boolean): string {
  const line = lines[index] ?? '';
  return isSecret ? maskedSecret(line) : maskedValue(line, lines, index);
}

/** Only keys are shown: every other text of a Secret may be its value. */
function maskedSecret(line: string): string {
  if (/^\s*$/.test(line) || /^(---|\.\.\.)\s*$/.test(line)) return line;
  const [, lead, key, rest] = /^(\s*(?:- +)*)("[^"]*"|'[^']*'|[^\s:"'{[#]+)\s*:(?=\s|$)(.*)$/.exec(line) ?? [];
  if (key === undefined) return `${/^\s*/.exec(line)![0]}${MASK}`;
  const isHarmless = HARMLESS_KEYS.has(key.replace(/["']/g, '')) && /^\s*[\w./-]*\s*$/.test(rest);
  return rest.trim() === '' || isHarmless ? line : `${lead}${key}: ${MASK}`;
}

function maskedValue(line: string, lines: readonly string[], index: number): string {
  if (isInPem(lines, index) || isBelowCredential(lines, index)) return `${/^\s*/.exec(line)![0]}${MASK}`;
  const shown = line.replace(
    /(["']?)([\w.-]+)\1(\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,}\]]+(?:[^,}\]]*[^\s,}\]])?)/g,
    (all, _quote, key: string, _colon, value: string) =>
      isCredentialKey(key, lines, index) && !isReference(value) ? all.slice(0, all.length - value.length) + MASK : all,
  );
  return maskedText(shown);
}

/** A text without what is a credential wherever it stands. */
export function maskedText(text: string): string {
  return CREDENTIALS.reduce((shown, pattern) => shown.replace(pattern, MASK), text);
}

/** `value` is one when the name beside it is: `name: DB_PASSWORD`. */
function isCredentialKey(key: string, lines: readonly string[], index: number): boolean {
  if (key !== 'value') return CREDENTIAL_KEY.test(key);
  return [lines[index - 1], lines[index], lines[index + 1]].some((line) => {
    const name = /\bname["']?\s*:\s*["']?([\w.-]+)/.exec(line ?? '')?.[1];
    return name !== undefined && CREDENTIAL_KEY.test(name);
  });
}

/** A line of a block of text, or of a list, whose key is that of a credential. */
function isBelowCredential(lines: readonly string[], index: number): boolean {
  const indent = indentOf(lines[index]);
  for (let at = index - 1; at >= 0 && at > index - 200; at--) {
    if (lines[at].trim() === '' || indentOf(lines[at]) >= indent) continue;
    const key = /^\s*(?:- +)*["']?([\w.-]+)["']?\s*:\s*(?:[|>][-+\d]*)?\s*(?:#.*)?$/.exec(lines[at])?.[1];
    return key !== undefined && CREDENTIAL_KEY.test(key.replace(/s$/, '')) && !/:\s*\S/.test(lines[index]);
  }
  return false;
}

function indentOf(line: string): number {
  return /^\s*(?:- +)*/.exec(line)![0].length;
}

/** A variable is no value yet, and a style of a block or an anchor is none at all. */
function isReference(value: string): boolean {
  return /^["']?\$\{[\w]+\}["']?$/.test(value) || /^[|>][-+\d]*$/.test(value);
}

function isInPem(lines: readonly string[], index: number): boolean {
  for (let at = index; at >= 0 && at > index - 200; at--) {
    if (/-----END/.test(lines[at]) && at < index) return false;
    if (/-----BEGIN/.test(lines[at])) return true;
  }
  return false;
}
