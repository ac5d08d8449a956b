import { KustomizationSpecPatches } from '../../imports/kustomize.toolkit.fluxcd.io';
import { requireControllerArgs } from '../constructs/operator/controller-args';
import { FluxInstanceOptions } from '../constructs/operator/flux-instance';
import { requireOperatorVersion } from './operator-release';

/** Options for `Install.operator()`. */
export interface OperatorOptions extends FluxInstanceOptions {
  /**
   * Version or range of the Flux Operator, e.g. `0.58.x`: from then on it upgrades itself, by a HelmRelease `flux-operator` in
   * `flux-system`. Install it there under this name once; what upgraded it until now, e.g. Terraform, must let go of it. It is
   * installed with the values of its chart, in a locked cluster with its own lockdown.
   *
   * @default - whoever installed the operator upgrades it
   * @see https://fluxcd.control-plane.io/operator/install/
   */
  readonly operatorVersion?: string;
}

/** Options for `Install.bootstrap()`. */
export interface BootstrapOptions {
  /**
   * Further arguments of controllers, by the name of the controller: `{ 'helm-controller': ['--concurrent=20'] }`. What the tenancy
   * decides is refused.
   *
   * @default - none
   * @see https://fluxcd.io/flux/components/kustomize/options/
   */
  readonly controllerArgs?: { [controller: string]: string[] };

  /**
   * Changes to the manifests that `flux bootstrap` writes. `Patch` makes them.
   *
   * @default - those of the tenancy
   */
  readonly patches?: KustomizationSpecPatches[];
}

/** Who installs Flux in a cluster and keeps it up to date. */
export class Install {
  /**
   * The Flux Operator, by a `FluxInstance` that is written into the tree. Flux then upgrades itself.
   *
   * @param options version, size and the like
   */
  public static operator(options: OperatorOptions = {}): Install {
    if (options.operatorVersion !== undefined) requireOperatorVersion('Install.operator()', options.operatorVersion);
    return new Install('operator', options, {});
  }

  /**
   * `flux bootstrap`, by hand or by Terraform. Only the `kustomization.yaml` with the patches is written; the other files of
   * `flux-system/` belong to the command.
   */
  public static bootstrap(options: BootstrapOptions = {}): Install {
    requireControllerArgs('Install.bootstrap()', options.controllerArgs);
    return new Install('bootstrap', {}, options);
  }

  /** Somebody else, e.g. the cloud provider, or the hub that applies to this cluster. Nothing is written to `flux-system/`. */
  public static external(): Install {
    return new Install('external', {}, {});
  }

  private constructor(
    /** `operator`, `bootstrap` or `external`. */
    public readonly method: string,
    /** Settings of the operator. */
    public readonly operatorOptions: OperatorOptions,
    /** Settings of bootstrap. */
    public readonly bootstrapOptions: BootstrapOptions,
  ) {}
}
