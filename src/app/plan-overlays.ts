import { posix } from 'node:path';
import { fleetContextOf } from '../primitives/fleet-context';
import { InputError, placeText } from '../primitives/input-error';
import { pushTo } from '../primitives/push-to';
import { OVERLAY_BASE as BASE, Variation } from '../primitives/variation';
import { compareText } from '../primitives/compare';
import { KustomizationFile, kustomizationFiles } from '../repository/kustomization-file';
import { CollectedRoom } from './collect';
import { ComponentMember, OverlaidRoom, overlayComponent } from './overlay-component';
import { IncludedFile } from './read-include';
import { PlannedFile, plannedFiles, RoomFiles } from './planned-files';

/** What the clusters of a layer have in common. */
export interface BaseFiles {
  readonly directory: string;
  readonly files: readonly PlannedFile[];
  readonly copies: readonly IncludedFile[];
  readonly listings: ReadonlyMap<string, KustomizationFile>;
  /** What the files come from, as errors print it. */
  readonly origin: string;
}

/** Rooms as files, those of overlays without what they have in common. */
export interface PlannedRooms {
  readonly rooms: readonly RoomFiles[];
  readonly bases: readonly BaseFiles[];
}

/** Moves what several clusters have in common out of their rooms, where their variation is that of overlays. */
export function planOverlays(rooms: readonly CollectedRoom[]): PlannedRooms {
  const planned = new Map<CollectedRoom, RoomFiles>();
  const bases: BaseFiles[] = [];
  for (const [directory, group] of layersOf(rooms)) {
    const { rooms: overlays, base } = overlay(`${directory}/${BASE}`, group);
    for (const room of overlays) planned.set(room.room, room);
    if (base) bases.push(base);
  }
  requireFreeBases(rooms, bases);
  return { rooms: rooms.map((room) => planned.get(room) ?? wholeRoom(room)), bases };
}

/** The rooms of one layer in several clusters, by the directory around them, in an order that does not depend on the program's. */
function layersOf(rooms: readonly CollectedRoom[]): Map<string, CollectedRoom[]> {
  const layers = new Map<string, CollectedRoom[]>();
  for (const collected of rooms) {
    const { room, construct } = collected;
    const isLayer = room.listed && room.applier !== undefined && !room.closed;
    if (!isLayer || fleetContextOf(construct).variation !== Variation.OVERLAYS) continue;
    const directory = posix.dirname(room.directory);
    pushTo(layers, directory, collected);
  }
  for (const [directory, group] of layers) {
    if (group.length < 2) layers.delete(directory);
    else group.sort((a, b) => compareText(a.room.directory, b.room.directory));
  }
  return layers;
}

function wholeRoom(room: CollectedRoom): RoomFiles {
  return { room, files: plannedFiles(room), copies: room.copies, patches: new Map(), overlaid: new Map() };
}

/** The overlays of one layer and their base, component by component. */
function overlay(directory: string, group: readonly CollectedRoom[]): { rooms: RoomFiles[]; base?: BaseFiles } {
  // Files may refer to each other, so they move together or not at all.
  const copies = group.every((room) => isSameText(room.copies, group[0].copies)) ? group[0].copies : [];
  const rooms = group.map((room): OverlaidRoom => {
    return { room, files: [], copies: copies.length > 0 ? [] : room.copies, patches: new Map(), overlaid: new Map() };
  });
  const shared = [...componentsOf(rooms, copies)].flatMap(([component, members]) => overlayComponent(component, members));
  if (shared.length === 0 && copies.length === 0) return { rooms };

  const listings = kustomizationFiles([...shared.map(({ stem }) => `${stem}.yaml`), ...copies.map(({ path }) => path)]);
  // Each cluster lists the components that it has.
  listings.delete('kustomization.yaml');
  return { rooms, base: { directory, files: shared, copies, listings, origin: placeText(group[0].construct) } };
}

/** The components of all rooms, each with the rooms that have it. */
function componentsOf(rooms: readonly OverlaidRoom[], copies: readonly IncludedFile[]): Map<string, ComponentMember[]> {
  const components = new Map<string, Map<OverlaidRoom, ComponentMember>>();
  const member = (component: string, room: OverlaidRoom): ComponentMember => {
    const members = components.get(component) ?? new Map<OverlaidRoom, ComponentMember>();
    components.set(component, members);
    const known = members.get(room) ?? { room, files: [], isShared: false, hasCopies: false };
    members.set(room, known);
    return known;
  };
  const shared = new Set(copies.map(({ path }) => componentOf(path)));
  for (const room of rooms) {
    for (const file of plannedFiles(room.room)) member(componentOf(file.stem), room).files.push(file);
    for (const { path } of room.copies) member(componentOf(path), room).hasCopies = true;
    for (const component of shared) member(component, room).isShared = true;
  }
  return new Map([...components].map(([component, members]) => [component, [...members.values()]]));
}

/** The directory of a file, directly below that of its layer. */
function componentOf(path: string): string {
  return path.split('/', 1)[0];
}

function isSameText(a: readonly IncludedFile[], b: readonly IncludedFile[]): boolean {
  return a.length === b.length && a.every(({ path, text }, index) => path === b[index].path && text === b[index].text);
}

function requireFreeBases(rooms: readonly CollectedRoom[], bases: readonly BaseFiles[]): void {
  const taken = new Set(bases.map(({ directory }) => directory));
  const clash = rooms.find(({ room }) => taken.has(room.directory));
  if (!clash) return;
  throw new InputError(fleetContextOf(clash.construct).cluster ?? clash.construct, {
    prop: 'id',
    got: BASE,
    mustBe: `another one: '${clash.room.directory}' holds what the clusters with Variation.OVERLAYS have in common`,
    fix: "new LayeredCluster(app, 'base-1')",
  });
}
