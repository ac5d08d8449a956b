import { App } from 'cdk8s';
import { KubernetesObject } from '../manifests/kubernetes-object';
import { hasMarkers } from '../primitives/image-marker';
import { MarkedText } from '../repository/marked-text';
import { printText } from '../repository/yaml-scalar';
import { CollectedObject, CollectedRoom } from './collect';
import { mapMarkedTexts, markedTextsIn, withMarkers } from './marked-values';
import { PolicySelectors } from './policy-selectors';
import { IncludedFile } from './read-include';
import { filesOf, ObjectFile } from './room-files';
import { FileSettlement, SelectorOf } from './settle-value';
import { mayHaveMarkers, writtenValues } from './written-values';

/** The texts that stood on disk for each file of a tree before. */
export type PreviousTexts = (path: string) => readonly string[];

/**
 * The rooms with the images that Flux updates: each value is the one on disk where Flux has moved it, and is printed with its marker.
 *
 * @param readPrevious what stood on disk before, for a tree with these files
 */
export function settleImages(app: App, rooms: CollectedRoom[], readPrevious: (paths: readonly string[]) => PreviousTexts): CollectedRoom[] {
  if (!hasMarkers(app) && !rooms.some(({ copies }) => copies.some(({ text }) => mayHaveMarkers(text)))) return rooms;
  const marked = rooms.map((room) => ({ ...room, objects: room.objects.map((object) => markObject(app, object)) }));
  const selectors = new PolicySelectors(marked);
  const previous = readPrevious(marked.flatMap(pathsOf));
  return marked.map((room) => settleRoom(room, previous, (policy) => selectors.find(room, policy)));
}

function pathsOf(room: CollectedRoom): string[] {
  return [...filesOf(room).map(({ path }) => path), ...room.copies.map(({ path }) => `${room.room.directory}/${path}`)];
}

function settleRoom(room: CollectedRoom, previous: PreviousTexts, selectorOf: SelectorOf): CollectedRoom {
  const copies = room.copies.map((copy) => settleCopy(copy, `${room.room.directory}/${copy.path}`, previous, selectorOf));
  if (!room.objects.some((object) => object.marked)) return { ...room, copies };
  const settled = new Map(filesOf(room).flatMap((file) => settleFile(file, previous, selectorOf)));
  return { ...room, copies, objects: room.objects.map((object) => settled.get(object) ?? object) };
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
function settleFile({ path, objects }: ObjectFile, previous: PreviousTexts, selectorOf: SelectorOf): [CollectedObject, CollectedObject][] {
  const marked = objects.filter((object) => object.marked);
  if (marked.length === 0) return [];
  const own = marked.flatMap((object) => markedTextsIn(object.marked));
  const settlement = new FileSettlement(own, previous(path).flatMap(writtenValues), selectorOf);
  return marked.map((object) => [
    object,
    withForm(
      object,
      mapMarkedTexts(object.marked, (text) => settlement.settle(text)),
    ),
  ]);
}

/** A copied file whose copy Flux has changed. Where nobody here knows the policy, the file that is copied counts, byte by byte. */
function settleCopy(copy: IncludedFile, path: string, previous: PreviousTexts, selectorOf: SelectorOf): IncludedFile {
  const values = writtenValues(copy.text);
  if (values.length === 0) return copy;
  const own = values.map(({ value, comment, written }) => new MarkedText(value, comment, written));
  const settlement = new FileSettlement(own, previous(path).flatMap(writtenValues), selectorOf);
  let text = '';
  let at = 0;
  values.forEach(({ start, end }, index) => {
    const settled = settlement.isKnown(own[index]) ? settlement.settle(own[index]) : own[index];
    const isSame = settled.text === own[index].text;
    text += copy.text.slice(at, start) + (isSame ? copy.text.slice(start, end) : (settled.written ?? printText(settled.text)));
    at = end;
  });
  return { ...copy, text: text + copy.text.slice(at) };
}
