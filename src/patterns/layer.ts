import { ApiObject, Chart, Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { KustomizationSpecDecryption, KustomizationSpecKubeConfig } from '../../imports/kustomize.toolkit.fluxcd.io';
import { HelmRelease } from '../constructs/helm/helm-release';
import { Kustomization } from '../constructs/kustomize/kustomization';
import { KustomizationOptions } from '../constructs/kustomize/kustomization-options';
import { appliedBy, standsFor } from '../constructs/ordering';
import { IManifestSource } from '../constructs/source/source-reference';
import { defaultDuration } from '../primitives/chosen-defaults';
import { setFleetContext } from '../primitives/fleet-context';
import { FleetProfile } from '../primitives/fleet-profile';
import { MAX_LABEL, requireName } from '../primitives/kubernetes-name';
import { place } from '../primitives/placement';
import { Include, makeRoom } from '../primitives/room';
import { Cluster } from './cluster';
import { ensureNamespace } from './ensure-namespace';
import { LayerDecryption } from './layer-decryption';
import {
  requireComponent,
  requireDirectory,
  requireFreeLayerId,
  requireNamespaceOfObjects,
  requirePathOfSource,
  requireTree,
  requireWithoutPinning,
} from './layer-input';
import { LayerSubstitution } from './layer-substitution';
import { objectName } from './object-name';
import { longestChain } from './release-chain';
import { SubstituteFrom } from './substitute-from';

const LAYER = Symbol.for('cdk8s-fluxcd.Layer');

/** Props for `Layer`. */
export interface LayerProps extends KustomizationOptions {
  /**
   * Directory of the tree that holds the layer, one subdirectory a cluster.
   *
   * @default - the id of the layer
   */
  readonly directory?: string;

  /**
   * Namespace of the objects that name none. It is written with the layer, unless the program defines it elsewhere. Not with `path`:
   * `targetNamespace` moves objects that are there.
   *
   * @default - none: releases get a namespace each
   */
  readonly namespace?: string;

  /**
   * How long health checks may take.
   *
   * @default - what the layer's releases may take, one after the other where they wait for each other; at least what the profile
   * says, 5 minutes
   */
  readonly timeout?: Duration;

  /**
   * Defaults of the layer and of what is in it: intervals, failure handling and drift. How exactly versions are written is chosen for
   * a cluster.
   *
   * @default - that of the cluster
   */
  readonly profile?: FleetProfile;

  /**
   * Source of the manifests when they are not in this tree. Needs `path`.
   *
   * @default - the source of the cluster
   */
  readonly source?: IManifestSource;

  /**
   * Existing directory, relative to the root of the source, that the layer applies instead of objects of this program.
   *
   * @default - the directory that this program writes
   */
  readonly path?: string;

  /**
   * Another cluster that the layer is applied to. `KubeConfig` says it. Sources and releases of Flux in it need Flux there. In a
   * locked cluster `serviceAccountName` must say with whose rights.
   *
   * @default - the cluster itself
   */
  readonly kubeConfig?: KustomizationSpecKubeConfig;

  /**
   * Service account whose rights are used to apply. With `kubeConfig`, it is one of the other cluster, in the namespace `flux-system`.
   *
   * @default - the controller's own rights; in a locked cluster those of the account `kustomize-controller`
   */
  readonly serviceAccountName?: string;

  /**
   * How encrypted files are decrypted. `Decryption` says it.
   *
   * @default - as the fleet's `SecretStrategy.sops()` says when the layer includes encrypted files, otherwise not at all
   */
  readonly decryption?: KustomizationSpecDecryption;

  /**
   * What `${NAME}` is replaced by when Flux applies the layer; of two values of one variable the later one wins. An empty list: by
   * nothing at all.
   *
   * @default - the cluster's variables, when the layer includes files that use one; with `Variation.SUBSTITUTE` always
   */
  readonly substituteFrom?: SubstituteFrom[];
}

/**
 * A step of a cluster: a Flux Kustomization, the directory that it applies, and the chart that holds the objects, in one.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export class Layer extends Chart {
  /**
   * Whether a construct is a layer. `instanceof` does not tell: cdk8s takes every chart for an instance of every class of charts.
   *
   * @param construct anything
   */
  public static isLayer(construct: any): boolean {
    return typeof construct === 'object' && construct !== null && LAYER in construct;
  }

  /** The Flux Kustomization that applies the layer. */
  public readonly kustomization: Kustomization;

  /** The cluster that the layer belongs to. */
  public readonly cluster: Cluster;

  private readonly includes: Include[] = [];
  private readonly closed?: string;
  private readonly target: IConstruct;
  private readonly substitution: LayerSubstitution;
  private readonly decryption = new LayerDecryption(this);

  constructor(scope: Construct, id: string, props: LayerProps = {}) {
    super(requireFreeLayerId(scope, id), id, { namespace: props.namespace, disableResourceNameHashes: true });
    Object.defineProperty(this, LAYER, { value: true });
    requireName(this, 'id', id, MAX_LABEL);
    if (props.profile) setFleetContext(this, { profile: requireWithoutPinning(this, props.profile) });
    requireNamespaceOfObjects(this, props);
    requirePathOfSource(this, props.source, props.path);
    this.cluster = Cluster.ofConstruct(this);
    this.substitution = new LayerSubstitution(this.cluster, props.substituteFrom, props.path === undefined);
    this.closed = props.path && `it applies the existing directory '${props.path}'`;

    this.target = props.kubeConfig ? this.cluster._remote(props.kubeConfig, this) : this.cluster;
    const directory = `${requireDirectory(this, props.directory ?? id)}/${this.cluster.node.id}`;
    this.kustomization = this.addKustomization(props, directory);
    this.openRoom(directory);
    standsFor(this, this.kustomization);
    appliedBy(this, this.kustomization);
    this.dependsOn(...(props.dependsOn ?? []));
    if (props.namespace !== undefined) ensureNamespace(this, props.namespace);
  }

  /** An object that names itself not is named after its construct, in every cluster alike; cdk8s would name it after its path. */
  public override generateObjectName(apiObject: ApiObject): string {
    return objectName(apiObject);
  }

  /**
   * Starts only when the dependencies are ready.
   *
   * @param dependencies layers, Kustomizations, or releases of other layers (their layer is then waited for)
   */
  public dependsOn(...dependencies: IConstruct[]): void {
    this.kustomization.dependsOn(...dependencies);
  }

  /**
   * Copies a directory of existing YAML into the layer, byte by byte. Its own `kustomization.yaml` is kept; without one, all
   * `.yaml` and `.yml` files are applied. When a file uses a declared variable, `${NAME}`, Flux fills in the cluster's variables in
   * the whole layer. Under a `FluxApp` only.
   *
   * @param directory where the files are, relative to the working directory
   * @param component directory inside the layer; by default the last part of `directory`
   */
  public include(directory: string, component?: string): void {
    requireTree(this, directory);
    this.includes.push({
      from: directory,
      to: requireComponent(this, directory, component ?? directory.replace(/\/+$/, '').split('/').at(-1)!),
    });
  }

  private addKustomization(props: LayerProps, directory: string): Kustomization {
    const { node, cluster } = this;
    const kustomization = new Kustomization(cluster._parts, node.id, {
      ...props,
      // That of the objects; the Kustomization stands with those of the cluster.
      namespace: undefined,
      // Only once the layer stands for it.
      dependsOn: undefined,
      // By the profile of the layer, which the Kustomization is outside of.
      interval: props.interval ?? defaultDuration(this, 'Kustomization.interval'),
      retryInterval: props.retryInterval ?? defaultDuration(this, 'Kustomization.retryInterval'),
      source: props.source ?? cluster._layerSource?.(node.id, directory, props) ?? cluster.source,
      path: props.path ?? `./${cluster._pathOf(directory)}`,
    });
    kustomization._late.timeout = () => this.longestTimeout();
    kustomization._late.postBuild = () => this.substitution.postBuild;
    kustomization._late.decryption = () => this.decryption.spec;
    this.substitution.declareIn(kustomization);
    place(kustomization, { file: node.id });
    return kustomization;
  }

  private openRoom(directory: string): void {
    makeRoom(this, {
      directory,
      // What is applied elsewhere is no duplicate of what stands here.
      cluster: this.target,
      listed: true,
      applier: this.kustomization,
      closed: this.closed,
      includes: this.includes,
      encrypted: (file) => this.decryption.learn(file),
      variables: this.substitution,
    });
  }

  /** A gate that gives up before its releases do would report a failure that is none. */
  private longestTimeout(): Duration {
    const seconds = longestChain(this.node.findAll().filter((child): child is HelmRelease => child instanceof HelmRelease));
    const shortest = defaultDuration(this, 'Kustomization.timeout');
    return seconds > shortest.toSeconds() ? Duration.seconds(seconds) : shortest;
  }
}
