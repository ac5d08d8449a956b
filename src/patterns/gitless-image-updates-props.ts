import { Duration } from 'cdk8s';
import { ResourceSetInputProviderSpecSchedule, ResourceSetSpecDependsOn } from '../../imports/fluxcd.controlplane.io';
import { TagPolicy } from '../constructs/image/tag-policy';
import { Auth } from '../constructs/source/auth';

/** Props for `ImageUpdates.gitless()`. */
export interface GitlessImageUpdatesProps {
  /** Address of the image, or of the Helm chart in an OCI registry, e.g. `oci://ghcr.io/stefanprodan/charts/podinfo`. */
  readonly url: string;

  /** Which tag to use: `TagPolicy.semver()`, or `TagPolicy.newestBy()` without a group; the Flux Operator compares whole tags. */
  readonly tags: TagPolicy;

  /**
   * Credentials for the registry: a Secret, or the identity of the operator at a cloud.
   *
   * @default Auth.anonymous()
   */
  readonly auth?: Auth;

  /**
   * When a new tag may be taken, as times of cron with a window, e.g. on weekdays.
   *
   * @default - at any time
   */
  readonly schedule?: ResourceSetInputProviderSpecSchedule[];

  /**
   * How often the registry is asked for new tags.
   *
   * @default Duration.minutes(10)
   */
  readonly interval?: Duration;

  /**
   * Namespace of the provider and of the ResourceSet.
   *
   * @default - the namespace of the layer, otherwise `flux-system`
   */
  readonly namespace?: string;

  /**
   * Service account of the same namespace whose rights are used to apply.
   *
   * @default - the account that the operator's flags name, otherwise the operator's own rights
   */
  readonly serviceAccountName?: string;

  /**
   * Objects of any kind that must exist, or be ready, before anything is applied: see `ObjectDependency`.
   *
   * @default - none
   */
  readonly dependsOn?: ResourceSetSpecDependsOn[];

  /**
   * Whether the set is ready only when everything that it applied is healthy.
   *
   * @default false
   */
  readonly wait?: boolean;
}
