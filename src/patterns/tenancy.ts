import { InputError } from '../primitives/input-error';

/** Options for `Tenancy.locked()`. */
export interface LockedTenancyOptions {
  /**
   * Whether tenants use workload identities of their own service accounts.
   *
   * @default false
   */
  readonly workloadIdentity?: boolean;
}

/**
 * Whether the tenants of a cluster are confined to what is theirs.
 *
 * @see https://fluxcd.io/flux/installation/configuration/multitenancy/
 */
export class Tenancy {
  /**
   * Tenants are confined: no references to sources of other namespaces, no remote bases, and what names no service account has no
   * rights. The platform's own layers and releases get accounts of their own.
   */
  public static locked(options: LockedTenancyOptions = {}): Tenancy {
    return new Tenancy(true, options.workloadIdentity ?? false);
  }

  /**
   * Nobody is confined: whoever can create a Kustomization is cluster-admin.
   *
   * @param reason why that is right here, for whoever reads the program
   */
  public static shared(reason: string): Tenancy {
    if (reason.trim() !== '') return new Tenancy(false, false, reason);
    throw new InputError('Tenancy.shared()', {
      prop: 'reason',
      got: reason,
      mustBe: 'a sentence',
      fix: "Tenancy.shared('one team owns this cluster')",
    });
  }

  private constructor(
    /** Whether tenants are confined. */
    public readonly isLocked: boolean,
    /** Whether tenants use workload identities of their own. */
    public readonly workloadIdentity: boolean,
    /** Why nobody is confined. */
    public readonly reason?: string,
  ) {}
}
