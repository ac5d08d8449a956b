import { Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { HelmRelease } from '../constructs/helm/helm-release';
import { HelmReleaseOptions } from '../constructs/helm/helm-release-props';
import { standsFor } from '../constructs/ordering';
import { Auth } from '../constructs/source/auth';
import { HelmRepository } from '../constructs/source/helm-repository';
import { releaseIdentity } from './helm-release-pattern';

/** Props for `HelmReleaseFromRepository`. */
export interface HelmReleaseFromRepositoryProps extends HelmReleaseOptions {
  /** Address of the Helm repository, e.g. `https://traefik.github.io/charts`. */
  readonly repositoryUrl: string;

  /**
   * Name of the chart in the repository.
   *
   * @default - the construct id
   */
  readonly chart?: string;

  /** Version or range of versions of the chart, e.g. `37.x`. */
  readonly version: string;

  /**
   * Credentials for the repository.
   *
   * @default Auth.anonymous()
   */
  readonly auth?: Auth;

  /**
   * How often the index of the repository is read.
   *
   * @default Duration.hours(1)
   */
  readonly sourceInterval?: Duration;
}

/**
 * A Helm chart from a Helm repository (an `index.yaml` behind HTTPS), installed and kept up to date by Flux.
 *
 * Defines a `HelmRepository` (`source`) and the `HelmRelease` (`release`), named after the construct and in one namespace.
 * For charts in an OCI registry use `HelmReleaseFromOci`.
 *
 * @example
 *
 * new HelmReleaseFromRepository(this, 'traefik', {
 *   repositoryUrl: 'https://traefik.github.io/charts',
 *   version: '37.x',
 * });
 */
export class HelmReleaseFromRepository extends Construct {
  /** Where the chart comes from. */
  public readonly source: HelmRepository;

  /** The release that installs the chart. */
  public readonly release: HelmRelease;

  constructor(scope: Construct, id: string, props: HelmReleaseFromRepositoryProps) {
    super(scope, id);
    const identity = releaseIdentity(this, props);

    this.source = new HelmRepository(this, 'source', {
      ...identity,
      url: props.repositoryUrl,
      auth: props.auth,
      interval: props.sourceInterval,
    });
    const chart = this.source.chart(props.chart ?? id, props.version);
    this.release = new HelmRelease(this, 'release', { ...props, ...identity, chart });
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
