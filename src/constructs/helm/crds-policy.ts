import { HelmReleaseSpecInstallCrds, HelmReleaseSpecUpgradeCrds } from '../../../imports/helm.toolkit.fluxcd.io';

/**
 * What happens to the CRDs in the `crds/` folder of a chart. Helm's own rule is to install them once and never touch them again.
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/#controlling-the-lifecycle-of-custom-resource-definitions
 */
export class CrdsPolicy {
  /** They are created, and updated with the chart. They are never deleted. */
  public static createReplace(): CrdsPolicy {
    return new CrdsPolicy(HelmReleaseSpecInstallCrds.CREATE, HelmReleaseSpecUpgradeCrds.CREATE_REPLACE);
  }

  /** They are created, new ones also on an upgrade; those that exist are left as they are. */
  public static create(): CrdsPolicy {
    return new CrdsPolicy(HelmReleaseSpecInstallCrds.CREATE, HelmReleaseSpecUpgradeCrds.CREATE);
  }

  /** They are somebody else's. */
  public static skip(): CrdsPolicy {
    return new CrdsPolicy(HelmReleaseSpecInstallCrds.SKIP, HelmReleaseSpecUpgradeCrds.SKIP);
  }

  private constructor(
    /** @internal */
    public readonly _install: HelmReleaseSpecInstallCrds,
    /** @internal */
    public readonly _upgrade: HelmReleaseSpecUpgradeCrds,
  ) {}
}
