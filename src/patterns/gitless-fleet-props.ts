import { Auth } from '../constructs/source/auth';
import { Verify } from '../constructs/source/verify';
import { GitlessUnit } from './gitless-inputs';

/** Props for `GitlessFleet`. */
export interface GitlessFleetProps {
  /** Registry of the artifacts without a tag, e.g. `oci://ghcr.io/acme`. The fleet, its components and its tenants are below. */
  readonly registry: string;

  /**
   * Name of the artifact that holds the tree of the fleet.
   *
   * @default 'fleet'
   */
  readonly artifact?: string;

  /**
   * GitHub repository of the fleet, e.g. `acme/fleet`. Clusters then accept only what its workflows signed: from a tag in
   * production, from `main` elsewhere.
   *
   * @default - signatures are not checked, unless `verify` is set
   */
  readonly repository?: string;

  /**
   * File of the workflow that signs the fleet's own artifact, below `.github/workflows/`.
   *
   * @default - any workflow of the repository is accepted
   */
  readonly workflowFile?: string;

  /**
   * Whose signature the fleet's own artifact must carry, where `repository` does not say it. Without `repository`, the units must
   * carry the same signature; a Secret with keys must be in `flux-system` of every cluster, and is copied to every unit.
   *
   * @default - by `repository`
   */
  readonly verify?: Verify;

  /**
   * Credentials for the registry. A Secret must be in `flux-system` of every cluster; it is copied to every unit.
   *
   * @default Auth.anonymous()
   */
  readonly auth?: Auth;

  /**
   * Parts of the platform, each an artifact of its own with all rights.
   *
   * @default - none
   */
  readonly components?: GitlessUnit[];

  /**
   * Tenants, each an artifact of its own that is confined to its namespace.
   *
   * @default - none
   */
  readonly tenants?: GitlessUnit[];

  /**
   * The most that the namespace of a tenant may use, by resource.
   *
   * @default - 100 pods, 20 volume claims, 2 load balancers
   */
  readonly tenantQuota?: { [resource: string]: string };

  /**
   * Other namespaces whose pods may connect to the pods of tenants, e.g. that of the ingress controller.
   *
   * @default - none
   */
  readonly tenantIngressFrom?: string[];

  /**
   * Addresses that sources may have, anywhere in the clusters, beside the registry of the fleet and those of Flux.
   *
   * @default - none
   */
  readonly allowedSources?: string[];

  /**
   * Version or range of the Flux Operator, which keeps itself up to date.
   *
   * @default '0.58.x'
   */
  readonly operatorVersion?: string;
}
