import { join } from 'node:path';
import type { ApiServer } from './api-server';
import { isReady } from './http';
import { freePorts } from './ports';
import { program } from './programs';
import { until } from './until';
import type { Workplace } from './workplace';

const STAGES = join(__dirname, '../fixtures/stages.yaml');

/** What makes a workload Available, a namespace go, and a service account have rights. */
const CONTROLLERS = [
  'clusterrole-aggregation',
  'deployment',
  'garbage-collector',
  'job',
  'namespace',
  'replicaset',
  'root-ca-certificate-publisher',
  'serviceaccount',
  'serviceaccount-token',
];

/** The controllers of Kubernetes, its scheduler, and a node whose pods are ready without running anything. */
export async function startKubernetes(place: Workplace, server: ApiServer): Promise<void> {
  const [manager, scheduler, kwok] = await freePorts(3);
  const kubeconfig = server.kubeconfig(place, 'kubernetes');
  const common = [`--kubeconfig=${kubeconfig}`, '--leader-elect=false', '--bind-address=127.0.0.1'];
  const certificates = (name: string): string => `--cert-dir=${place.path(name)}`;
  const started = [
    place.start('kube-controller-manager', await program('kube-controller-manager'), [
      ...common,
      certificates('controller-manager'),
      `--secure-port=${manager}`,
      '--use-service-account-credentials=false',
      `--service-account-private-key-file=${server.keys}/accounts.key`,
      `--root-ca-file=${server.keys}/ca.crt`,
      `--controllers=${CONTROLLERS.map((name) => `${name}-controller`).join(',')}`,
    ]),
    place.start('kube-scheduler', await program('kube-scheduler'), [...common, certificates('scheduler'), `--secure-port=${scheduler}`]),
    place.start('kwok', await program('kwok'), [
      `--kubeconfig=${kubeconfig}`,
      '--manage-all-nodes=true',
      `--server-address=127.0.0.1:${kwok}`,
      `--config=${STAGES}`,
    ]),
  ];
  await server.create('/api/v1/nodes', NODE);
  await until('kwok', async () => {
    for (const each of started) each.assertRuns();
    return isReady(`http://127.0.0.1:${kwok}/healthz`);
  });
  await until('the node', async () => (await server.get('/api/v1/nodes/e2e'))?.status?.conditions?.some(isReadyCondition) || undefined);
}

const NODE = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'e2e', labels: { 'kubernetes.io/hostname': 'e2e' } } };

function isReadyCondition({ type, status }: any): boolean {
  return type === 'Ready' && status === 'True';
}
