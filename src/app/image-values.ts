import { App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { KubernetesObject } from '../manifests/kubernetes-object';
import { tagSelector, TagSelector } from '../manifests/tag-selector';
import { FluxKind } from '../primitives/flux-kind';
import { hasMarkers } from '../primitives/image-marker';
import { MarkedText } from '../repository/marked-text';
import { CollectedObject, CollectedRoom } from './collect';
import { mapMarkedTexts, markedTextsIn, withMarkers, WrittenValue, writtenValues } from './marked-values';
import { filesOf, ObjectFile } from './room-files';
import { readSetter, settleDigest, settleTag } from './settle-value';

/** The texts that stood on disk for each file of a tree before. */
export type PreviousTexts = (path: string) => readonly string[];

/**
 * The rooms with the images that Flux updates: each value is the one on disk where Flux has moved it, and is printed with its marker.
 *
 * @param readPrevious what stood on disk before, for a tree with these files
 */
export function settleImages(app: App, rooms: CollectedRoom[], readPrevious: (paths: readonly string[]) => PreviousTexts): CollectedRoom[] {
  if (!hasMarkers(app)) return rooms;
  const marked = rooms.map((room) => ({ ...room, objects: room.objects.map((object) => markObject(app, object)) }));
  const selectors = new Selectors(marked);
  const previous = readPrevious(marked.flatMap((room) => filesOf(room).map(({ path }) => path)));
  return marked.map((room) => {
    if (!room.objects.some((object) => object.marked)) return room;
    const settled = new Map(filesOf(room).flatMap((file) => settleFile(file, previous, (policy) => selectors.find(room, policy))));
    return { ...room, objects: room.objects.map((object) => settled.get(object) ?? object) };
  });
}

function markObject(app: App, object: CollectedObject): CollectedObject {
  const marked = withMarkers(app, object.object, object.origin);
  return marked === object.object ? object : withForm(object, marked);
}

/** The object in another form. Where it comes from stays where it is looked up, only for errors. */
function withForm(object: CollectedObject, marked: unknown): CollectedObject {
  const { construct, placement, implicit } = object;
  return {
    construct,
    placement,
    implicit,
    marked,
    object: mapMarkedTexts(marked, ({ text }) => text) as KubernetesObject,
    get origin() {
      return object.origin;
    },
  };
}

/** The objects of a file that have markers, each with its settled form. */
function settleFile(
  { path, objects }: ObjectFile,
  previous: PreviousTexts,
  selectorOf: (policy: string) => TagSelector | undefined,
): [CollectedObject, CollectedObject][] {
  const marked = objects.filter((object) => object.marked);
  if (marked.length === 0) return [];

  const texts = previous(path).map(writtenValues);
  const onDisk = ({ comment }: MarkedText): WrittenValue[] => texts.flatMap((values) => values.get(comment) ?? []);
  const settled = (own: MarkedText): MarkedText | undefined => {
    const { policy, part } = readSetter(own.comment);
    return settleTag(own, part, onDisk(own), selectorOf(policy));
  };
  // Policies of which the program has the tag: a digest on disk is of another one.
  const ahead = new Set(
    marked
      .flatMap((object) => markedTextsIn(object.marked))
      .filter((own) => hasTag(own) && onDisk(own).length > 0 && !settled(own))
      .map(({ comment }) => readSetter(comment).policy),
  );
  const change = (own: MarkedText): MarkedText => {
    if (hasTag(own)) return settled(own) ?? own;
    const { policy, part } = readSetter(own.comment);
    return part === 'name' || ahead.has(policy) ? own : settleDigest(own, onDisk(own));
  };
  return marked.map((object) => [object, withForm(object, mapMarkedTexts(object.marked, change))]);
}

function hasTag({ comment }: MarkedText): boolean {
  const { part } = readSetter(comment);
  return part === undefined || part === 'tag';
}

/** The policies of a program, by cluster and name. */
class Selectors {
  private readonly own = new Map<IConstruct, Map<string, unknown>>();
  private readonly all = new Map<string, unknown[]>();

  constructor(rooms: readonly CollectedRoom[]) {
    for (const { target, objects, namespace } of rooms) {
      const policies = this.own.get(target) ?? new Map<string, unknown>();
      this.own.set(target, policies);
      for (const { object } of objects.filter(isPolicy)) {
        const name = `${object.metadata.namespace ?? namespace}:${object.metadata.name}`;
        policies.set(name, object.spec);
        this.all.set(name, [...(this.all.get(name) ?? []), object.spec].slice(0, 2));
      }
    }
  }

  /** The selector of a policy: that of the same cluster, else of the one cluster that updates images. */
  public find({ target }: CollectedRoom, policy: string): TagSelector | undefined {
    const own = this.own.get(target)?.get(policy);
    if (own !== undefined) return tagSelector(own);
    const [spec, other] = this.all.get(policy) ?? [];
    return other === undefined ? tagSelector(spec) : undefined;
  }
}

function isPolicy({ object: { apiVersion, kind } }: CollectedObject): boolean {
  return kind === FluxKind.IMAGE_POLICY.kind && apiVersion.startsWith('image.toolkit.fluxcd.io/');
}
