import { Kustomization } from '../constructs/kustomize/kustomization';
import { link, lowerDependency, OrderedObject, unlink } from '../constructs/ordering';
import { InputError } from '../primitives/input-error';
import { Cluster } from './cluster';
import { Layer, LayerProps } from './layer';
import { domainLayers, LayerPreset, PresetLayer } from './layer-preset';

/** The presets that a cluster may have instead, by what chooses them. */
const PRESETS: Record<string, LayerPreset> = {
  'LayerPreset.controllersConfigsApps()': LayerPreset.controllersConfigsApps(),
  'LayerPreset.crdsFirst()': LayerPreset.crdsFirst(),
  'LayerPreset.infrastructureDependenciesApps()': LayerPreset.infrastructureDependenciesApps(),
};

/** The layers of a preset in one cluster. They are made when they are first used: Flux refuses an empty directory. */
export class LayerGroup {
  private readonly made = new Map<PresetLayer, Layer>();
  private implied: [dependent: Kustomization, dependency: OrderedObject][] = [];

  constructor(
    private readonly cluster: Cluster,
    private readonly presets: PresetLayer[],
    private readonly layerProps: Readonly<Record<string, LayerProps>>,
    private readonly domain?: string,
  ) {}

  /** The layer of a role; an error that lists the roles where there is none. */
  public layer(role: string): Layer {
    const preset = this.presets.find((candidate) => candidate.role === role);
    if (!preset) throw this.unknown(role);

    const existing = this.made.get(preset);
    if (existing) return existing;
    const props = this.propsOf(preset);
    const { directory = preset.directory, prune = preset.prune } = props;
    const layer = new Layer(this.cluster, preset.name, { ...props, directory, prune });
    layer.kustomization._domain = this.domain;
    this.made.set(preset, layer);
    this.order();
    return layer;
  }

  /** Whether the group has a layer of this role. */
  public has(role: string): boolean {
    return this.presets.some((preset) => preset.role === role);
  }

  /** Makes the layers that need no objects of the program: they apply a directory that is there. */
  public applyExisting(): void {
    for (const preset of this.presets) if (this.propsOf(preset).path !== undefined) this.layer(preset.role);
  }

  private propsOf(preset: PresetLayer): LayerProps {
    return this.layerProps[keyOf(preset, this.domain)] ?? {};
  }

  /** Each layer waits for those of the nearest lower rank that exist. */
  private order(): void {
    for (const [dependent, dependency] of this.implied.splice(0)) if (!dependent._declared.has(dependency)) unlink(dependent, dependency);

    for (const [preset, layer] of this.made) {
      const lower = [...this.made].filter(([{ rank }]) => rank < preset.rank);
      const nearest = Math.max(...lower.map(([{ rank }]) => rank));
      for (const [{ rank }, { kustomization }] of lower) {
        if (rank !== nearest || layer.kustomization._dependencies.has(kustomization)) continue;
        link(layer.kustomization, lowerDependency(layer.kustomization, kustomization)!);
        this.implied.push([layer.kustomization, kustomization]);
      }
    }
  }

  private unknown(role: string): InputError {
    const roles = this.presets.map((preset) => preset.role).join(', ');
    return new InputError(this.cluster, {
      prop: 'layer',
      got: role,
      mustBe: roles ? `one of ${roles}` : 'asked of a domain: this cluster has domains',
      fix: roles ? `${this.alternative(role)}, or new Layer(cluster, '${role}')` : `cluster.domain('…').layer('${role}')`,
    });
  }

  /** The preset that has the role; where none has it, or domains rule out another preset, a layer that is there. */
  private alternative(role: string): string {
    const [preset] = Object.entries(PRESETS).find(([, { layers }]) => layers.some((layer) => layer.role === role)) ?? [];
    return preset && this.domain === undefined ? `layers: ${preset}` : `cluster.layer('${this.presets.at(-1)!.role}')`;
  }
}

/** How a program names a layer: roles are unique within a domain only. */
function keyOf({ role, name }: PresetLayer, domain: string | undefined): string {
  return domain === undefined ? role : name;
}

/** Refuses props of a layer that the preset does not have. */
export function requireKnownLayers<T>(at: Cluster, preset: LayerPreset, props: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const inDomains = preset.domainNames.flatMap((domain) => domainLayers(domain).map((layer) => keyOf(layer, domain)));
  const keys = [...preset.layers.map((layer) => keyOf(layer, undefined)), ...inDomains].sort();
  const unknown = Object.keys(props).find((key) => !keys.includes(key));
  if (unknown === undefined) return props;
  throw new InputError(at, {
    prop: 'layerProps',
    got: unknown,
    mustBe: `by the names of layers that the preset has (${keys.join(', ')})`,
    fix: `layerProps: { '${keys[0]}': { … } }, or new Layer(cluster, '${unknown}', { … })`,
  });
}
