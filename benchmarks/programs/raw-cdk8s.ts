import { ApiObject, App, Chart } from 'cdk8s';
import {
  Kustomization,
  KustomizationSpecSourceRefKind as SourceKind,
  KustomizationSpecPostBuildSubstituteFromKind as SubstituteFromKind,
  KustomizationSpecPostBuildSubstituteStrategy as SubstituteStrategy,
} from '../../imports/kustomize.toolkit.fluxcd.io';
import { OciRepository } from '../../imports/source.toolkit.fluxcd.io';
import { ClusterData, fleet, NAMESPACE, SOURCE, STEPS, VARIABLES } from './fleet';
import { Program } from './program';

/** The fleet as cdk8s alone makes it: a chart a cluster, and the classes that `cdk8s import` generates. */
export const program: Program = {
  toText: (clusters, memory) => defineFleet(clusters, memory).synth(),
  toDisk: (clusters, folder) => defineFleet(clusters, folder).synth(),
};

function defineFleet(clusters: number, outdir: string): App {
  const app = new App({ outdir });
  for (const data of fleet(clusters)) defineCluster(app, data);
  return app;
}

function defineCluster(app: App, { name, region, variables }: ClusterData): void {
  const chart = new Chart(app, name, { namespace: NAMESPACE, disableResourceNameHashes: true });
  new ApiObject(chart, VARIABLES, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: VARIABLES }, data: variables });
  new OciRepository(chart, SOURCE, {
    metadata: { name: SOURCE },
    spec: {
      interval: '5m',
      timeout: '1m30s',
      url: `oci://registry.example.com/platform/${region}`,
      ref: { semver: '1.x' },
    },
  });
  STEPS.forEach((step, index) => {
    defineStep(chart, step, `./${step}/${region}`, STEPS[index - 1], index < STEPS.length - 1);
  });
}

function defineStep(chart: Chart, step: string, path: string, previous: string | undefined, wait: boolean): void {
  new Kustomization(chart, step, {
    metadata: { name: step },
    spec: {
      interval: '30m',
      retryInterval: '5m',
      timeout: '10m',
      dependsOn: previous === undefined ? undefined : [{ name: previous }],
      sourceRef: { kind: SourceKind.OCI_REPOSITORY, name: SOURCE },
      path,
      prune: true,
      wait: wait || undefined,
      postBuild: {
        substitute: { CLUSTER_NAME: chart.node.id },
        substituteFrom: [{ kind: SubstituteFromKind.CONFIG_MAP, name: VARIABLES }],
        substituteStrategy: SubstituteStrategy.ALWAYS,
      },
    },
  });
}
