import { Construct } from 'constructs';
import { Cluster } from './cluster';
import { Layer } from './layer';

/** The layer of the tenants of a cluster, made when the first one arrives. */
export function tenantsLayer(cluster: Cluster): Construct {
  return cluster._presetTenantsLayer?.() ?? (cluster.node.tryFindChild('tenants') as Layer | undefined) ?? new Layer(cluster, 'tenants');
}
