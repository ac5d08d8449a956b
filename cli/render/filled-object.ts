import { Manifest } from '../../src/manifests/manifest';
import { Origin, Place, Steps } from '../../src/manifests/place';
import { isSubstitutionDisabled, substituteObject } from '../../src/manifests/substitution/substitute-object';
import { PostBuild } from '../../src/manifests/substitution/post-build';
import { isMap } from '../is-map';
import { NodeOrigin } from './located-text';
import { RenderedObject } from './rendered-object';

/** What Flux does with objects after the build. */
export interface AfterBuild {
  /** The object of Flux that applies them, as others see it; none for the cluster's own sync. */
  readonly applier?: Manifest;
  /** The object whose spec says what to do. */
  readonly settings?: Manifest;
  readonly postBuild?: PostBuild;
  /** Whether a variable without a value is an error. */
  readonly isStrict: boolean;
}

/** The object that Flux applies: with its variables filled in, and with common metadata. */
export function appliedObject({ object, origin }: RenderedObject, after: AfterBuild): Manifest {
  const { applier, settings, postBuild, isStrict } = after;
  const isFilled = postBuild !== undefined && postBuild.active !== false && !isSubstitutionDisabled(object);
  const filled = isFilled ? substituteObject(object, variablesOf(postBuild), isStrict).object : object;
  const common = settings?.at('spec', 'commonMetadata').value;
  const isMarked = isMap(common) && isMap(filled);
  return new Manifest(isMarked ? withMetadata(filled, common) : filled, {
    applier,
    origin: isMarked ? new CommonMetadataOrigin(origin, settings!, common) : origin,
    ...(filled === object ? {} : { unsubstituted: object }),
  });
}

/** Every variable that is not known may have a value, where a source of variables cannot be seen. */
class OpenVariables extends Map<string, string | undefined> {
  public override has(): boolean {
    return true;
  }
}

const open = new WeakMap<PostBuild, OpenVariables>();

function variablesOf(postBuild: PostBuild): ReadonlyMap<string, string | undefined> {
  if (postBuild.isComplete) return postBuild.variables;
  const known = open.get(postBuild) ?? new OpenVariables(postBuild.variables);
  open.set(postBuild, known);
  return known;
}

function withMetadata(object: Record<string, any>, common: Record<string, any>): object {
  const metadata = { ...object.metadata };
  for (const name of ['labels', 'annotations']) {
    if (isMap(common[name])) metadata[name] = { ...metadata[name], ...common[name] };
  }
  return { ...object, metadata };
}

/** Labels and annotations that the Kustomization sets stand in the Kustomization. */
class CommonMetadataOrigin implements NodeOrigin {
  constructor(
    private readonly origin: Origin,
    private readonly settings: Manifest,
    private readonly common: Record<string, any>,
  ) {}

  public place(steps: Steps, part?: string): Place {
    const [metadata, name, key] = steps;
    if (metadata === 'metadata' && key !== undefined && isMap(this.common[name]) && Object.hasOwn(this.common[name], key)) {
      return this.settings.at('spec', 'commonMetadata', String(name), String(key)).place;
    }
    return this.origin.place(steps, part);
  }

  public node(steps: Steps) {
    return 'node' in this.origin ? (this.origin as NodeOrigin).node(steps) : undefined;
  }
}
