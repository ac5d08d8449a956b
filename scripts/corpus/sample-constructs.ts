/** What a program writes to mean the samples of Flux, and where the constructs say something else on purpose. */
import { ApiObject, Chart, Duration } from 'cdk8s';
import { Difference } from './compare';
import {
  Alert,
  Bucket,
  ChartOrigin,
  CommitSigning,
  Drift,
  EventSeverity,
  FluxObjectKind,
  FluxObjects,
  Gate,
  GitRef,
  GitRepository,
  HelmChart,
  HelmRelease,
  HelmRepository,
  ImagePolicy,
  ImagePush,
  ImageRepository,
  ImageUpdateAutomation,
  Kustomization,
  OciRef,
  OciRepository,
  Provider,
  ProviderType,
  Receiver,
  ReceiverType,
  TagPolicy,
  notification,
} from '../../src';

/** How the constructs say one object of the samples. */
export interface SampleConstruct {
  readonly define: (chart: Chart) => { readonly apiObject: ApiObject };
  /** Where the object of the construct is not that of the sample. */
  readonly differences?: readonly Difference[];
  /** Words of the error, where the construct refuses the sample. */
  readonly refused?: string;
}

const { minutes } = Duration;

const git = (chart: Chart, name: string) => GitRepository.fromGitRepositoryName(chart, 'source', name);
const helm = (chart: Chart, name: string) => HelmRepository.fromHelmRepositoryName(chart, 'source', name);

/** What helm-controller does by itself, said aloud, and what it leaves undone. */
const releaseDefaults = (name: string): Difference[] => [
  { path: 'spec.releaseName', value: name, reason: 'the name that Flux would choose; moving the release then does not rename it' },
  { path: 'spec.timeout', value: '5m', reason: 'the time that Flux takes by itself' },
  ...['install', 'upgrade'].flatMap((action): Difference[] => [
    {
      path: `spec.${action}.strategy`,
      value: { name: 'RetryOnFailure', retryInterval: '5m' },
      reason: 'Flux would give up after one failure',
    },
    {
      path: `spec.${action}.crds`,
      value: action === 'install' ? 'Create' : 'CreateReplace',
      reason: 'Helm would never update the CRDs of a chart',
    },
  ]),
  { path: 'spec.driftDetection', value: { mode: 'disabled' }, reason: 'that nobody looks is said, with a reason in the program' },
];

const revision: Difference = {
  path: 'spec.chart.spec.reconcileStrategy',
  value: 'Revision',
  reason: 'a commit that does not raise the version of the chart would be ignored',
};
const chartVersion = (path: string): Difference => ({ path, value: 'ChartVersion', reason: 'what Flux does by itself, said aloud' });

const retryInterval: Difference = { path: 'spec.retryInterval', value: '5m', reason: 'Flux would wait the whole interval after a failure' };

const reviewed = 'nobody looks at a sample';

/** By `Kind/name`. */
export const SAMPLE_CONSTRUCTS: Readonly<Record<string, SampleConstruct>> = {
  'GitRepository/podinfo': {
    define: (chart) =>
      new GitRepository(chart, 'podinfo', {
        url: 'https://github.com/stefanprodan/podinfo',
        ref: GitRef.semver('*'),
        interval: minutes(10),
      }),
  },
  'OCIRepository/podinfo': {
    define: (chart) =>
      new OciRepository(chart, 'podinfo', {
        url: 'oci://ghcr.io/stefanprodan/charts/podinfo',
        ref: OciRef.semver('6.x'),
        interval: minutes(1),
      }),
  },
  'HelmRepository/podinfo': {
    define: (chart) => new HelmRepository(chart, 'podinfo', { url: 'https://stefanprodan.github.io/podinfo', interval: minutes(1) }),
  },
  'HelmRepository/helmrepository-sample-oci': {
    define: (chart) => new HelmRepository(chart, 'helmrepository-sample-oci', { url: 'oci://ghcr.io/', interval: minutes(1) }),
    refused: 'OciRepository',
  },
  'Bucket/bucket-sample': {
    define: (chart) =>
      new Bucket(chart, 'bucket-sample', {
        bucketName: 'podinfo',
        endpoint: 'minio.minio.svc.cluster.local:9000',
        region: 'us-east-1',
        interval: minutes(1),
        // @ts-expect-error There is no such prop.
        insecure: true,
      }),
    differences: [{ path: 'spec.insecure', reason: 'a bucket is read over TLS only; who must, sets it with addJsonPatch' }],
  },
  'HelmChart/helmchart-git-sample': {
    define: (chart) =>
      new HelmChart(chart, 'helmchart-git-sample', {
        origin: ChartOrigin.git(git(chart, 'gitrepository-sample'), 'charts/podinfo'),
        interval: minutes(1),
      }),
    differences: [{ ...revision, path: 'spec.reconcileStrategy' }],
  },
  'HelmChart/helmchart-sample': {
    define: (chart) =>
      new HelmChart(chart, 'helmchart-sample', {
        origin: ChartOrigin.repository(helm(chart, 'helmrepository-sample'), 'podinfo', '6.x'),
        interval: minutes(1),
        ignoreMissingValuesFiles: true,
      }),
    differences: [chartVersion('spec.reconcileStrategy')],
  },
  'HelmChart/helmchart-sample-oci': {
    define: (chart) =>
      new HelmChart(chart, 'helmchart-sample-oci', {
        origin: ChartOrigin.repository(helm(chart, 'helmrepository-sample-oci'), 'stefanprodan/charts/podinfo', '>=6.0.0 <7.0.0'),
        interval: minutes(1),
      }),
    refused: 'without repository and version',
  },
  'HelmRelease/podinfo-gitrepository': {
    define: (chart) =>
      new HelmRelease(chart, 'podinfo-gitrepository', {
        chart: git(chart, 'podinfo').chart('./charts/podinfo'),
        interval: minutes(5),
        drift: Drift.off(reviewed),
      }),
    differences: [...releaseDefaults('podinfo-gitrepository'), revision],
  },
  'HelmRelease/podinfo-helmrepository': {
    define: (chart) =>
      new HelmRelease(chart, 'podinfo-helmrepository', {
        chart: helm(chart, 'podinfo').chart('podinfo', '>=6.0.0 <7.0.0', { interval: minutes(10) }),
        interval: minutes(5),
        drift: Drift.off(reviewed),
      }),
    differences: [...releaseDefaults('podinfo-helmrepository'), chartVersion('spec.chart.spec.reconcileStrategy')],
  },
  'HelmRelease/podinfo-ocirepository': {
    define: (chart) =>
      new HelmRelease(chart, 'podinfo-ocirepository', {
        chart: OciRepository.fromOciRepositoryName(chart, 'source', 'podinfo'),
        interval: minutes(5),
        drift: Drift.off(reviewed),
        test: { enable: true },
        values: { replicaCount: 2 },
      }),
    differences: releaseDefaults('podinfo-ocirepository'),
  },
  'Kustomization/webapp-dev': {
    define: (chart) =>
      new Kustomization(chart, 'webapp-dev', {
        source: git(chart, 'webapp-latest'),
        path: './deploy/webapp/',
        interval: minutes(5),
        timeout: minutes(2),
        gate: Gate.all(),
      }),
    differences: [retryInterval],
  },
  'Kustomization/webapp-production': {
    define: (chart) =>
      new Kustomization(chart, 'webapp-production', {
        source: git(chart, 'webapp-releases'),
        path: './deploy/overlays/production/',
        interval: minutes(15),
        timeout: minutes(2),
        gate: Gate.checks(['backend', 'frontend'].map((name) => ({ kind: 'Deployment', name, namespace: 'production' }))),
      }),
    differences: [retryInterval],
  },
  'ImageRepository/imagerepository-sample': {
    define: (chart) =>
      new ImageRepository(chart, 'imagerepository-sample', {
        namespace: 'flux-system',
        image: 'ghcr.io/stefanprodan/podinfo',
        interval: minutes(1),
        accessFrom: { namespaceSelectors: [{ matchLabels: { 'kubernetes.io/metadata.name': 'flux-system' } }] },
      }),
    differences: [{ path: 'spec.interval', value: '1m', reason: 'the same time, written shorter' }],
  },
  'ImagePolicy/imagepolicy-sample': {
    define: (chart) =>
      new ImagePolicy(chart, 'imagepolicy-sample', {
        namespace: 'flux-system',
        repository: ImageRepository.fromImageRepositoryName(chart, 'podinfo', 'podinfo', 'flux-system'),
        tags: TagPolicy.semver('5.0.x'),
      }),
  },
  'ImageUpdateAutomation/imageupdateautomation-sample': {
    define: (chart) =>
      new ImageUpdateAutomation(chart, 'imageupdateautomation-sample', {
        source: git(chart, 'sample-repo'),
        interval: minutes(5),
        branch: 'main',
        push: ImagePush.toBranch('auto'),
        path: './cluster/sample',
        authorName: 'fluxbot',
        authorEmail: 'fluxbot@example.com',
        message: 'An automated update from FluxBot\n\n[ci skip]\n',
        signing: CommitSigning.gpg('git-pgp'),
      }),
  },
  'Provider/slack-provider-sample': {
    define: (chart) =>
      new Provider(chart, 'slack-provider-sample', {
        type: ProviderType.of(notification.ProviderSpecType.SLACK, { channel: 'general', secretName: 'slack-url' }),
      }),
  },
  'Provider/generic-provider-sample': {
    define: (chart) =>
      new Provider(chart, 'generic-provider-sample', {
        type: ProviderType.generic('https://api.github.com/repos/fluxcd/notification-controller/dispatches', 'generic-secret'),
      }),
  },
  'Alert/alert-sample': {
    define: (chart) =>
      new Alert(chart, 'alert-sample', {
        provider: Provider.fromProviderName(chart, 'slack', 'slack-provider-sample'),
        eventSeverity: EventSeverity.INFO,
        eventSources: [FluxObjects.every(FluxObjectKind.GIT_REPOSITORY), FluxObjects.every(FluxObjectKind.KUSTOMIZATION)],
      }),
  },
  'Receiver/receiver-sample': {
    define: (chart) =>
      new Receiver(chart, 'receiver-sample', {
        type: ReceiverType.github('github-token'),
        resources: [FluxObjects.named(FluxObjectKind.GIT_REPOSITORY, 'podinfo')],
      }),
  },
};
