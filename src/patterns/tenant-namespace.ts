import { Construct } from 'constructs';
import { InputError } from '../primitives/input-error';
import { FLUX_NAMESPACE, requireNamespace } from '../primitives/kubernetes-name';

/** Refuses a namespace that a tenant must not get: with rights in that of Flux it could do everything, everywhere. */
export function requireTenantNamespace(at: Construct, prop: string, namespace: string): void {
  requireNamespace(at, prop, namespace);
  if (namespace !== FLUX_NAMESPACE && !namespace.startsWith('kube-')) return;
  throw new InputError(at, {
    prop,
    got: namespace,
    mustBe: `a namespace of its own; whoever has rights in '${namespace}' has them in the whole cluster`,
    fix: `${prop}: 'team-a'`,
  });
}
