import { ApiObject, App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ImportedObject, isImportedObject } from '../constructs/imported-object';
import { Waivers } from '../constructs/waivers';
import { KubernetesObject, SourcedObject } from '../manifests/kubernetes-object';
import { isImplicit } from '../primitives/implicit';
import { InputError, placeText } from '../primitives/input-error';
import { Placement, placementOf } from '../primitives/placement';
import { Room, roomOf } from '../primitives/room';
import { templateContents } from '../primitives/template-scope';
import { userConstruct } from './construct-origin';
import { IncludedFiles } from './includes';
import { withVariables } from './kept-variables';
import { IncludedFile } from './read-include';

/** An object of the program, rendered. */
export interface CollectedObject extends SourcedObject {
  readonly construct: ApiObject;
  readonly placement: Placement;
  /** Whether it gives way to the same object defined by the program itself. */
  readonly implicit: boolean;
  /** The same object with the markers of its images, where it has some. */
  readonly marked?: unknown;
}

/** A directory of the tree with the objects that stand in it. */
export interface CollectedRoom {
  readonly construct: IConstruct;
  readonly room: Room;
  /** What the objects are applied to: a cluster, or whatever a chart outside of all clusters is for. */
  readonly target: IConstruct;
  readonly namespace?: string;
  readonly objects: CollectedObject[];
  /** Existing files that are copied here. */
  readonly copies: IncludedFile[];
}

/** What an app defines. */
export interface Collected {
  readonly rooms: CollectedRoom[];
  /** Objects that it only names. */
  readonly imported: ImportedObject[];
  /** Constructs at which it accepts findings. */
  readonly accepting: IConstruct[];
  /** Whether it defines a template, so that inputs may stand where they must not. */
  readonly hasTemplates: boolean;
}

/**
 * Everything that an app defines, in one walk. cdk8s' own synthesis walks the app once a chart.
 *
 * As there, everything is validated before anything is rendered: what depends on the whole program is only defined then.
 */
export function collect(app: App, included: IncludedFiles): Collected {
  requireValid(app);
  const rooms: CollectedRoom[] = [];
  const imported: ImportedObject[] = [];
  const accepting: IConstruct[] = [];
  let hasTemplates = false;
  const open = (construct: IConstruct, room: Room): CollectedRoom => {
    const namespace = Chart.isChart(construct) ? (construct as Chart).namespace : undefined;
    const target = room.cluster ?? construct;
    const collected = { construct, room, target, namespace, objects: [], copies: included.get(construct) ?? [] };
    rooms.push(collected);
    return collected;
  };

  const note = (construct: IConstruct): void => {
    if (isImportedObject(construct)) imported.push(construct);
    if (Waivers._at(construct)) accepting.push(construct);
  };
  const inTemplate = (construct: IConstruct): void => {
    note(construct);
    for (const child of construct.node.children) inTemplate(child);
  };

  const walk = (construct: IConstruct, around: CollectedRoom | undefined, implicit: boolean): void => {
    note(construct);
    if (ApiObject.isApiObject(construct)) around!.objects.push(new RenderedManifest(construct, around!, implicit));

    const room = roomOf(construct) ?? (around === undefined && Chart.isChart(construct) ? plainRoom(construct) : undefined);
    const inside = room ? open(construct, room) : around;
    for (const child of construct.node.children) walk(child, inside, implicit || isImplicit(child));
    const contents = templateContents(construct);
    hasTemplates ||= contents.length > 0;
    for (const child of contents) inTemplate(child);
  };
  walk(app, undefined, false);
  return { rooms, imported, accepting, hasTemplates };
}

/** Refuses an app of which a construct says that it is invalid. */
function requireValid(app: App): void {
  const invalid = app.node
    .findAll()
    .flatMap((construct) => construct.node.validate().map((message) => `[${construct.node.path}] ${message}`));
  if (invalid.length > 0) throw new Error(`Validation failed with the following errors:\n  ${invalid.join('\n  ')}`);
}

/** A chart outside of all clusters has a directory of its own, for whoever applies it. */
function plainRoom(chart: IConstruct): Room {
  return { directory: chart.node.path, listed: true };
}

class RenderedManifest implements CollectedObject {
  public readonly object: KubernetesObject;
  public readonly placement: Placement;

  constructor(
    public readonly construct: ApiObject,
    around: CollectedRoom,
    public readonly implicit: boolean,
  ) {
    this.object = withVariables(this.render(), construct, around.room);
    this.placement = placementOf(construct, around.construct);
  }

  /** Only errors print it, so it is made only for them. */
  public get origin(): string {
    return placeText(userConstruct(this.construct));
  }

  private render(): KubernetesObject {
    try {
      return this.construct.toJson();
    } catch (error) {
      if (error instanceof InputError) throw error;
      throw new Error(`${this.origin}: ${(error as Error).message}`, { cause: error });
    }
  }
}
