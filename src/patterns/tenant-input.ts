import { IConstruct } from 'constructs';
import { KustomizationSpecDecryption } from '../../imports/kustomize.toolkit.fluxcd.io';
import { InputError } from '../primitives/input-error';
import { requireName } from '../primitives/kubernetes-name';
import { isAllowed, requireUrl } from './source-allow-list';
import { TENANT_ACCOUNT } from './tenant-defaults';
import { TenantRole } from './tenant-role';
import { TenantSource } from './tenant-source';

/** Refuses a source that the tenant's own list refuses: the tenant would never start. */
export function requireAllowedSource(at: IConstruct, source: TenantSource, allowedSources: string[] | undefined): void {
  const urls = allowedSources?.map((url) => requireUrl(at, url));
  if (!urls || isAllowed(source.url, urls)) return;
  throw new InputError(at, {
    prop: 'source',
    got: source.url,
    mustBe: `one of allowedSources (${urls.join(', ')})`,
    fix: `allowedSources: [${[...urls, source.url].map((url) => `'${url}'`).join(', ')}]`,
  });
}

/** Refuses an account that others act as without asking for it. */
export function requireOwnAccount(at: IConstruct, name: string): string {
  requireName(at, 'serviceAccountName', name);
  if (name !== 'default') return name;
  throw new InputError(at, {
    prop: 'serviceAccountName',
    got: name,
    mustBe: 'an account of its own: every pod that names none runs as this one, and would have the rights of the sync',
    fix: `serviceAccountName: '${TENANT_ACCOUNT}'`,
  });
}

/** Refuses the keys of the controller, with which a tenant could read what is encrypted for the fleet. */
export function requireOwnKeys(at: IConstruct, decryption: KustomizationSpecDecryption | undefined, role: TenantRole): void {
  if (!decryption || role.isPlatform || decryption.secretRef || decryption.serviceAccountName) return;
  throw new InputError(at, {
    prop: 'decryption',
    got: decryption,
    mustBe:
      "by a Secret or an account of the tenant's namespace: without one the controller decrypts with its own keys, which are those of the fleet",
    fix: "decryption: Decryption.sops('sops-age')",
  });
}
