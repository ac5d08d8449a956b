import { ReadBudget } from './read-budget';
import { YamlNode } from './yaml-node';

/**
 * Copies what `<<` stands for into a map, over what the map has so far, as Kubernetes' reader does: it knows no
 * precedence but the order of the text. Returns what is wrong when nothing can be merged.
 */
export function mergeInto(map: Record<string, unknown>, source: YamlNode, budget: ReadBudget): string | undefined {
  const maps = source.kind === 'list' && !source.alias ? (source.items ?? []) : [source];
  if (maps.some((node) => node.kind !== 'map')) return 'only maps can be merged with `<<`';

  // Of several maps the first one has the last word.
  for (const node of [...maps].reverse()) {
    const value = node.value as Record<string, unknown>;
    const keys = Object.keys(value);
    budget.spend(keys.length, node.start, node.end);
    for (const key of keys) setField(map, key, value[key]);
  }
  return undefined;
}

/** `__proto__` is a key like any other. */
export function setField(map: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  else map[key] = value;
}
