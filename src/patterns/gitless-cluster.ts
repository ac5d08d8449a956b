import { Construct } from 'constructs';
import { FluxInstanceOptions } from '../constructs/operator/flux-instance';
import { Sync } from '../constructs/operator/sync';
import { OciRef } from '../constructs/source/oci-ref';
import { Verify } from '../constructs/source/verify';
import { Environment } from '../primitives/environment';
import { Channel } from './channel';
import { Cluster } from './cluster';
import { GitlessFleetProps } from './gitless-fleet-props';
import { environmentSigner } from './gitless-inputs';
import { GitlessObjects } from './gitless-objects';
import { Install } from './install';
import { Tenancy } from './tenancy';

/** Props for `GitlessFleet.addCluster()`. */
export interface GitlessClusterProps {
  /**
   * What the cluster is for.
   *
   * @default Environment.PRODUCTION
   */
  readonly environment?: Environment;

  /**
   * Which release of the fleet's own artifact the cluster follows: a tag, a range of versions, or a digest. Components and tenants
   * follow the same tag; with a range or a digest, the tag of the environment, unless they name one.
   *
   * @default - `Channel.latestStable()` in production, `Channel.latest()` elsewhere
   */
  readonly channel?: OciRef;

  /**
   * Values that differ between clusters. They are in the ConfigMap `flux-runtime-info`, which every unit gets a copy of.
   *
   * @default - `CLUSTER_NAME`, `ENVIRONMENT` and `ARTIFACT_TAG` (or `ARTIFACT_SEMVER`, `ARTIFACT_DIGEST`) are always there
   */
  readonly variables?: { [name: string]: string };

  /**
   * Settings of the installation of Flux.
   *
   * @default - those of `FluxInstance`
   */
  readonly instance?: FluxInstanceOptions;
}

/** A cluster of a `GitlessFleet`. Made by `GitlessFleet.addCluster()`. */
export class GitlessCluster extends Cluster {
  constructor(scope: Construct, id: string, fleet: GitlessFleetProps, props: GitlessClusterProps = {}) {
    const environment = props.environment ?? Environment.PRODUCTION;
    const channel = props.channel ?? Channel.of(environment);
    const facts = { CLUSTER_NAME: id, ENVIRONMENT: environment, [`ARTIFACT_${channel.by.toUpperCase()}`]: channel.value };
    const runtimeInfo = { ...facts, ...props.variables, ...facts };
    super(scope, id, {
      environment,
      sync: Sync.oci(`${fleet.registry}/${fleet.artifact ?? 'fleet'}`, {
        ref: channel,
        auth: fleet.auth,
        verify: signerOf(fleet, environment),
      }),
      install: Install.operator({ ...props.instance, operatorVersion: fleet.operatorVersion ?? '0.58.x' }),
      tenancy: Tenancy.locked(),
      variables: runtimeInfo,
    });
    new GitlessObjects(this._parts, 'gitless', { fleet, runtimeInfo });
  }
}

function signerOf(fleet: GitlessFleetProps, environment: Environment): Verify | undefined {
  return fleet.verify ?? (fleet.repository ? environmentSigner(fleet.repository, environment, fleet.workflowFile) : undefined);
}
