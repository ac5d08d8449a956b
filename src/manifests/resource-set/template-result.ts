import { UnsupportedTemplate } from './template-nodes';
import { InvalidYaml, readYamlValue, readYamlValues } from '../yaml/read-values';

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

/** What the operator takes for the same object; what is no text counts as none. */
export function identityOf(object: unknown): string {
  const { apiVersion, kind, metadata } = (object ?? {}) as Record<string, any>;
  const version = textOf(apiVersion);
  const group = version.includes('/') ? version.split('/')[0] : '';
  return [group, textOf(kind), textOf(metadata?.namespace), textOf(metadata?.name)].join('/');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/**
 * The objects that a template became.
 *
 * @throws UnsupportedTemplate where it became more than is read here
 */
export function readTemplateResult(text: string, isText: boolean): unknown[] {
  try {
    return objectsIn(text, isText);
  } catch (error) {
    throw error instanceof InvalidYaml && error.isTooMuch ? new UnsupportedTemplate('YAML that is not understood') : error;
  }
}

function objectsIn(text: string, isText: boolean): unknown[] {
  if (!isText) return [requireKind(readYamlValue(text))];
  return readYamlValues(text)
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
