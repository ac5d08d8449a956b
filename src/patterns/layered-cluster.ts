import { Construct } from 'constructs';
import { fleetContextOf } from '../primitives/fleet-context';
import { InputError } from '../primitives/input-error';
import { Variation } from '../primitives/variation';
import { Cluster } from './cluster';
import { ClusterProps } from './cluster-props';
import { Layer, LayerProps } from './layer';
import { LayerArtifacts } from './layer-artifacts';
import { LayerGroup, requireKnownLayers } from './layer-group';
import { domainLayers, LayerPreset } from './layer-preset';
import { secretStrategyOf } from './secret-strategy';

/** Props for `LayeredCluster`. */
export interface LayeredClusterProps extends ClusterProps {
  /**
   * Which layers there are, and their order.
   *
   * @default LayerPreset.controllersConfigsApps()
   */
  readonly layers?: LayerPreset;

  /**
   * Props of layers of the preset, by their role, e.g. `controllers`; in domains by their name, e.g. `payments-controllers`. A layer
   * that applies an existing directory (`path`) is written whether something uses it or not.
   *
   * @default - those of `Layer`, with the directories of the preset
   */
  readonly layerProps?: { [role: string]: LayerProps };

  /**
   * Whether each layer that this program writes gets an artifact of its own, made by an `ArtifactGenerator`: a commit is then news only
   * for the layers whose files it changes; with `Variation.OVERLAYS`, also what they have in common with other clusters. A layer that waits for another
   * one no longer waits for the same commit there, only until it is ready. `flux bootstrap` needs `--components-extra=source-watcher`.
   *
   * @default false
   */
  readonly split?: boolean;
}

/** The layers of one domain of a cluster. */
export class Domain {
  /** @internal */
  public static _of(group: LayerGroup): Domain {
    return new Domain(group);
  }

  private constructor(private readonly group: LayerGroup) {}

  /** Controllers of the domain. */
  public get controllers(): Layer {
    return this.group.layer('controllers');
  }

  /** What configures the controllers of the domain. */
  public get configs(): Layer {
    return this.group.layer('configs');
  }

  /** Applications of the domain. */
  public get apps(): Layer {
    return this.group.layer('apps');
  }

  /**
   * A layer by its role.
   *
   * @param role `controllers`, `configs` or `apps`
   */
  public layer(role: string): Layer {
    return this.group.layer(role);
  }
}

/**
 * A cluster with layers in order: controllers, then configs, then apps, unless another preset is chosen.
 *
 * A layer is written once something is defined in it, waits for the one before, and is waited for until it is healthy.
 *
 * @example
 *
 * const cluster = new LayeredCluster(this, 'production', { sync: Sync.git('https://github.com/acme/fleet') });
 * new HelmReleaseFromOci(cluster.apps, 'podinfo', {
 *   chartUrl: 'oci://ghcr.io/stefanprodan/charts/podinfo',
 *   version: OciRef.semver('6.x'),
 * });
 */
export class LayeredCluster extends Cluster {
  private readonly group: LayerGroup;
  private readonly domains = new Map<string, LayerGroup>();

  constructor(scope: Construct, id: string, props: LayeredClusterProps = {}) {
    super(scope, id, props);
    if (props.split) this.addArtifacts();
    const preset = props.layers ?? LayerPreset.controllersConfigsApps();
    const layerProps = requireKnownLayers(this, preset, props.layerProps ?? {});
    this.group = new LayerGroup(this, preset.layers, layerProps);
    if (this.group.has('tenants')) this._presetTenantsLayer = () => this.layer('tenants');
    this.addSecrets();
    for (const name of preset.domainNames) this.domains.set(name, new LayerGroup(this, domainLayers(name), layerProps, name));
    for (const group of [this.group, ...this.domains.values()]) group.applyExisting();
  }

  /** Controllers: what installs CRDs and webhooks. */
  public get controllers(): Layer {
    return this.layer('controllers');
  }

  /** What configures the controllers: issuers, policies, gateways. */
  public get configs(): Layer {
    return this.layer('configs');
  }

  /** Applications. */
  public get apps(): Layer {
    return this.layer('apps');
  }

  /** CRDs that are never deleted. For `LayerPreset.crdsFirst()`. */
  public get crds(): Layer {
    return this.layer('crds');
  }

  /** Infrastructure. For `LayerPreset.infrastructureDependenciesApps()`. */
  public get infrastructure(): Layer {
    return this.layer('infrastructure');
  }

  /** What applications need at run time. For `LayerPreset.infrastructureDependenciesApps()`. */
  public get dependencies(): Layer {
    return this.layer('dependencies');
  }

  /**
   * A layer by its role in the preset.
   *
   * @param role e.g. `controllers`
   */
  public layer(role: string): Layer {
    return this.group.layer(role);
  }

  /**
   * The layers of a domain. For `LayerPreset.domains()`.
   *
   * @param name as given to the preset
   */
  public domain(name: string): Domain {
    const group = this.domains.get(name);
    if (group) return Domain._of(group);
    throw new InputError(this, {
      prop: 'domain',
      got: name,
      mustBe: `one of those given to LayerPreset.domains() (${[...this.domains.keys()].join(', ') || 'there are none'})`,
      fix: `layers: LayerPreset.domains('${name}')`,
    });
  }

  private addArtifacts(): void {
    const sharesBase = fleetContextOf(this).variation === Variation.OVERLAYS;
    const artifacts = new LayerArtifacts(this._parts, this.source, (directory) => this._pathOf(directory), sharesBase);
    this._layerSource = (layer, directory, files) => artifacts.add(layer, directory, files);
  }

  /** Whatever the preset calls them: one layer for controllers, and one for what configures these. Domains have several. */
  private addSecrets(): void {
    const strategy = secretStrategyOf(this);
    const controllers = ['controllers', 'infrastructure'].find((role) => this.group.has(role));
    const configs = ['configs', 'dependencies'].find((role) => this.group.has(role));
    if (controllers && configs)
      strategy?._addTo(
        () => this.layer(controllers),
        () => this.layer(configs),
      );
  }
}
