import { IConstruct } from 'constructs';
import { InputError } from '../../primitives/input-error';
import { shapeOf, startsWithInput } from '../../primitives/template-input';
import { Auth } from './auth';
import { requireNoCredentials } from './https-url';

/** The short form of ssh: `git@host:org/repo`. */
const SCP = /^(?:([\w.-]+)@)?([\w.-]+):(?!\/\/)\/*(.+)$/;

/** Refuses an address that source-controller refuses, and one that sends or shows credentials in the clear. */
export function requireGitUrl(at: IConstruct, prop: string, url: string): void {
  requireNoCredentials(at, prop, url);
  if (/^(https|ssh):\/\/[^/]/.test(shapeOf(at, url)) || startsWithInput(url)) return;

  const scp = SCP.exec(url);
  if (scp) {
    throw new InputError(at, {
      prop,
      got: url,
      mustBe: 'an address with a scheme, ssh:// or https://; Flux does not know the short form of ssh',
      fix: `${prop}: 'ssh://${scp[1] ?? 'git'}@${scp[2]}/${scp[3]}'`,
    });
  }
  throw new InputError(at, {
    prop,
    got: url,
    mustBe: url.startsWith('http://')
      ? 'an address that starts with https:// or ssh://; over http:// anybody on the way can change what Flux applies, and Flux sends no credentials'
      : 'an address that starts with https:// or ssh://',
    fix: `${prop}: 'https://${url.replace(/^\w*:*\/+/, '') || 'github.com/acme/fleet'}'`,
  });
}

/** Refuses credentials that cannot work with the scheme of the address. */
export function requireGitAuth(at: IConstruct, url: string, auth: Auth | undefined): void {
  const method = auth?.method ?? 'anonymous';
  if (!url.startsWith('ssh://') || method === 'secret') return;

  throw new InputError(at, {
    prop: 'auth',
    got: `Auth.${method}()`,
    mustBe: "Auth.secret('…') where the url starts with ssh://; the Secret holds identity and known_hosts",
    fix: `auth: Auth.secret('${auth?.fields.secretName ?? 'git-ssh'}'), or url: 'https://${url.replace(/^ssh:\/\/([^/@]*@)?/, '')}'`,
  });
}
