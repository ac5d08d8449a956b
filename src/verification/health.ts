import { Manifest } from '../manifests/manifest';

/** Whether a Kustomization is ready only when something it applies is. Expressions alone check nothing. */
export function checksHealth(kustomization: Manifest): boolean {
  return kustomization.at('spec', 'wait').isTrue() || kustomization.at('spec', 'healthChecks').items().length > 0;
}
