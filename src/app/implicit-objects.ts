import { OrderedObject } from '../constructs/ordering';
import { identityOf } from '../manifests/kubernetes-object';
import { compareText } from '../primitives/compare';
import { groupBy, pushTo } from '../primitives/push-to';
import { CollectedObject, CollectedRoom } from './collect';

/** One definition of an object that nobody had to write. */
interface Candidate {
  readonly room: CollectedRoom;
  readonly object: CollectedObject;
}

/**
 * Leaves one definition of each implicit object in every cluster: the program's own where there is one, else that of the layer
 * that is applied first. Two layers that do not wait for each other are taken in the order of their directories.
 */
export function dropDuplicateImplicitObjects(rooms: CollectedRoom[]): CollectedRoom[] {
  const dropped = new Set<CollectedObject>();
  for (const cluster of groupBy(rooms, ({ target }) => target).values()) {
    const candidates = new Map<string, Candidate[]>();
    const explicit = new Set<string>();
    for (const room of cluster) {
      for (const { manifests, unit } of room.copies) {
        if (unit === undefined) for (const { object } of manifests) explicit.add(identityOf(object));
      }
      for (const object of room.objects) {
        const identity = identityOf(object.object);
        if (!object.implicit) explicit.add(identity);
        else pushTo(candidates, identity, { room, object });
      }
    }
    for (const [identity, same] of candidates) {
      const kept = explicit.has(identity) ? undefined : first(same);
      for (const candidate of same) if (candidate !== kept) dropped.add(candidate.object);
    }
  }
  return dropped.size === 0 ? rooms : rooms.map((room) => ({ ...room, objects: room.objects.filter((object) => !dropped.has(object)) }));
}

function first(candidates: Candidate[]): Candidate {
  const byDirectory = [...candidates].sort((a, b) => compareText(a.room.room.directory, b.room.room.directory));
  const before = ({ room }: Candidate) => transitiveDependencies(room.room.applier as OrderedObject | undefined);
  // The sync of the cluster comes before all that it applies.
  const bySync = byDirectory.find(({ room }) => room.room.applier === undefined);
  if (bySync) return bySync;
  const earliest = byDirectory.filter((candidate) => {
    const dependencies = before(candidate);
    return !byDirectory.some((other) => other !== candidate && dependencies.has(other.room.room.applier));
  });
  return earliest[0];
}

function transitiveDependencies(object: OrderedObject | undefined): Set<unknown> {
  const seen = new Set<OrderedObject>();
  const visit = (at: OrderedObject): void => {
    for (const next of at._dependencies) {
      if (seen.has(next)) continue;
      seen.add(next);
      visit(next);
    }
  };
  if (object) visit(object);
  return seen;
}
