/** What kustomize knows in a kustomization file. It refuses a file with anything else. */
export const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  ...['apiVersion', 'kind', 'metadata', 'resources', 'bases', 'components', 'namespace', 'namePrefix', 'nameSuffix'],
  ...['commonLabels', 'labels', 'commonAnnotations', 'patches', 'patchesStrategicMerge', 'patchesJson6902', 'images', 'imageTags'],
  ...['replicas', 'replacements', 'vars', 'configMapGenerator', 'secretGenerator', 'generatorOptions', 'configurations', 'crds'],
  ...['openapi', 'generators', 'transformers', 'validators', 'helmCharts', 'helmChartInflationGenerator', 'helmGlobals'],
  ...['buildMetadata', 'sortOptions'],
]);

/** Fields that change no object: with nothing but these, what is listed is what is applied. */
export const LISTING_FIELDS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'resources', 'bases', 'sortOptions', 'crds']);

/** Fields for which kustomize would run a program, which Flux does not let it. */
export const REFUSED_FIELDS: readonly string[] = ['helmCharts', 'helmChartInflationGenerator', 'helmGlobals'];

/** Whether a field says nothing. */
export function isEmptyField(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Whether kustomize would fetch an entry from the network. */
export function isRemote(entry: string): boolean {
  return /^(git::|gh:|[\w+.-]+:\/\/|[\w.-]+@[\w.-]+[:/]|github\.com[:/])/i.test(entry);
}

/** Why an address is left out: a directory of another repository, or a file such as those of a release. Users in it are not shown. */
export function notFetched(entry: string): string {
  const shown = entry.replace(/^([\w+.:-]*:\/\/)[^@/]*@/, '$1').slice(0, 200);
  return `${shown} is not fetched`;
}
