import { Chart, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { ResourceSetInputProviderSpecSchedule, ResourceSetSpecDependsOn } from '../../imports/fluxcd.controlplane.io';
import { TagPolicy } from '../constructs/image/tag-policy';
import { ResourceSet } from '../constructs/operator/resource-set';
import { ResourceSetInputProvider } from '../constructs/operator/resource-set-input-provider';
import { Auth } from '../constructs/source/auth';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';
import { place } from '../primitives/placement';
import { tagFilterOf, tagProviderType } from './gitless-image-updates-input';

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
   * Namespace of the provider and of the sets that it feeds.
   *
   * @default - the namespace of the layer, otherwise `flux-system`
   */
  readonly namespace?: string;
}

/** Props for `GitlessImageUpdates.deploy()`. */
export interface GitlessDeployProps {
  /** The objects, in which `tag`, `digest` and `ref` of the updates stand where they are filled in. */
  readonly resources: any[];

  /**
   * Service account of the same namespace whose rights are used to apply.
   *
   * @default - the account that the operator's flags name, otherwise the operator's own rights
   */
  readonly serviceAccountName?: string;

  /**
   * Objects that must exist, or with `ready` be ready, before anything is applied.
   *
   * @default - none
   */
  readonly dependsOn?: ResourceSetSpecDependsOn[];

  /**
   * Whether the set is ready only when everything that it applied is healthy.
   *
   * @default true
   */
  readonly wait?: boolean;
}

/**
 * An image or a chart whose newest tag the Flux Operator fills into objects: `ImageUpdates.gitless()`.
 *
 * Defines a `ResourceSetInputProvider` that gives one tag and its digest, and with each `deploy()` a `ResourceSet` that uses them.
 *
 * @example
 *
 * const podinfo = ImageUpdates.gitless(cluster.apps, 'podinfo', {
 *   url: 'oci://ghcr.io/stefanprodan/charts/podinfo',
 *   tags: TagPolicy.semver('6.x'),
 *   schedule: [{ cron: '0 8 * * 1-5', timeZone: 'Europe/Berlin', window: '8h' }],
 * });
 * podinfo.deploy('podinfo-release', {
 *   resources: [{
 *     apiVersion: 'source.toolkit.fluxcd.io/v1',
 *     kind: 'OCIRepository',
 *     metadata: { name: 'podinfo', namespace: 'flux-system' },
 *     spec: { interval: '30m', url: podinfo.url, ref: { tag: podinfo.tag, digest: podinfo.digest } },
 *   }],
 * });
 */
export class GitlessImageUpdates extends Construct {
  /** What watches the registry. */
  public readonly provider: ResourceSetInputProvider;

  /** Address of the image or the chart. */
  public readonly url: string;

  /** The tag, where it is the whole value of a field. In a longer text it is `<< inputs.tag >>`. */
  public readonly tag = '<< inputs.tag | quote >>';

  /** The digest, where it is the whole value of a field. In a longer text it is `<< inputs.digest >>`. */
  public readonly digest = '<< inputs.digest | quote >>';

  /** The image by name, tag and digest, as containers name it. What runs is what was selected, whoever moves the tag. */
  public readonly ref: string;

  private readonly namespace: string;

  constructor(scope: Construct, id: string, props: GitlessImageUpdatesProps) {
    super(scope, id);
    this.namespace = props.namespace ?? Chart.of(this).namespace ?? FLUX_NAMESPACE;
    place(this, { component: id });
    this.url = props.url;
    this.ref = `${props.url.replace('oci://', '')}:<< inputs.tag >>@<< inputs.digest >>`;
    this.provider = new ResourceSetInputProvider(this, 'provider', {
      name: id,
      namespace: this.namespace,
      type: tagProviderType(props.auth),
      url: props.url,
      auth: props.auth,
      filter: { ...tagFilterOf(this, props.tags), limit: 1 },
      schedule: props.schedule,
      interval: props.interval,
    });
  }

  /**
   * Objects that are applied with the newest tag, and again with each one after it.
   *
   * @param id name of the set
   * @param props the objects
   */
  public deploy(id: string, props: GitlessDeployProps): ResourceSet {
    return new ResourceSet(this, id, {
      namespace: this.namespace,
      inputsFrom: [this.provider],
      resources: props.resources,
      serviceAccountName: props.serviceAccountName,
      dependsOn: props.dependsOn,
      wait: props.wait ?? true,
    });
  }
}
