import { Place, Steps } from '../../src/manifests/place';
import { entryAt, nodeAt, offsetOfPart, YamlDocument } from '../../src/manifests/yaml/yaml-file';
import { isMap } from '../is-map';
import { LocatedNode } from './located-text';
import { PatchText, pointerSteps } from './patch-text';

/** A field in a text, which may or may not have given the object its value. */
export interface FoundField {
  readonly value: unknown;
  readonly place: Place;
  /** The text itself, where it is one. */
  readonly located?: LocatedNode;
  /** The place of a part of the text that stands on a line of its own. */
  readonly placeOfPart?: (part: string) => Place | undefined;
}

/** A text that writes fields of an object. */
export interface FieldSource {
  /**
   * Finds a field where the text has it.
   *
   * @param steps the way to the field in the object that was built
   * @param built that object
   */
  find(steps: Steps, built: unknown): FoundField | undefined;
}

/** A document that holds the object, or a part of it that is merged into it. */
export function documentSource(document: YamlDocument, prefix: Steps, placeOf: (offset: number) => Place): FieldSource {
  return {
    find: (steps, built) => {
      const own = ownSteps(document, prefix, steps, built);
      if (!own) return undefined;
      const node = nodeAt(document, own);
      const start = entryAt(document, own)?.key.start ?? node?.start;
      if (!node || start === undefined) return undefined;
      const placeOfPart = (part: string): Place | undefined => {
        const offset = offsetOfPart(document, node, part);
        return offset === undefined ? undefined : placeOf(offset);
      };
      return { value: node.value, place: placeOf(start), located: { node, document }, placeOfPart };
    },
  };
}

/** The way to a field in a document whose lists may be shorter, or in another order, than those of the object. */
function ownSteps(document: YamlDocument, prefix: Steps, steps: Steps, built: unknown): Steps | undefined {
  const own: (string | number)[] = [...prefix];
  let value = built;
  for (const step of steps) {
    value = isMap(value) || Array.isArray(value) ? (value as any)[step] : undefined;
    const index = typeof step === 'number' ? indexOf(nodeAt(document, own)?.value, step, value) : step;
    if (index === undefined) return undefined;
    own.push(index);
  }
  return own;
}

/** What identifies an item of a list, in the order in which kustomize looks for it. */
const MERGE_KEYS = ['name', 'mountPath', 'devicePath', 'containerPort', 'port', 'topologyKey', 'ip', 'uid', 'key'];

/** The index of the item that an item of the object comes from. */
function indexOf(list: unknown, index: number, item: unknown): number | undefined {
  if (!Array.isArray(list)) return undefined;
  const key = isMap(item) ? MERGE_KEYS.find((name) => item[name] !== undefined) : undefined;
  const isSame = (other: unknown): boolean => {
    if (key !== undefined) return isMap(other) && other[key] === (item as Record<string, unknown>)[key];
    return typeof item !== 'object' && other === item;
  };
  if (isSame(list[index])) return index;
  const found = list.findIndex(isSame);
  if (found >= 0) return found;
  // Nothing says which one it is; the same place is the best guess for items without a name.
  return key === undefined && typeof item === 'object' && index < list.length ? index : undefined;
}

/** The sources that the documents of a patch are. */
export function patchSources(patch: PatchText): FieldSource[] {
  return patch.documents.flatMap((document) => {
    if (Array.isArray(document.value)) return [operationsSource(document, patch)];
    return isMap(document.value) ? [mergeSource(document, patch)] : [];
  });
}

/** A strategic merge patch. It repeats what identifies its object, and so does not write that. */
function mergeSource(document: YamlDocument, patch: PatchText): FieldSource {
  const source = documentSource(document, [], (offset) => patch.placeOf(offset));
  return { find: (steps, built) => (SELECTORS.has(steps.join('.')) ? undefined : source.find(steps, built)) };
}

const SELECTORS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata.name', 'metadata.namespace']);

/** The operations of a JSON patch. The last one that writes a field is the one that counts. */
function operationsSource(document: YamlDocument, patch: PatchText): FieldSource {
  const operations = (document.value as unknown[]).flatMap((operation, index) =>
    isMap(operation) && typeof operation.path === 'string' && operation.value !== undefined
      ? [{ pointer: pointerSteps(operation.path), value: operation.value as unknown, index }]
      : [],
  );
  return {
    find: (steps, built) => {
      for (const { pointer, value, index } of [...operations].reverse()) {
        if (!writes(pointer, steps, built, value)) continue;
        const below = documentSource(document, [index, 'value'], (offset) => patch.placeOf(offset));
        return below.find(steps.slice(pointer.length), valueAt(built, steps.slice(0, pointer.length)));
      }
      return undefined;
    },
  };
}

/** Whether an operation writes a field or something around it. Items that were added before others do not stand where it says. */
function writes(pointer: Steps, steps: Steps, built: unknown, value: unknown): boolean {
  if (pointer.length > steps.length) return false;
  const last = pointer.length - 1;
  return pointer.every((step, at) => {
    if (at < last || typeof steps[at] !== 'number') return String(step) === String(steps[at]);
    return JSON.stringify(valueAt(built, steps.slice(0, pointer.length))) === JSON.stringify(value);
  });
}

/** What stands in an object at the end of a way. */
export function valueAt(object: unknown, steps: Steps): unknown {
  return steps.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return value[step as number];
    return isMap(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }, object);
}
