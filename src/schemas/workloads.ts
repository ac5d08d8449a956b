import { compile } from './compile';
import type { StructuralSchema } from './custom-resource-definition';
import { type Check, type SchemaProblem, Walk } from './problem';

/** Whatever stands there, nothing is known about it here. */
const OPEN: StructuralSchema = {};
const COUNT: StructuralSchema = { type: 'integer' };

/**
 * An object that has these fields and no others. Names are those of k8s.io/api 0.35 and 0.36, releases of Kubernetes only add some. A null
 * of a field is dropped, as Kubernetes does with its own kinds.
 */
function fields(names: string, known: Record<string, StructuralSchema> = {}): StructuralSchema {
  const others = names.split(/\s+/).filter((name) => name !== '');
  const nullable = Object.entries(known).map(([name, schema]) => [name, { ...schema, nullable: true }]);
  return { type: 'object', properties: { ...Object.fromEntries(others.map((name) => [name, OPEN])), ...Object.fromEntries(nullable) } };
}

const CONTAINER = fields(`
  args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports readinessProbe resizePolicy resources restartPolicy
  restartPolicyRules securityContext startupProbe stdin stdinOnce terminationMessagePath terminationMessagePolicy tty volumeDevices
  volumeMounts workingDir
`);

const CONTAINERS: StructuralSchema = { type: 'array', items: CONTAINER };

const POD_SPEC = fields(
  `
  activeDeadlineSeconds affinity automountServiceAccountToken dnsConfig dnsPolicy enableServiceLinks ephemeralContainers hostAliases
  hostIPC hostNetwork hostPID hostUsers hostname hostnameOverride imagePullSecrets nodeName nodeSelector os overhead preemptionPolicy
  priority priorityClassName readinessGates resourceClaims resources restartPolicy runtimeClassName schedulerName schedulingGates
  schedulingGroup securityContext serviceAccount serviceAccountName setHostnameAsFQDN shareProcessNamespace subdomain
  terminationGracePeriodSeconds tolerations topologySpreadConstraints volumes workloadRef
  `,
  { containers: CONTAINERS, initContainers: CONTAINERS },
);

const TEMPLATE = fields('metadata', { spec: POD_SPEC });

const JOB_SPEC = fields(
  `
  activeDeadlineSeconds backoffLimit backoffLimitPerIndex completionMode completions managedBy manualSelector maxFailedIndexes parallelism
  podFailurePolicy podReplacementPolicy selector successPolicy suspend ttlSecondsAfterFinished
  `,
  { template: TEMPLATE },
);

const SPECS: Readonly<Record<string, StructuralSchema>> = {
  'v1/Pod': POD_SPEC,
  'apps/v1/Deployment': fields('minReadySeconds paused progressDeadlineSeconds revisionHistoryLimit selector strategy', {
    replicas: COUNT,
    template: TEMPLATE,
  }),
  'apps/v1/StatefulSet': fields(
    `
    minReadySeconds ordinals persistentVolumeClaimRetentionPolicy podManagementPolicy revisionHistoryLimit selector serviceName
    updateStrategy volumeClaimTemplates
    `,
    { replicas: COUNT, template: TEMPLATE },
  ),
  'apps/v1/DaemonSet': fields('minReadySeconds revisionHistoryLimit selector updateStrategy', { template: TEMPLATE }),
  'apps/v1/ReplicaSet': fields('minReadySeconds selector', { replicas: COUNT, template: TEMPLATE }),
  'batch/v1/Job': JOB_SPEC,
  'batch/v1/CronJob': fields(
    'concurrencyPolicy failedJobsHistoryLimit schedule startingDeadlineSeconds successfulJobsHistoryLimit suspend timeZone',
    { jobTemplate: fields('metadata', { spec: JOB_SPEC }) },
  ),
};

const CHECKS = new Map(
  Object.entries(SPECS).map(([kind, spec]): [string, Check] => [
    kind,
    compile(fields('apiVersion kind metadata status', { spec }), '', { rules: [], moreValues: () => [] }),
  ]),
);

/** What the API server would refuse about the names of fields of a workload; `undefined` for any other kind. */
export function workloadProblems(object: { apiVersion?: unknown; kind?: unknown }): readonly SchemaProblem[] | undefined {
  const check = CHECKS.get(`${String(object.apiVersion)}/${String(object.kind)}`);
  if (!check) return undefined;
  const walk = new Walk();
  check(object, walk);
  return walk.problems;
}
