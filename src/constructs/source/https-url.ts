import { InputError, InputPlace } from '../../primitives/input-error';
import { shapeOf, startsWithInput } from '../../primitives/template-input';

/** Credentials in front of the host. */
const USER = /^https?:\/\/[^/@]*@/;

/** Refuses an address with a user and a password in it, and does not repeat them. */
export function requireNoCredentials(at: InputPlace, prop: string, url: string): void {
  if (!USER.test(url)) return;

  const address = url.replace(USER, '');
  throw new InputError(at, {
    prop,
    got: `${url.slice(0, url.indexOf('//'))}//***@${address}`,
    mustBe: 'an address without user and password; it stands in Git for everybody to read',
    fix: `${prop}: 'https://${address}', with auth: Auth.secret('credentials')`,
  });
}

/** Refuses every scheme but https, and credentials in the address. */
export function requireHttpsUrl(at: InputPlace, prop: string, url: string): void {
  requireNoCredentials(at, prop, url);
  if (/^https:\/\/[^/]/.test(shapeOf(at, url)) || startsWithInput(url)) return;

  throw new InputError(at, {
    prop,
    got: url,
    mustBe: `an address that starts with https://${url.startsWith('http://') ? '; over http:// anybody on the way can change what is fetched' : ''}`,
    fix: `${prop}: 'https://${url.replace(/^\w*:*\/+/, '') || 'example.com'}'`,
  });
}
