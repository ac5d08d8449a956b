/** What all programs define: the same fleet, so that only the way differs. */
export interface ClusterData {
  readonly name: string;
  readonly region: string;
  readonly variables: { [name: string]: string };
}

/** The steps of each cluster, in order: one Kustomization each. */
export const STEPS = ['infrastructure', 'configs', 'apps'] as const;

/** Namespace of all objects. */
export const NAMESPACE = 'flux-system';

/** Name of the OCIRepository of each cluster. */
export const SOURCE = 'platform';

/** Name of the ConfigMap of each cluster. */
export const VARIABLES = 'cluster-variables';

const REGIONS = ['eu-central', 'eu-north', 'us-east', 'us-west', 'ap-south'];

/** The clusters of a fleet. Some texts differ in each, some in each region, and some nowhere, as in life. */
export function fleet(clusters: number): ClusterData[] {
  return Array.from({ length: clusters }, (_, index) => {
    const name = `cluster-${String(index).padStart(5, '0')}`;
    const region = REGIONS[index % REGIONS.length];
    return {
      name,
      region,
      variables: { CLUSTER: name, REGION: region, DOMAIN: `${name}.${region}.example.com`, REPLICAS: String(1 + (index % 3)) },
    };
  });
}
