import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printDocuments } from '../../src/repository/yaml-printer';
import { ClusterData, fleet, NAMESPACE, SOURCE, STEPS, VARIABLES } from './fleet';
import { Program } from './program';

/** The fleet without constructs: plain data and the fastest printer. Nothing that checks or knows anything is faster. */
export const program: Program = {
  toText: (clusters) => void new Map(fleet(clusters).map((data) => [data.name, textOf(data)])),
  toDisk: (clusters, folder) => {
    mkdirSync(folder, { recursive: true });
    for (const data of fleet(clusters)) writeFileSync(join(folder, `${data.name}.yaml`), textOf(data));
  },
};

function textOf(data: ClusterData): string {
  return printDocuments([variablesMap(data), repository(data), ...STEPS.map((_, index) => kustomization(data, index))]);
}

function variablesMap({ variables }: ClusterData): unknown {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: VARIABLES, namespace: NAMESPACE }, data: variables };
}

function repository({ region }: ClusterData): unknown {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name: SOURCE, namespace: NAMESPACE },
    spec: { interval: '5m', timeout: '1m30s', url: `oci://registry.example.com/platform/${region}`, ref: { semver: '1.x' } },
  };
}

function kustomization({ name, region }: ClusterData, index: number): unknown {
  const step = STEPS[index];
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: step, namespace: NAMESPACE },
    spec: {
      interval: '30m',
      retryInterval: '5m',
      timeout: '10m',
      ...(index > 0 && { dependsOn: [{ name: STEPS[index - 1] }] }),
      sourceRef: { kind: 'OCIRepository', name: SOURCE },
      path: `./${step}/${region}`,
      prune: true,
      ...(index < STEPS.length - 1 && { wait: true }),
      postBuild: {
        substitute: { CLUSTER_NAME: name },
        substituteFrom: [{ kind: 'ConfigMap', name: VARIABLES }],
        substituteStrategy: 'Always',
      },
    },
  };
}
