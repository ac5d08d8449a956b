import { IConstruct } from 'constructs';
import { changedBy, withCommonMetadata } from '../manifests/kustomization-changes';
import { Manifest } from '../manifests/manifest';
import { IOrigin } from '../manifests/place';
import { isList } from '../manifests/read-yaml';
import { CollectedObject, CollectedRoom } from './collect';
import { ConstructOrigin, userConstruct } from './construct-origin';
import { MarkedFile, markedFiles } from './marked-files';
import { RoomVariables } from './room-variables';

/** The objects of rooms as rules see them. Each knows the object that applies it, which stands in another room. */
export class RoomManifests {
  /** The objects that apply rooms, and where they stand themselves. */
  private readonly appliers = new Map<IConstruct, { readonly object: CollectedObject; readonly room: CollectedRoom }>();
  private readonly made = new Map<CollectedObject, Manifest[]>();
  private readonly copied = new Map<CollectedRoom, Manifest[]>();
  private readonly partial = new Set<CollectedRoom>();
  /** Whose objects are in files: in copies, and in those with markers. */
  private readonly owners = new Map<Manifest, IConstruct>();

  private readonly variables: RoomVariables;

  constructor(rooms: readonly CollectedRoom[]) {
    this.variables = new RoomVariables(rooms);
    const applying = new Set(rooms.flatMap(({ room }) => room.applier ?? []));
    if (applying.size === 0) return;
    for (const room of rooms) {
      for (const object of room.objects) {
        const construct = userConstruct(object.construct);
        if (applying.has(construct)) this.appliers.set(construct, { object, room });
      }
    }
  }

  /** Everything that is applied from a room. */
  public of(room: CollectedRoom): Manifest[] {
    const all: Manifest[] = [];
    for (const object of room.objects) all.push(...this.manifestsOf(object, room));
    return room.copies.length === 0 ? all : [...all, ...this.copiesOf(room)];
  }

  /** The object of Flux that applies a room. */
  public applierOf({ room }: CollectedRoom): Manifest | undefined {
    const applier = room.applier && this.appliers.get(room.applier);
    return applier && this.manifestsOf(applier.object, applier.room)[0];
  }

  /** The construct that defines an object, or the layer that includes its file. */
  public constructOf(manifest: Manifest): IConstruct | undefined {
    const { _origin: origin } = manifest;
    return origin instanceof ConstructOrigin ? origin.construct : this.owners.get(manifest);
  }

  /** Whether some objects of a room are known only to kustomize. */
  public isPartial(room: CollectedRoom): boolean {
    this.of(room);
    return this.partial.has(room) || room.copies.some(({ manifests, isApplied }) => manifests.length > 0 && !isApplied);
  }

  /** The files of a room that have markers of images. */
  public markedFilesOf(room: CollectedRoom): MarkedFile[] {
    const files = markedFiles(room);
    for (const { documents, constructs } of files) documents.forEach((manifest, index) => this.owners.set(manifest, constructs[index]));
    return files;
  }

  /** The room of an applier is made first: it is another one, for no Kustomization applies itself. */
  private manifestsOf(object: CollectedObject, room: CollectedRoom): readonly Manifest[] {
    const known = this.made.get(object);
    if (known) return known;
    const construct = userConstruct(object.construct);
    const manifests = listed(object.object).flatMap((one) => this.applied(one, new ConstructOrigin(construct), room));
    this.made.set(object, manifests);
    return manifests;
  }

  private copiesOf(room: CollectedRoom): Manifest[] {
    const known = this.copied.get(room);
    if (known) return known;
    const manifests = room.copies
      .filter(({ manifests, isApplied }) => isApplied && manifests.length > 0)
      .flatMap(({ source }) => source.documents)
      .filter(({ apiVersion, kind, name }) => apiVersion !== '' && kind !== '' && name !== '')
      .flatMap(({ object, _origin: origin }) => this.applied(object, origin, room));
    for (const manifest of manifests) this.owners.set(manifest, room.construct);
    this.copied.set(room, manifests);
    return manifests;
  }

  /** An object as it reaches the cluster: patched, with variables filled in. Nothing where only kustomize knows it. */
  private applied(object: object, origin: IOrigin, room: CollectedRoom): Manifest[] {
    const applier = this.applierOf(room);
    // Where nothing changes them, objects reach the cluster as they are.
    if (!applier) return [new Manifest(object, { origin })];
    const { spec } = applier.object;
    const { object: unsubstituted, isUnknown } = changedBy(spec, object);
    if (isUnknown) this.partial.add(room);
    if (!unsubstituted) return [];
    const filled = withCommonMetadata(spec, this.variables.fill(unsubstituted, applier, room.target));
    return [new Manifest(filled, { origin, applier, unsubstituted })];
  }
}

/** A list is none of its own: Flux applies what is in it. */
function listed(object: object): object[] {
  return isList(object) ? (object.items as object[]).flatMap(listed) : [object];
}
