import { readGoDocuments, readGoYaml } from '../substitution/go-yaml';

/** A Kubernetes object, as far as it has an identity. */
interface Identified {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

export function isKubernetesObject(object: unknown): object is Identified {
  const { apiVersion, kind, metadata } = (object ?? {}) as Partial<Identified>;
  return typeof apiVersion === 'string' && typeof kind === 'string' && typeof metadata?.name === 'string';
}

/** What the operator takes for the same object. */
export function identityOf({ apiVersion, kind, metadata }: Identified): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return [group, kind, metadata.namespace ?? '', metadata.name].join('/');
}

/** The objects that a template became; throws what the operator cannot read. */
export function readTemplateResult(text: string, isText: boolean): unknown[] {
  if (!isText) return [requireKind(readGoYaml(text))];
  return readGoDocuments(text)
    .filter((document) => document !== null && document !== undefined)
    .map(requireKind)
    .flatMap((object) => ('items' in object && Array.isArray(object.items) ? (object.items as unknown[]) : [object]))
    .filter((object) => isKubernetesObject(object) && !isBuild(object));
}

/** A kustomization file, which is no object of a cluster. */
function isBuild({ apiVersion, kind }: Identified): boolean {
  return kind === 'Kustomization' && apiVersion.startsWith('kustomize.config.k8s.io/');
}

function requireKind(object: unknown): object {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) throw new TypeError('no object');
  if (typeof (object as Partial<Identified>).kind !== 'string' || (object as Partial<Identified>).kind === '')
    throw new TypeError('no kind');
  return object;
}
