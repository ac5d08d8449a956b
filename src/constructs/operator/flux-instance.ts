import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  FluxInstanceSpec,
  FluxInstanceSpecClusterSize,
  FluxInstanceSpecClusterType,
  FluxInstanceSpecComponents,
  FluxInstanceSpecSharding,
  FluxInstanceSpecStorage,
  toJson_FluxInstanceSpec,
} from '../../../imports/fluxcd.controlplane.io';
import { KustomizationSpecPatches } from '../../../imports/kustomize.toolkit.fluxcd.io';
import { defaultDuration } from '../../primitives/chosen-defaults';
import { fleetContextOf } from '../../primitives/fleet-context';
import { toFluxDuration } from '../../primitives/flux-duration';
import { FluxKind } from '../../primitives/flux-kind';
import { addFluxObject, INamedObject } from '../flux-object';
import { argumentPatches, ControllerArgs, requireControllerArgs } from './controller-args';
import { requireSync, Sync } from './sync';

/** How often the operator asks for what a cluster syncs, unless it is told otherwise. */
const DEFAULT_SYNC_INTERVAL = '1m';

/** The controllers that every installation has. */
const CORE = [
  FluxInstanceSpecComponents.SOURCE_HYPHEN_CONTROLLER,
  FluxInstanceSpecComponents.KUSTOMIZE_HYPHEN_CONTROLLER,
  FluxInstanceSpecComponents.HELM_HYPHEN_CONTROLLER,
  FluxInstanceSpecComponents.NOTIFICATION_HYPHEN_CONTROLLER,
];

/** How the Flux Operator installs Flux. */
export interface FluxInstanceOptions {
  /**
   * Version of Flux: a version or a range within which the operator upgrades.
   *
   * @default - the patches of the targeted minor, e.g. `2.9.x`
   */
  readonly version?: string;

  /**
   * Registry of the controllers' images.
   *
   * @default 'ghcr.io/fluxcd'
   */
  readonly registry?: string;

  /**
   * OCI artifact with the manifests of Flux, for upgrades that do not wait for an upgrade of the operator.
   *
   * @default - the manifests inside the operator
   */
  readonly artifact?: string;

  /**
   * Secret with credentials for the images.
   *
   * @default - anonymous pulls
   */
  readonly imagePullSecret?: string;

  /**
   * Controllers beside the four of every installation.
   *
   * @default - a `Cluster` adds those that its objects need
   */
  readonly extraComponents?: FluxInstanceSpecComponents[];

  /**
   * Resources and concurrency of the controllers: small for tens of applications, medium for hundreds, large for up to a thousand.
   *
   * @default FluxInstanceSpecClusterSize.MEDIUM
   */
  readonly size?: FluxInstanceSpecClusterSize;

  /**
   * Kind of Kubernetes.
   *
   * @default FluxInstanceSpecClusterType.KUBERNETES
   */
  readonly type?: FluxInstanceSpecClusterType;

  /**
   * Domain of the cluster's services.
   *
   * @default 'cluster.local'
   */
  readonly domain?: string;

  /**
   * Volume for the artifacts of source-controller, so that a restart does not fetch everything again.
   *
   * @default - none
   */
  readonly storage?: FluxInstanceSpecStorage;

  /**
   * Shards of the controllers: further sets of them, each for the objects that `Shard` assigns to it.
   *
   * @default - none
   */
  readonly sharding?: FluxInstanceSpecSharding;

  /**
   * Further arguments of controllers, by the name of the controller: `{ 'helm-controller': ['--concurrent=20'] }`. Those of a shard
   * are those of its controller. An argument that `size` sets as well is overridden; what the tenancy decides is refused.
   *
   * @default - none
   * @see https://fluxcd.io/flux/components/kustomize/options/
   */
  readonly controllerArgs?: { [controller: string]: string[] };

  /**
   * Changes to the manifests of Flux. `Patch` makes them.
   *
   * @default - none
   */
  readonly patches?: KustomizationSpecPatches[];
}

/** Props for `FluxInstance`. */
export interface FluxInstanceProps extends FluxInstanceOptions {
  /**
   * Where the cluster gets its manifests from.
   *
   * @default - Flux is installed and syncs nothing
   */
  readonly sync?: Sync;

  /**
   * Directory of the cluster inside the source of the sync, e.g. `clusters/production`.
   *
   * @default './'
   */
  readonly syncPath?: string;

  /**
   * Whether tenants are confined: no references across namespaces, no remote bases, no rights without a service account.
   *
   * @default false
   */
  readonly multitenant?: boolean;

  /**
   * Whether tenants use workload identities of their own service accounts.
   *
   * @default false
   */
  readonly tenantWorkloadIdentity?: boolean;
}

/**
 * The installation of Flux in a cluster, kept up to date by the Flux Operator. There is one, and its name is `flux`.
 *
 * @see https://fluxcd.control-plane.io/operator/fluxinstance/
 */
export class FluxInstance extends Construct implements INamedObject {
  public readonly name = 'flux';
  public readonly namespace?: string;

  /** @internal */
  public _usedComponents: () => FluxInstanceSpecComponents[] = () => [];
  /** @internal */
  public _isLocked: () => boolean;
  /** @internal Arguments that what the cluster holds needs. */
  public _neededArgs: () => ControllerArgs = () => ({});

  constructor(scope: Construct, id: string, props: FluxInstanceProps = {}) {
    super(scope, id);
    if (props.sync) requireSync(this, props.sync);
    requireControllerArgs(this, props.controllerArgs, props.sharding !== undefined);
    this._isLocked = () => props.multitenant ?? false;
    const object = addFluxObject(this, FluxKind.FLUX_INSTANCE, { name: this.name }, () => toJson_FluxInstanceSpec(this.renderSpec(props)));
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }

  private renderSpec(props: FluxInstanceProps): FluxInstanceSpec {
    const locked = this._isLocked();
    const args = [this._neededArgs(), props.controllerArgs ?? {}];
    const patches = [...(props.sync?.patches ?? []), ...args.flatMap(argumentPatches), ...(props.patches ?? [])];
    return {
      distribution: {
        version: props.version ?? `${fleetContextOf(this).fluxVersion}.x`,
        registry: props.registry ?? 'ghcr.io/fluxcd',
        artifact: props.artifact,
        imagePullSecret: props.imagePullSecret,
      },
      components: this.components(props.extraComponents ?? []),
      cluster: {
        type: props.type ?? FluxInstanceSpecClusterType.KUBERNETES,
        size: props.size ?? FluxInstanceSpecClusterSize.MEDIUM,
        domain: props.domain,
        networkPolicy: true,
        multitenant: locked,
        tenantDefaultServiceAccount: locked ? 'default' : undefined,
        objectLevelWorkloadIdentity: props.tenantWorkloadIdentity || undefined,
        multitenantWorkloadIdentity: (locked && props.tenantWorkloadIdentity) || undefined,
      },
      storage: props.storage,
      sharding: props.sharding,
      sync: props.sync && this.renderSync(props.sync, props.syncPath ?? './'),
      kustomize: patches.length > 0 ? { patches } : undefined,
    };
  }

  private components(extra: FluxInstanceSpecComponents[]): FluxInstanceSpecComponents[] {
    const wanted = new Set([...CORE, ...extra, ...this._usedComponents()]);
    return Object.values(FluxInstanceSpecComponents).filter((component) => wanted.has(component));
  }

  private renderSync(sync: Sync, path: string): FluxInstanceSpec['sync'] {
    const { interval = this.chosenSyncInterval() } = sync._fields;
    return { kind: sync.sourceKind, path, ...sync._fields, interval } as FluxInstanceSpec['sync'];
  }

  /** What the profile says, where the operator would not do it by itself. */
  private chosenSyncInterval(): string | undefined {
    const interval = toFluxDuration(this, 'sync.interval', defaultDuration(this, 'Sync.interval'));
    return interval === DEFAULT_SYNC_INTERVAL ? undefined : interval;
  }
}
