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

/** What the last directory of an overlay is called, besides the cluster itself. */
const OVERLAYS = new Set(['base', 'dev', 'development', 'staging', 'stage', 'prod', 'production', 'test', 'qa']);

/** The role of a layer by its name, else by its directory, below which the last part may name the cluster: `./apps/production`. */
export function layerRole(kustomization: Manifest, cluster: string): LayerRole | undefined {
  const named = roleOf(kustomization.name);
  if (named) return named;
  const segments = normalPath(kustomization.at('spec', 'path').text()).split('/');
  const last = segments.pop()!;
  return OVERLAYS.has(last) || last === cluster ? roleOf(segments.pop() ?? '') : roleOf(last);
}

function roleOf(name: string): LayerRole | undefined {
  return Object.prototype.hasOwnProperty.call(ROLES, name) ? ROLES[name] : undefined;
}
