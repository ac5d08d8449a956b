import { Manifest } from '../manifests/manifest';

/** Whether a Kustomization is ready only when something it applies is. Expressions alone check nothing. */
export function checksHealth(kustomization: Manifest): boolean {
  const { wait, healthChecks } = kustomization.object.spec ?? {};
  return wait === true || (Array.isArray(healthChecks) && healthChecks.length > 0);
}
