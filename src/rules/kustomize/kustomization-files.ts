import { Manifest } from '../../manifests/manifest';
import { RuleContext } from '../../verification/rule-context';

/** Names of files that kustomize reads. */
const FILE = /(^|\/)(kustomization\.ya?ml|Kustomization)$/;

/** API of the files that kustomize reads. They may leave it out. */
const FILE_API = 'kustomize.config.k8s.io/';

/** Whether kustomize takes a path for its own file. */
export function isKustomizationFile(path: string): boolean {
  return FILE.test(path);
}

/** The documents that Flux reads as files of kustomize. */
export function kustomizationFiles({ files }: RuleContext): Manifest[] {
  return files
    .filter(({ path, text }) => isKustomizationFile(path) || text.includes(FILE_API))
    .flatMap(({ path, documents }) =>
      documents.filter(({ apiVersion }) => apiVersion.startsWith(FILE_API) || (apiVersion === '' && isKustomizationFile(path))),
    );
}
