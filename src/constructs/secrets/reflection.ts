import { InputError, InputPlace } from '../../primitives/input-error';
import { requireNamespace } from '../../primitives/kubernetes-name';

const PREFIX = 'reflector.v1.k8s.emberstack.com';

/**
 * The annotations of a Secret by which Reflector copies it into other namespaces and keeps the copies as it is. Namespaces carry
 * none: the source says who may have it.
 */
export function reflectionAnnotations(
  at: InputPlace,
  own: string | undefined,
  namespaces: readonly string[] | undefined,
): { [key: string]: string } {
  if (!namespaces) return {};
  if (namespaces.length === 0) {
    throw new InputError(at, {
      prop: 'reflectTo',
      got: namespaces,
      mustBe: 'one namespace at least; Reflector takes an empty list for every namespace',
      fix: "reflectTo: ['shop']",
    });
  }
  // Anything that is no name would be a regular expression to Reflector.
  for (const namespace of namespaces) requireNamespace(at, 'reflectTo', namespace);
  requireOthers(at, own, namespaces);
  const list = namespaces.join(',');
  return {
    [`${PREFIX}/reflection-allowed`]: 'true',
    [`${PREFIX}/reflection-allowed-namespaces`]: list,
    [`${PREFIX}/reflection-auto-enabled`]: 'true',
    [`${PREFIX}/reflection-auto-namespaces`]: list,
  };
}

/** The Secret itself would be asked to be a copy of itself. */
function requireOthers(at: InputPlace, own: string | undefined, namespaces: readonly string[]): void {
  if (own === undefined || !namespaces.includes(own)) return;
  const others = namespaces.filter((namespace) => namespace !== own);
  throw new InputError(at, {
    prop: 'reflectTo',
    got: namespaces,
    mustBe: `namespaces other than '${own}', where the Secret is already`,
    fix: others.length > 0 ? `reflectTo: [${others.map((namespace) => `'${namespace}'`).join(', ')}]` : 'leave reflectTo out',
  });
}
