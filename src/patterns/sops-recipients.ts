import { IConstruct } from 'constructs';
import { Environment } from '../primitives/environment';
import { InputError } from '../primitives/input-error';
import { readRe2 } from '../primitives/re2-pattern';
import { EncryptedFile } from '../primitives/room';
import type { SopsOptions } from './secret-strategy-options';

/** Who may decrypt, by environment. */
export interface SopsRecipients {
  readonly byEnvironment: ReadonlyMap<string, readonly string[]>;
  readonly encryptedRegex: string;
}

const AT = 'SecretStrategy.sops()';
const ENVIRONMENTS: readonly string[] = Object.values(Environment);

/** A public key of age, or of SSH, which age takes too. A private one starts otherwise, and must never be here. */
const RECIPIENT = /^(age1[0-9a-z]+|ssh-(ed25519|rsa) \S+( .*)?)$/;

/** The recipients of the options, or an error; `undefined` when there are none. */
export function requireRecipients({ recipients, encryptedRegex = '^(data|stringData)$' }: SopsOptions): SopsRecipients | undefined {
  if (!recipients) return undefined;
  const { problem } = readRe2(encryptedRegex);
  if (problem) {
    throw new InputError(AT, {
      prop: 'encryptedRegex',
      got: encryptedRegex,
      mustBe: `a regular expression of Go (${problem})`,
      fix: "encryptedRegex: '^(data|stringData)$'",
    });
  }
  for (const [environment, keys] of Object.entries(recipients)) requireKeys(environment, keys);
  return { byEnvironment: new Map(Object.entries(recipients)), encryptedRegex };
}

function requireKeys(environment: string, keys: string[]): void {
  if (!ENVIRONMENTS.includes(environment)) {
    throw new InputError(AT, {
      prop: 'recipients',
      got: environment,
      mustBe: `by environment: ${ENVIRONMENTS.join(', ')}`,
      fix: "recipients: { [Environment.PRODUCTION]: ['age1…'] }",
    });
  }
  const wrong = keys.findIndex((key) => !RECIPIENT.test(key));
  if (keys.length > 0 && wrong < 0) return;
  throw new InputError(AT, {
    prop: `recipients.${environment}`,
    // It may be the private key, by mistake.
    got: keys.length === 0 ? keys : `something else at index ${wrong}`,
    mustBe: 'public keys of age, which start with age1, one at least',
    fix: `recipients: { ${environment}: ['age1…'] }, as age-keygen -y prints it`,
  });
}

/** Refuses a file that the environment's clusters cannot decrypt, or that others can. */
export function requireEncryptedFor(
  at: IConstruct,
  file: EncryptedFile,
  recipients: ReadonlyMap<string, readonly string[]>,
  environment: string,
): void {
  const expected = recipients.get(environment);
  if (!expected) {
    throw new InputError(at, {
      prop: 'include',
      got: file.origin,
      mustBe: `without encrypted files, as nobody can decrypt for ${environment}: SecretStrategy.sops() has recipients for ${[...recipients.keys()].join(', ')}`,
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
    fix: `sops --config <tree>/.sops.yaml updatekeys ${file.origin}`,
  });
}
