import { IConstruct } from 'constructs';
import { Manifest } from '../manifests/manifest';
import { PostBuild, variablesOf } from '../manifests/substitution/post-build';
import { substituteObject, isSubstitutionDisabled } from '../manifests/substitution/substitute-object';
import { fleetContextOf } from '../primitives/fleet-context';
import { FluxVersion, isAtLeast } from '../primitives/flux-version';
import { groupBy } from '../primitives/push-to';
import { CollectedRoom } from './collect';

/** Fills variables into objects, as Flux does after it has built a directory. */
export class RoomVariables {
  private readonly known = new Map<Manifest, PostBuild>();

  private readonly targets: ReadonlyMap<IConstruct, readonly CollectedRoom[]>;

  constructor(rooms: readonly CollectedRoom[]) {
    this.targets = groupBy(rooms, ({ target }) => target);
  }

  /** An object as Flux applies it. */
  public fill(object: object, applier: Manifest, target: IConstruct): object {
    if (!applier.object.spec?.postBuild || isSubstitutionDisabled(object)) return object;
    const { active, variables } = this.of(applier, target);
    if (active !== true) return object;
    const isStrict = isAtLeast(fleetContextOf(target).fluxVersion, FluxVersion.V2_9);
    return substituteObject(object, variables, isStrict).object as object;
  }

  private of(applier: Manifest, target: IConstruct): PostBuild {
    const known = this.known.get(applier);
    if (known) return known;
    const objects = (this.targets.get(target) ?? []).flatMap((room) => room.objects.map(({ object }) => object));
    const made = variablesOf(applier.object, (kind, name) => {
      const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
      if (!found || found.metadata.namespace !== applier.namespace) return undefined;
      // Values of Secrets are encrypted, or not there.
      return { data: (found.data ?? {}) as Record<string, string>, sealed: kind === 'Secret' };
    });
    this.known.set(applier, made);
    return made;
  }
}
