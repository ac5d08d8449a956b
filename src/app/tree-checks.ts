import { describe } from '../manifests/kubernetes-object';
import { placeText } from '../primitives/input-error';
import { fileStem } from '../repository/file-name';
import { CollectedObject, CollectedRoom } from './collect';
import { Problem } from './problems';

/** What has no place in the tree. Whether the objects themselves are right is for the rules. Returns all problems at once. */
export function checkRooms(rooms: CollectedRoom[]): Problem[] {
  return [...rooms.flatMap(misplaced), ...rooms.flatMap(unlisted), ...sharedDirectories(rooms)];
}

function misplaced({ construct, room, objects }: CollectedRoom): Problem[] {
  const at = placeText(construct);
  if (room.closed && objects.length > 0) {
    return [
      {
        at,
        prop: 'objects',
        got: objects.map(({ object }) => describe(object)),
        mustBe: `none, because ${room.closed}`,
        fix: 'define them in another Layer, or remove path',
      },
    ];
  }
  if (room.closed || !room.listed || objects.length > 0 || room.includes?.length) return [];
  return [
    {
      at,
      prop: 'objects',
      got: [],
      mustBe: 'one at least: kustomize refuses an empty directory, and Flux could never make it ready',
      fix: 'define something in it, include a directory, or remove it',
    },
  ];
}

/** A `kustomization.yaml` that somebody else wrote lists nothing of ours, and what it does not list is not applied. */
function unlisted({ objects, copies, room, namespace }: CollectedRoom): Problem[] {
  const units = new Set(copies.flatMap(({ unit }) => unit ?? []));
  if (units.size === 0) return [];
  const inUnit = (path: string) => [...units].find((unit) => path.startsWith(`${unit}/`));
  const stem = ({ object, placement }: CollectedObject) =>
    fileStem({ object, placement, roomNamespace: namespace, components: room.listed });
  const lost = [
    ...objects.map((object) => ({ origin: object.origin, unit: inUnit(stem(object)) })),
    ...copies.filter(({ unit }) => unit === undefined).map(({ origin, path }) => ({ origin, unit: inUnit(path) })),
  ];
  return lost
    .filter(({ unit }) => unit !== undefined)
    .map(({ origin, unit }) => ({
      at: origin,
      prop: 'its directory',
      got: unit,
      mustBe: 'another one: the kustomization.yaml that is included there does not list it, so Flux would not apply it',
      fix: "layer.include('…', '<another component>')",
    }));
}

/** Two clusters of one id, which different constructs hold. Layers of one directory clash by their files. */
function sharedDirectories(rooms: CollectedRoom[]): Problem[] {
  const known = new Map<string, CollectedRoom>();
  const problems: Problem[] = [];
  for (const collected of rooms.filter(({ room }) => !room.listed)) {
    const { directory } = collected.room;
    const other = known.get(directory);
    known.set(directory, collected);
    if (!other) continue;
    problems.push({
      at: placeText(collected.construct),
      prop: 'id',
      got: collected.construct.node.id,
      mustBe: `unique in the app: ${placeText(other.construct)} is written to '${directory}' as well`,
      fix: `new Cluster(scope, '${collected.construct.node.id}-2')`,
    });
  }
  return problems;
}
