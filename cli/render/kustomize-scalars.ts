import { Manifest } from '../../src/manifests/manifest';
import { YamlOrigin } from '../../src/manifests/yaml-source';
import { nodeAt, YamlDocument } from '../../src/manifests/yaml/yaml-file';
import { YamlNode } from '../../src/manifests/yaml/yaml-node';
import { isMap } from '../is-map';

/** Words that YAML 1.1 takes for truth values, and kustomize for texts, where they are all of a value; and the start of a time. */
const SUSPICIOUS = /(?:^|[\s:[{,-])(?:(?:y|n|yes|no|on|off)(?=[ \t\r]*(?:[,\]}:#]|$))|\d{4}-\d\d?-\d\d?(?=[\s,\]}:t]|$))/im;
const OLD_TRUTH = /^(?:y|n|yes|no|on|off)$/i;
const TIME = /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt ](\d\d:\d\d:\d\d(?:\.\d+)?)Z?)?$/;

/**
 * An object as kustomize reads it, and so Flux, which is not quite as kubectl does: `yes` and `off` are texts, and a date is
 * written with its time. What has none of them is returned as it is.
 */
export function asKustomizeReads({ object, _origin }: Manifest): any {
  if (!(_origin instanceof YamlOrigin)) return object;
  const { document, prefix } = _origin;
  const { text } = document.file;
  if (!isSuspicious(document)) return object;
  const node = nodeAt(document, prefix);
  return node ? read(node, object, text) : object;
}

const suspicious = new WeakMap<YamlDocument, boolean>();

/** Whether the words are in the text of a document. Looking for them in its tree takes much longer. */
function isSuspicious(document: YamlDocument): boolean {
  const known = suspicious.get(document) ?? SUSPICIOUS.test(document.file.text.slice(document.start, document.end));
  suspicious.set(document, known);
  return known;
}

function read(node: YamlNode, value: unknown, text: string): unknown {
  // What an alias stands for is written elsewhere, and is read there.
  if (node.kind === 'scalar') return node.alias || node.style !== 'plain' ? value : scalar(value, text.slice(node.start, node.end));
  if (node.kind === 'list' && Array.isArray(value)) {
    const items = value.map((item, index) => (node.items?.[index] ? read(node.items[index], item, text) : item));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  return isMap(value) ? readMap(node, value, text) : value;
}

function readMap(node: YamlNode, value: Record<string, any>, text: string): Record<string, unknown> {
  const entries = node.entries ?? [];
  // Merged fields have no entries of their own here, and are left as they are.
  if (entries.some(({ merge }) => merge)) return value;
  let isSame = true;
  const changed = entries.map(({ key, value: item }): [string, unknown] => {
    const written = text.slice(key.start, key.end);
    const name = !node.alias && key.style === 'plain' && OLD_TRUTH.test(written) ? written : String(key.value);
    const result = read(node.alias ? { ...item, alias: true } : item, item.value, text);
    isSame &&= name === key.value && result === item.value;
    return [name, result];
  });
  return isSame ? value : Object.fromEntries(changed);
}

function scalar(value: unknown, written: string): unknown {
  if (typeof value === 'boolean' && OLD_TRUTH.test(written)) return written;
  const [, year, month, day, time = '00:00:00'] = (typeof value === 'string' && TIME.exec(written)) || [];
  return year === undefined ? value : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${time}Z`;
}
