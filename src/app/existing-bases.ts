import { KubernetesObject } from '../manifests/kubernetes-object';
import { baseCopiesOf } from '../primitives/base-copies';
import { CollectedObject, CollectedRoom } from './collect';
import { planOverlays } from './plan-overlays';

/** The rooms, whose artifacts copy what clusters have in common only where there is something. */
export function withExistingBases(rooms: CollectedRoom[]): CollectedRoom[] {
  if (!rooms.some(({ objects }) => objects.some(isMarked))) return rooms;
  const bases = new Set(planOverlays(rooms).bases.map(({ directory }) => directory));
  return rooms.map((room) =>
    room.objects.some(isMarked) ? { ...room, objects: room.objects.map((one) => withoutMissing(one, bases)) } : room,
  );
}

function isMarked({ construct }: CollectedObject): boolean {
  return baseCopiesOf(construct.node.scope) !== undefined;
}

function withoutMissing(collected: CollectedObject, bases: ReadonlySet<string>): CollectedObject {
  const copies = baseCopiesOf(collected.construct.node.scope);
  if (!copies) return collected;
  const missing = new Set([...copies].filter(([, directory]) => !bases.has(directory)).map(([pattern]) => pattern));
  const { object, construct, placement, implicit } = collected;
  return {
    construct,
    placement,
    implicit,
    object: withoutCopies(object, missing),
    get origin() {
      return collected.origin;
    },
  };
}

function withoutCopies(generator: KubernetesObject, missing: ReadonlySet<string>): KubernetesObject {
  const { spec } = generator as { spec?: { artifacts?: { copy?: { from: string }[] }[] } };
  const artifacts = spec?.artifacts?.map((artifact) => ({ ...artifact, copy: artifact.copy?.filter(({ from }) => !missing.has(from)) }));
  return { ...generator, spec: { ...spec, artifacts } } as KubernetesObject;
}
