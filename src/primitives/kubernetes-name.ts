import { InputError, InputPlace } from './input-error';
import { shapeOf } from './template-input';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const DNS_SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);

/** Longest name of most objects. */
export const MAX_NAME = 253;

/** Longest name of a namespace, of a label value, and so of every applier, whose name becomes a label of what it applies. */
export const MAX_LABEL = 63;

/** Label that Kubernetes itself puts on every namespace: its name. */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** Namespace of the controllers, of the sync and of the Kustomizations of the platform. */
export const FLUX_NAMESPACE = 'flux-system';

/** Refuses a name that the API server, or a controller that copies it into a label, would refuse. */
export function requireName(at: InputPlace, prop: string, name: string, maxLength = MAX_NAME): void {
  const shape = shapeOf(at, name);
  if (shape.length <= maxLength && DNS_SUBDOMAIN.test(shape)) return;

  const shown = withoutPath(name);
  throw new InputError(at, {
    prop,
    got: shown,
    mustBe: `a Kubernetes name: at most ${maxLength} lower case letters, digits, '-' and '.', with a letter or digit at both ends`,
    fix: `${prop}: '${suggestName(shown, maxLength)}'`,
  });
}

/** Who takes the name of a Secret for its content may give the address of a webhook, whose path is a credential. */
function withoutPath(name: string): string {
  return name.replace(/^(\w+:\/\/)(?:[^/@]*@)?([^/?#]*).+$/s, '$1$2/…');
}

/** Refuses a namespace that cannot exist, and `default`, where nobody owns anything. */
export function requireNamespace(at: InputPlace, prop: string, namespace: string): void {
  if (namespace === 'default') {
    throw new InputError(at, {
      prop,
      got: namespace,
      mustBe: "a namespace of its own; 'default' has no owner, no quota and no policy",
      fix: `${prop}: 'apps'`,
    });
  }
  const shape = shapeOf(at, namespace);
  if (shape.length <= MAX_LABEL && DNS_LABEL.test(shape)) return;

  throw new InputError(at, {
    prop,
    got: namespace,
    mustBe: `a namespace: at most ${MAX_LABEL} lower case letters, digits and '-', with a letter or digit at both ends`,
    fix: `${prop}: '${suggestName(namespace, MAX_LABEL).replaceAll('.', '-')}'`,
  });
}

/** The nearest legal name. */
function suggestName(name: string, maxLength: number): string {
  const legal = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .slice(0, maxLength)
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  return legal || 'my-name';
}
