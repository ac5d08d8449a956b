import { Steps } from '../../manifests/place';

/** Fields that only the object of Flux has. In the file of kustomize they have no meaning at any level. */
export const FIELDS_OF_FLUX = [
  'spec',
  'interval',
  'sourceRef',
  'prune',
  'postBuild',
  'dependsOn',
  'wait',
  'healthChecks',
  'targetNamespace',
];

/** Fields that only the file of kustomize has. */
export const FIELDS_OF_FILE = [
  'resources',
  'bases',
  'configMapGenerator',
  'secretGenerator',
  'generatorOptions',
  'commonLabels',
  'commonAnnotations',
  'replacements',
  'transformers',
  'generators',
  'helmCharts',
];

/** Fields of the file that the object of Flux has too, in its spec. */
export const FIELDS_OF_BOTH = ['patches', 'patchesStrategicMerge', 'components', 'images'];

/** Whether a field of the object of Flux belongs into the file of kustomize. */
export function isFieldOfFile([first, second, ...more]: Steps): boolean {
  if (second === undefined) return [...FIELDS_OF_FILE, ...FIELDS_OF_BOTH].includes(String(first));
  return first === 'spec' && more.length === 0 && FIELDS_OF_FILE.includes(String(second));
}
