import { isMap } from '../is-map';
import { RepositoryFile } from './repository-file';

/** What the strategy Merge makes of two files: their maps, merged as Helm merges values. It has no places but the file of the later one. */
export function mergedFile(base: RepositoryFile, overlay: RepositoryFile): RepositoryFile {
  return new RepositoryFile(overlay.path, () => ({ text: JSON.stringify(merge(mapOf(base), mapOf(overlay))) }));
}

function mapOf(file: RepositoryFile): Record<string, unknown> {
  return file.manifests.reduce<Record<string, unknown>>((all, { object }) => (isMap(object) ? merge(all, object) : all), {});
}

function merge(base: Record<string, unknown>, overlay: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...base };
  for (const [key, value] of Object.entries(overlay)) {
    const known = Object.hasOwn(merged, key) ? merged[key] : undefined;
    merged[key] = isMap(value) && isMap(known) ? merge(known, value) : value;
  }
  return merged;
}
