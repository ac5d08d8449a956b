import { Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { HelmRelease } from '../constructs/helm/helm-release';
import { HelmReleaseOptions } from '../constructs/helm/helm-release-props';
import { standsFor } from '../constructs/ordering';
import { Auth } from '../constructs/source/auth';
import { OciRef } from '../constructs/source/oci-ref';
import { OciRepository } from '../constructs/source/oci-repository';
import { Verify } from '../constructs/source/verify';
import { releaseIdentity } from './helm-release-pattern';

/** Props for `HelmReleaseFromOci`. */
export interface HelmReleaseFromOciProps extends HelmReleaseOptions {
  /** Address of the chart without a tag, e.g. `oci://ghcr.io/stefanprodan/charts/podinfo`. */
  readonly chartUrl: string;

  /** Which version of the chart to install, e.g. `OciRef.semver('6.x')`. */
  readonly version: OciRef;

  /**
   * Credentials for the registry.
   *
   * @default Auth.anonymous()
   */
  readonly auth?: Auth;

  /**
   * Whose signature the chart must carry.
   *
   * @default - signatures are not checked
   */
  readonly verify?: Verify;

  /**
   * How often the registry is asked for a new version.
   *
   * @default Duration.minutes(5)
   */
  readonly sourceInterval?: Duration;
}

/**
 * A Helm chart from an OCI registry, installed and kept up to date by Flux.
 *
 * Defines an `OCIRepository` (`source`) and the `HelmRelease` (`release`) that installs it. Both are named after the construct
 * and share a namespace: the one that is given, else that of the layer, else one of their own, also named after the construct.
 *
 * @example
 *
 * new HelmReleaseFromOci(this, 'podinfo', {
 *   chartUrl: 'oci://ghcr.io/stefanprodan/charts/podinfo',
 *   version: OciRef.semver('6.x'),
 *   values: { replicaCount: 2 },
 * });
 */
export class HelmReleaseFromOci extends Construct {
  /** Where the chart comes from. Pass it as `chart` of another `HelmRelease` to share it. */
  public readonly source: OciRepository;

  /** The release that installs the chart. */
  public readonly release: HelmRelease;

  constructor(scope: Construct, id: string, props: HelmReleaseFromOciProps) {
    super(scope, id);
    const identity = releaseIdentity(this, props);

    this.source = new OciRepository(this, 'source', {
      ...identity,
      url: props.chartUrl,
      ref: props.version,
      helmChart: true,
      auth: props.auth,
      verify: props.verify,
      interval: props.sourceInterval,
    });
    this.release = new HelmRelease(this, 'release', { ...props, ...identity, chart: this.source });
    standsFor(this, this.release);
  }

  /**
   * Starts only when the dependencies are ready.
   *
   * @param dependencies releases, layers or Kustomizations
   */
  public dependsOn(...dependencies: IConstruct[]): void {
    this.release.dependsOn(...dependencies);
  }
}
