import { InputError } from '../primitives/input-error';
import { MAX_LABEL, requireName } from '../primitives/kubernetes-name';

/** One layer of a preset. */
export interface PresetLayer {
  /** How the program calls it, e.g. `controllers`. */
  readonly role: string;
  /** Name of the Flux Kustomization, e.g. `infra-controllers`. */
  readonly name: string;
  /** Directory of the tree, e.g. `infrastructure/controllers`. */
  readonly directory: string;
  /** Layers of a lower rank come first. */
  readonly rank: number;
  /**
   * Whether objects that leave the layer are deleted.
   *
   * @default true
   */
  readonly prune?: boolean;
}

const CONTROLLERS_CONFIGS_APPS: PresetLayer[] = [
  { role: 'controllers', name: 'infra-controllers', directory: 'infrastructure/controllers', rank: 1 },
  { role: 'configs', name: 'infra-configs', directory: 'infrastructure/configs', rank: 2 },
  { role: 'apps', name: 'apps', directory: 'apps', rank: 3 },
  { role: 'tenants', name: 'tenants', directory: 'tenants', rank: 3 },
];

/**
 * The layers of a cluster and their order. A layer exists once something uses it; each waits for those of the rank before.
 *
 * @see https://fluxcd.io/flux/guides/repository-structure/
 */
export class LayerPreset {
  /** Controllers, then what configures them (issuers, policies, …), then applications. */
  public static controllersConfigsApps(): LayerPreset {
    return new LayerPreset(CONTROLLERS_CONFIGS_APPS, []);
  }

  /** The same, after a layer for CRDs that are never deleted, because deleting one deletes every object of its kind. */
  public static crdsFirst(): LayerPreset {
    return new LayerPreset(
      [{ role: 'crds', name: 'infra-crds', directory: 'infrastructure/crds', rank: 0, prune: false }, ...CONTROLLERS_CONFIGS_APPS],
      [],
    );
  }

  /** Infrastructure, then what applications need at run time (databases, certificates, …), then applications. */
  public static infrastructureDependenciesApps(): LayerPreset {
    const roles = ['infrastructure', 'dependencies', 'apps'];
    const layers = roles.map((role, rank) => ({ role, name: role, directory: role, rank }));
    return new LayerPreset([...layers, { role: 'tenants', name: 'tenants', directory: 'tenants', rank: 2 }], []);
  }

  /**
   * Several domains, each with controllers, configs and apps of its own. Layers of different domains must not depend on each other.
   *
   * @param names names of the domains, e.g. `payments`
   */
  public static domains(...names: string[]): LayerPreset {
    if (names.length === 0) {
      throw new InputError('LayerPreset.domains()', {
        prop: 'names',
        got: names,
        mustBe: 'one name at least',
        fix: "LayerPreset.domains('payments')",
      });
    }
    for (const name of names) requireName('LayerPreset.domains()', 'names', name, MAX_LABEL - '-controllers'.length);
    return new LayerPreset([], [...new Set(names)]);
  }

  private constructor(
    /** The layers, unless the preset has domains. */
    public readonly layers: PresetLayer[],
    /** Names of the domains. */
    public readonly domainNames: string[],
  ) {}
}

/** The layers of one domain. */
export function domainLayers(domain: string): PresetLayer[] {
  return ['controllers', 'configs', 'apps'].map((role, rank) => ({
    role,
    name: `${domain}-${role}`,
    directory: `${domain}/${role}`,
    rank,
  }));
}
