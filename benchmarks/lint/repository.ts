import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FILES_PER_CLUSTER = 20;
const APPS = FILES_PER_CLUSTER - 2;
const OBJECTS_PER_FILE = 5;

/** Writes a repository of healthy clusters, without kustomization files, and returns the number of objects. */
export function writeRepository(folder: string, files: number): number {
  for (let index = 0; index < files / FILES_PER_CLUSTER; index++) writeCluster(folder, `cluster-${String(index).padStart(4, '0')}`, index);
  return files * OBJECTS_PER_FILE;
}

function writeCluster(folder: string, name: string, index: number): void {
  const write = (path: string, documents: readonly string[]) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), documents.map((document) => `---\n${document.trim()}\n`).join(''));
  };
  write(`clusters/${name}/flux.yaml`, entryOf(name));
  write(`clusters/${name}/layers.yaml`, layersOf(name, index));
  for (let app = 0; app < APPS; app++) {
    const layer = app < APPS / 3 ? 'infrastructure' : 'apps';
    write(`layers/${name}/${layer}/app-${app}.yaml`, appOf(`app-${app}`, index + app));
  }
}

function entryOf(name: string): string[] {
  return [
    `
apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata:
  name: flux
  namespace: flux-system
spec:
  distribution:
    version: "2.9.x"
    registry: ghcr.io/fluxcd
  components: [source-controller, kustomize-controller, helm-controller, notification-controller]
  cluster:
    type: kubernetes
    size: medium
    multitenant: false
    networkPolicy: true
  sync:
    kind: GitRepository
    url: https://git.example.com/platform/fleet.git
    ref: refs/heads/main
    path: clusters/${name}
    pullSecret: fleet-auth`,
    namespace('flux-system'),
    namespace('apps'),
    `
apiVersion: notification.toolkit.fluxcd.io/v1beta3
kind: Provider
metadata:
  name: chat
  namespace: flux-system
spec:
  type: slack
  channel: alerts
  address: https://slack.com/api/chat.postMessage
  secretRef:
    name: chat-token`,
    `
apiVersion: notification.toolkit.fluxcd.io/v1beta3
kind: Alert
metadata:
  name: all
  namespace: flux-system
spec:
  providerRef:
    name: chat
  eventSeverity: error
  eventSources:
    - kind: Kustomization
      name: "*"
    - kind: HelmRelease
      name: "*"
      namespace: apps`,
  ];
}

function namespace(name: string): string {
  return `
apiVersion: v1
kind: Namespace
metadata:
  name: ${name}`;
}

function layersOf(name: string, index: number): string[] {
  return [
    kustomization(name, 'infrastructure'),
    kustomization(name, 'apps', 'infrastructure'),
    configMap('cluster-variables', 'flux-system', [
      ['CLUSTER_NAME', name],
      ['REGION', ['eu-west-1', 'us-east-1', 'ap-south-1'][index % 3]],
      ['REPLICAS', `"${1 + (index % 3)}"`],
    ]),
    configMap('cluster-notes', 'flux-system', [['notes', `|\n    The cluster ${name}.\n    Its owner is team ${index % 7}.`]]),
    configMap('cluster-facts', 'flux-system', [['size', ['small', 'medium', 'large'][index % 3]]]),
  ];
}

function kustomization(cluster: string, layer: string, dependsOn?: string): string {
  return `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${layer}
  namespace: flux-system
spec:${dependsOn === undefined ? '' : `\n  dependsOn:\n    - name: ${dependsOn}`}
  interval: 30m
  retryInterval: 5m
  timeout: 10m
  sourceRef:
    kind: GitRepository
    name: flux-system
  path: ./layers/${cluster}/${layer}
  prune: true
  wait: true
  postBuild:
    substituteFrom:
      - kind: ConfigMap
        name: cluster-variables`;
}

function appOf(name: string, index: number): string[] {
  return [
    `
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata:
  name: ${name}
  namespace: apps
spec:
  interval: 1h
  url: oci://registry.example.com/charts/${name}
  layerSelector:
    mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip
    operation: copy
  ref:
    semver: "${1 + (index % 5)}.x"
  verify:
    provider: cosign
    matchOIDCIdentity:
      - issuer: ^https://token\\.actions\\.example\\.com$
        subject: ^https://git\\.example\\.com/charts/.*$`,
    `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: ${name}
  namespace: apps
  labels:
    app.kubernetes.io/part-of: team-${index % 7}
spec:
  interval: 30m
  timeout: 5m
  releaseName: ${name}
  chartRef:
    kind: OCIRepository
    name: ${name}
  install:
    strategy:
      name: RetryOnFailure
      retryInterval: 5m
  upgrade:
    strategy:
      name: RetryOnFailure
      retryInterval: 5m
  driftDetection:
    mode: enabled
  valuesFrom:
    - kind: ConfigMap
      name: ${name}-values
  values:
    replicas: \${REPLICAS}
    host: ${name}.\${CLUSTER_NAME}.example.com
    resources:
      requests:
        cpu: ${50 + (index % 10) * 10}m
        memory: 128Mi
      limits:
        memory: ${256 + (index % 4) * 64}Mi`,
    configMap(`${name}-values`, 'apps', [['values.yaml', `|\n    image:\n      tag: 1.${index % 20}.${index % 9}\n    logLevel: info`]]),
    `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
  namespace: apps`,
    `
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: apps
spec:
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - name: http
      port: 80
      targetPort: ${8080 + (index % 4)}`,
  ];
}

function configMap(name: string, at: string, data: readonly (readonly [string, string])[]): string {
  return `
apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: ${at}
  labels:
    reconcile.fluxcd.io/watch: Enabled
data:
${data.map(([key, value]) => `  ${key}: ${value}`).join('\n')}`;
}
