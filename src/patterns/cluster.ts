import { ApiObject, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { KustomizationSpecPatches } from '../../imports/kustomize.toolkit.fluxcd.io';
import { ConfigMap } from '../constructs/kubernetes/config-map';
import { requireVariableName } from '../constructs/kustomize/kustomization-input';
import { argumentPatches } from '../constructs/operator/controller-args';
import { FluxInstance } from '../constructs/operator/flux-instance';
import { Sync } from '../constructs/operator/sync';
import { SecretStoreProvider } from '../constructs/secrets/secret-store-provider';
import { IManifestSource } from '../constructs/source/source-reference';
import { Environment } from '../primitives/environment';
import { fleetContextOf, setFleetContext } from '../primitives/fleet-context';
import { FluxKind } from '../primitives/flux-kind';
import { InputError } from '../primitives/input-error';
import { FLUX_NAMESPACE, MAX_LABEL, requireName } from '../primitives/kubernetes-name';
import { Lockdown } from '../primitives/lockdown';
import { place } from '../primitives/placement';
import { makeRoom } from '../primitives/room';
import { BOOTSTRAP_PLACEHOLDERS, bootstrapKustomization } from './bootstrap-files';
import { noVariables, requireFreeId, requireStoreStrategy, requireSync, variationOf } from './cluster-input';
import { ClusterProps } from './cluster-props';
import { componentsUsedBy } from './components';
import { Install } from './install';
import { LayerFiles } from './layer-artifacts';
import { objectName } from './object-name';
import { addOperator } from './operator-release';
import { strictVariableArgs } from './strict-variables';
import { syncSource } from './sync-source';

const CLUSTER = Symbol.for('cdk8s-fluxcd.Cluster');

/**
 * One cluster: the directory `clusters/<id>/` of the tree, which Flux syncs, with everything that is applied from there.
 *
 * As a chart it holds the objects of `flux-system`; its layers hold the rest. `LayeredCluster` comes with layers.
 */
export class Cluster extends Chart {
  /**
   * Whether a construct is a cluster. `instanceof` does not tell: cdk8s takes every chart for an instance of every class of charts.
   *
   * @param construct anything
   */
  public static isCluster(construct: any): boolean {
    return typeof construct === 'object' && construct !== null && CLUSTER in construct;
  }

  /** The cluster around a construct; an error where there is none. */
  public static ofConstruct(construct: IConstruct): Cluster {
    for (let at: IConstruct | undefined = construct; at; at = at.node.scope) if (Cluster.isCluster(at)) return at as Cluster;
    throw new InputError(construct, {
      prop: 'scope',
      got: construct.node.scope?.node.path ?? '',
      mustBe: 'a Cluster, or something inside of one',
      fix: "new Layer(cluster, 'apps')",
    });
  }

  /** What the cluster is for. */
  public readonly environment: Environment;

  /** The source of the cluster's own manifests, `flux-system`. */
  public readonly source: IManifestSource;

  /** The installation of Flux; `undefined` unless the operator does it. */
  public readonly instance?: FluxInstance;

  /** @internal Where the cluster gets its manifests from, as far as the program says it. */
  public readonly _sync?: Sync;

  /** @internal Where the secrets of this cluster are, where it says so itself. */
  public readonly _secretStore?: SecretStoreProvider;

  private readonly variables: { [name: string]: string };
  private readonly lockdown = new Lockdown();
  private readonly parts: Construct;
  private variablesMap?: ConfigMap;
  private readonly remotes = new Map<string, IConstruct>();

  constructor(scope: Construct, id: string, props: ClusterProps = {}) {
    super(requireFreeId(scope, id), id, { namespace: FLUX_NAMESPACE, disableResourceNameHashes: true });
    Object.defineProperty(this, CLUSTER, { value: true });
    requireName(this, 'id', id, MAX_LABEL);
    this.environment = props.environment ?? Environment.PRODUCTION;
    this.variables = { ...props.variables };
    this._secretStore = requireStoreStrategy(this, props.secretStore);
    for (const name of Object.keys(this.variables)) requireVariableName(this, 'variables', name);
    setFleetContext(this, {
      environment: this.environment,
      cluster: this,
      lockdown: this.lockdown,
      ...(props.profile && { profile: props.profile }),
      ...(props.fluxVersion && { fluxVersion: props.fluxVersion }),
      ...variationOf(this, props, (object) => object === this.variablesMap?.apiObject),
    });

    this.parts = new Construct(this, FLUX_NAMESPACE);
    this._sync = props.sync;
    this.source = syncSource(this.parts, props.sync);
    this._syncUrl = props.sync?._fields.url;
    this.instance = this.install(props, props.install ?? Install.operator());
    if (props.tenancy?.isLocked) this.lockdown.lock();
    if (props.tenancy && !props.tenancy.isLocked) this.lockdown.keepOpen();
  }

  /** Directory of the cluster, relative to the root that Flux sees. */
  public get path(): string {
    return this._pathOf(`clusters/${this.node.id}`);
  }

  /** Whether tenants are confined. */
  public get isLocked(): boolean {
    return this.lockdown.isLocked;
  }

  /**
   * The value of a variable in this cluster; with `Variation.SUBSTITUTE` the expression `${NAME}`, which becomes the value.
   *
   * @param name as declared in `variables`
   */
  public variable(name: string): string {
    if (Object.hasOwn(this.variables, name)) return fleetContextOf(this).substituted ? `\${${name}}` : this.variables[name];

    throw new InputError(this, {
      prop: 'variable',
      got: name,
      mustBe: `one of those declared in variables (${Object.keys(this.variables).sort().join(', ') || 'there are none'})`,
      fix: `variables: { ${name}: '…' }`,
    });
  }

  /** An object that names itself not is named after its construct, in every cluster alike; cdk8s would name it after its path. */
  public override generateObjectName(apiObject: ApiObject): string {
    return objectName(apiObject);
  }

  /** @internal The layer for tenants, where a preset has one. */
  public _presetTenantsLayer?: () => Construct;

  /** @internal Where the Kustomizations of layers belong: in this chart, although the layer is a chart of its own. */
  public get _parts(): Construct {
    return this.parts;
  }

  /** @internal A path of the tree, relative to the root that Flux sees. */
  public _pathOf(directory: string): string {
    const { pathInRepository } = fleetContextOf(this);
    // An OCI artifact holds the tree and nothing around it.
    const root = this.source.sourceKind === FluxKind.OCI_REPOSITORY.kind ? '' : pathInRepository;
    return root ? `${root}/${directory}` : directory;
  }

  /** @internal Where a layer that this program writes gets its files from, unless it is the source of the cluster. */
  public _layerSource?: (layer: string, directory: string, options: LayerFiles) => IManifestSource | undefined;

  /** @internal What stands for the cluster behind a `kubeConfig`: the first layer that names it. */
  public _remote(kubeConfig: unknown, layer: IConstruct): IConstruct {
    const key = JSON.stringify(kubeConfig);
    const remote = this.remotes.get(key) ?? layer;
    this.remotes.set(key, remote);
    return remote;
  }

  /** @internal Address of the cluster's own source; `undefined` where only `flux bootstrap` knows it. */
  public readonly _syncUrl?: string;

  /** @internal Names of the variables. */
  public get _variableNames(): string[] {
    return Object.keys(this.variables);
  }

  /** @internal The ConfigMap of the variables, written once somebody needs it. */
  public _variablesMap(): ConfigMap {
    if (this._variableNames.length === 0) throw noVariables(this);
    if (!this.variablesMap) {
      this.variablesMap = new ConfigMap(this.parts, 'cluster-variables', { data: this.variables, watched: true });
      place(this.variablesMap, { file: 'variables' });
    }
    return this.variablesMap;
  }

  private install({ sync, tenancy }: ClusterProps, install: Install): FluxInstance | undefined {
    const bootstrap = install.method === 'bootstrap';
    const identity = tenancy?.workloadIdentity ?? false;
    makeRoom(this, {
      directory: `clusters/${this.node.id}`,
      cluster: this,
      listed: false,
      placeholders: bootstrap ? BOOTSTRAP_PLACEHOLDERS : undefined,
      files: () => {
        const kustomization = () => bootstrapKustomization(this.isLocked, identity, this.bootstrapPatches(install));
        return new Map(bootstrap ? [['flux-system/kustomization.yaml', kustomization()]] : []);
      },
    });
    return install.method === 'operator' ? this.addInstance(requireSync(this, sync), install, identity) : undefined;
  }

  private bootstrapPatches({ bootstrapOptions: { controllerArgs = {}, patches = [] } }: Install): KustomizationSpecPatches[] {
    return [...[strictVariableArgs(this, controllerArgs), controllerArgs].flatMap(argumentPatches), ...patches];
  }

  private addInstance(sync: Sync, install: Install, tenantWorkloadIdentity: boolean): FluxInstance {
    const { operatorVersion, ...options } = install.operatorOptions;
    const instance = new FluxInstance(this.parts, 'flux', { ...options, sync, syncPath: this.path, tenantWorkloadIdentity });
    instance._isLocked = () => this.isLocked;
    instance._usedComponents = () => componentsUsedBy(this);
    instance._neededArgs = () => strictVariableArgs(this, options.controllerArgs);
    place(instance, { component: FLUX_NAMESPACE, file: 'flux-instance' });
    if (operatorVersion !== undefined) addOperator(this.parts, operatorVersion);
    return instance;
  }
}
