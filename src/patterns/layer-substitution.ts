import { Construct } from 'constructs';
import {
  KustomizationSpecPostBuild,
  KustomizationSpecPostBuildSubstituteFrom,
  KustomizationSpecPostBuildSubstituteFromKind as Kind,
} from '../../imports/kustomize.toolkit.fluxcd.io';
import { ImportedObject } from '../constructs/imported-object';
import { fleetContextOf } from '../primitives/fleet-context';
import { KubernetesKind } from '../primitives/flux-kind';
import { RoomVariables } from '../primitives/room';
import { Cluster } from './cluster';
import { SubstituteFrom } from './substitute-from';

/** How Flux fills in `${NAME}` when it applies a layer. */
export class LayerSubstitution implements RoomVariables {
  private usesCluster: boolean;

  /**
   * @param cluster whose variables they may be
   * @param named what the layer names; nothing where it leaves that to the files in it and to the variation
   * @param isWritten whether the program writes what the layer applies
   */
  constructor(
    private readonly cluster: Cluster,
    private readonly named: readonly SubstituteFrom[] | undefined,
    isWritten: boolean,
  ) {
    const isVariation = isWritten && !this.isRefused && fleetContextOf(cluster).substituted !== undefined;
    this.usesCluster = isVariation || (named ?? []).some(({ _reference }) => !_reference);
    if (this.usesCluster) cluster._variablesMap();
  }

  public get declared(): readonly string[] {
    return this.cluster._variableNames;
  }

  public start(): void {
    if (this.isRefused || this.usesCluster) return;
    this.usesCluster = true;
    this.cluster._variablesMap();
  }

  public filledIn(): readonly string[] | undefined {
    if (this.references().length === 0) return undefined;
    const others = (this.named ?? []).flatMap(({ _variables }) => _variables);
    return [...new Set([...(this.usesCluster ? this.declared : []), ...others])];
  }

  /** What the Kustomization says. */
  public get postBuild(): KustomizationSpecPostBuild | undefined {
    const substituteFrom = this.references();
    return substituteFrom.length > 0 ? { substituteFrom } : undefined;
  }

  /** Lets the judgement know of objects that come to the cluster in another way, and of the keys that they have. */
  public declareIn(scope: Construct): void {
    for (const { _reference, _variables } of this.named ?? []) {
      if (!_reference) continue;
      const { kind, name } = _reference;
      const objectKind = kind === Kind.SECRET ? KubernetesKind.SECRET : KubernetesKind.CONFIG_MAP;
      new ImportedObject(scope, `${kind}-${name}`, objectKind, name, undefined, _variables);
    }
  }

  /** An empty list says that Flux leaves the layer as it is. */
  private get isRefused(): boolean {
    return this.named?.length === 0;
  }

  /** In the order in which they are named, the later one wins; the cluster's own come first unless they are named. */
  private references(): KustomizationSpecPostBuildSubstituteFrom[] {
    const named = this.named ?? [];
    const isNamed = named.some(({ _reference }) => !_reference);
    const all = this.usesCluster && !isNamed ? [SubstituteFrom.clusterVariables(), ...named] : named;
    return all.map(({ _reference }) => _reference ?? { kind: Kind.CONFIG_MAP, name: this.cluster._variablesMap().name });
  }
}
