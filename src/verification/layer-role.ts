import { Manifest } from '../manifests/manifest';
import { normalPath } from './applying';

/** What a layer holds: what others build on, its configuration, or what users see. */
export type LayerRole = 'controllers' | 'configs' | 'apps';

const ROLES: Readonly<Record<string, LayerRole>> = {
  controllers: 'controllers',
  'infra-controllers': 'controllers',
  'infrastructure-controllers': 'controllers',
  infrastructure: 'controllers',
  infra: 'controllers',
  operators: 'controllers',
  configs: 'configs',
  'infra-configs': 'configs',
  'infrastructure-configs': 'configs',
  apps: 'apps',
  applications: 'apps',
};

/** The role of a layer by its name, else by its directory, where the last part may name the cluster: `apps`, `./apps/production`. */
export function layerRole(kustomization: Manifest): LayerRole | undefined {
  const named = roleOf(kustomization.name);
  if (named) return named;
  const segments = normalPath(kustomization.at('spec', 'path').text()).split('/');
  return roleOf(segments[segments.length - 1]) ?? (segments.length > 1 ? roleOf(segments[segments.length - 2]) : undefined);
}

function roleOf(name: string): LayerRole | undefined {
  return Object.prototype.hasOwnProperty.call(ROLES, name) ? ROLES[name] : undefined;
}
