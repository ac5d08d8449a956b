import { IConstruct } from 'constructs';
import { InputError } from '../primitives/input-error';
import { readRe2 } from '../primitives/re2-pattern';
import { EncryptedFile } from '../primitives/room';
import { isAgeRecipient } from './age-recipient';
import { requireEnvironments } from './environment-names';
import type { SopsOptions } from './secret-strategy-options';

/** Who may decrypt, by environment. */
export interface SopsRecipients {
  readonly byEnvironment: ReadonlyMap<string, readonly string[]>;
  readonly encryptedRegex: string;
  /** Where their files are, inside the tree. */
  readonly directory: string;
}

const AT = 'SecretStrategy.sops()';

/** What a Secret holds; its name and its labels stay readable. */
const ENCRYPTED = '^(data|stringData)$';

/** What Flux must be able to read before it decrypts. */
const READABLE = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];

/** The recipients of the options, or an error; `undefined` when there are none. */
export function requireRecipients(options: SopsOptions): SopsRecipients | undefined {
  const { recipients, encryptedRegex = ENCRYPTED, directory = 'secrets' } = options;
  requireExpression(encryptedRegex);
  requireDirectory(directory);
  if (!recipients) {
    requireNothingFor(options);
    return undefined;
  }
  const environments = Object.entries(recipients);
  if (environments.length === 0) throw noEnvironment();
  requireEnvironments(AT, 'recipients', recipients, "['age1…']");
  for (const [environment, keys] of environments) requireKeys(environment, keys);
  return { byEnvironment: new Map(environments), encryptedRegex, directory };
}

/** Both are part of the `.sops.yaml` that only recipients bring. */
function requireNothingFor(options: SopsOptions): void {
  const prop = (['encryptedRegex', 'directory'] as const).find((name) => options[name] !== undefined);
  if (prop === undefined) return;
  throw new InputError(AT, {
    prop,
    got: options[prop],
    mustBe: 'left out without recipients, which bring the .sops.yaml that it stands in',
    fix: "recipients: { production: ['age1…'] }",
  });
}

/** `sops` tells directories apart by their path from its configuration, which stands at the root of the tree. */
function requireDirectory(directory: string): void {
  const names = directory.split('/');
  const isInside = names.every((name) => /^[\w.-]+$/.test(name) && !/^\.+$/.test(name));
  if (isInside && names[0] !== 'clusters') return;
  throw new InputError(AT, {
    prop: 'directory',
    got: directory,
    mustBe: isInside
      ? 'a directory of the tree other than clusters, which Flux applies as it is'
      : "a directory inside the tree, made of letters, digits, '-', '_' and '.'",
    fix: "directory: 'secrets'",
  });
}

/** SOPS encrypts everything below a field whose name has a match anywhere: `data` is in `metadata` as well. */
function requireExpression(encryptedRegex: string): void {
  if (encryptedRegex === '') throw refusedExpression(encryptedRegex, 'a regular expression; without one, SOPS encrypts all fields');
  const { problem, regex } = readRe2(encryptedRegex);
  if (problem) throw refusedExpression(encryptedRegex, `a regular expression of Go (${problem})`);
  const field = READABLE.find((name) => regex?.test(name));
  if (field) throw refusedExpression(encryptedRegex, `without a match in '${field}', which Flux reads before it decrypts`);
}

function refusedExpression(got: string, mustBe: string): InputError {
  return new InputError(AT, { prop: 'encryptedRegex', got, mustBe, fix: `encryptedRegex: '${ENCRYPTED}'` });
}

function noEnvironment(): InputError {
  return new InputError(AT, {
    prop: 'recipients',
    got: {},
    mustBe: 'keys for one environment at least',
    fix: "recipients: { production: ['age1…'] }, or leave recipients out",
  });
}

function requireKeys(environment: string, keys: string[]): void {
  const wrong = keys.findIndex((key) => !isAgeRecipient(key));
  if (keys.length > 0 && wrong < 0) return;
  throw new InputError(AT, {
    prop: `recipients.${environment}`,
    // It may be the private key, by mistake.
    got: keys.length === 0 ? keys : `something else at index ${wrong}`,
    mustBe: 'public keys of age, one at least, which start with age1 and have no letter mistyped',
    fix: `recipients: { ${environment}: ['age1…'] }, as age-keygen -y prints it`,
  });
}

/** Refuses a file that the environment's clusters cannot decrypt, or that others can. */
export function requireEncryptedFor(
  at: IConstruct,
  file: EncryptedFile,
  { byEnvironment, directory }: SopsRecipients,
  environment: string,
): void {
  const expected = byEnvironment.get(environment);
  if (!expected) {
    throw new InputError(at, {
      prop: 'include',
      got: file.origin,
      mustBe: `without encrypted files, as nobody can decrypt for ${environment}: SecretStrategy.sops() has recipients for ${[...byEnvironment.keys()].join(', ')}`,
      fix: `recipients: { ${environment}: ['age1…'] }`,
    });
  }
  const missing = expected.filter((key) => !file.recipients.includes(key));
  const others = file.recipients.filter((key) => !expected.includes(key));
  if (missing.length === 0 && others.length === 0) return;
  throw new InputError(at, {
    prop: 'include',
    got: `${file.origin}, ${[...missing.map((key) => `not for ${key}`), ...others.map((key) => `also for ${key}`)].join(', ')}`,
    mustBe: `encrypted for the recipients of ${environment}, and nobody else`,
    fix: `sops --config <tree>/.sops.yaml updatekeys ${file.origin}; for that it must be in <tree>/${directory}/${environment}`,
  });
}
