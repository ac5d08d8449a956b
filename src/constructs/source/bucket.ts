import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { BucketSpec, BucketSpecSts, toJson_BucketSpec } from '../../../imports/source.toolkit.fluxcd.io';
import { defaultDuration } from '../../primitives/chosen-defaults';
import { DurationUnits, toFluxDuration } from '../../primitives/flux-duration';
import { FluxKind } from '../../primitives/flux-kind';
import { requireName } from '../../primitives/kubernetes-name';
import { addFluxObject, FluxObjectProps } from '../flux-object';
import { IChartSource } from '../helm/chart-source';
import { ImportedObject } from '../imported-object';
import { Auth, authFields, CloudProvider } from './auth';
import { bucketProvider, requireEndpoint, requireSts } from './bucket-input';
import { BucketProvider } from './bucket-provider';
import { ChartOptions, chartAt } from './chart-in-source';
import { IManifestSource } from './source-reference';

/** What object storages accept. */
const AUTH = { clouds: [CloudProvider.AWS, CloudProvider.AZURE, CloudProvider.GCP] };

/** Props for `Bucket`. */
export interface BucketProps extends FluxObjectProps {
  /** Name of the bucket, or of the container of Azure. */
  readonly bucketName: string;

  /** Address of the storage without scheme, e.g. `s3.eu-west-1.amazonaws.com`; for Azure with it, e.g. `https://acme.blob.core.windows.net`. */
  readonly endpoint: string;

  /**
   * The interface of the storage.
   *
   * @default - the cloud of `Auth.workloadIdentity()`, otherwise `BucketProvider.GENERIC`
   */
  readonly provider?: BucketProvider;

  /**
   * Region of the bucket.
   *
   * @default - the region that the storage takes by itself
   */
  readonly region?: string;

  /**
   * Directory of the bucket to fetch.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;

  /**
   * How often source-controller compares the bucket.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;

  /**
   * How long one fetch may take, in whole minutes and seconds.
   *
   * @default - 60 seconds, the default of Flux
   */
  readonly timeout?: Duration;

  /**
   * Credentials for the storage: `Auth.secret()` with `accesskey` and `secretkey`, or the identity of a workload.
   *
   * @default - none for a generic storage, the identity of source-controller in a cloud
   */
  readonly auth?: Auth;

  /**
   * Files that Flux does not need, in the syntax of `.gitignore`.
   *
   * @default - none
   */
  readonly ignore?: string;

  /**
   * Secret of the same namespace with `ca.crt` of a private authority, or `tls.crt` and `tls.key` of a client.
   *
   * @default - the authorities that the controller's image trusts
   */
  readonly certSecretName?: string;

  /**
   * Secret of the same namespace with `address`, `username` and `password` of a proxy.
   *
   * @default - the proxy of source-controller, if it has one
   */
  readonly proxySecretName?: string;

  /**
   * Service that hands out short-lived credentials: of AWS for `BucketProvider.AWS`, LDAP for `BucketProvider.GENERIC`.
   *
   * @default - none
   */
  readonly sts?: BucketSpecSts;
}

/** What other constructs need to know about a `Bucket`. */
export interface IBucket extends IManifestSource {
  /**
   * A Helm chart in this bucket, for a `HelmRelease`. Every change in the bucket is a new version of it.
   *
   * @param path directory of the chart, e.g. `./charts/podinfo`
   * @param options interval and files with values
   */
  chart(path: string, options?: ChartOptions): IChartSource;
}

/**
 * A bucket of an object storage that source-controller fetches and hands to other Flux objects. Always over TLS.
 *
 * @see https://fluxcd.io/flux/components/source/buckets/
 */
export class Bucket extends Construct implements IBucket {
  /**
   * A Bucket that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromBucketName(scope: Construct, id: string, name: string, namespace?: string): IBucket {
    return new ImportedBucket(scope, id, FluxKind.BUCKET, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;
  public readonly sourceKind = FluxKind.BUCKET.kind;

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id);
    const spec = renderSpec(this, props);
    const object = addFluxObject(this, FluxKind.BUCKET, props, () => toJson_BucketSpec(spec));
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }

  public chart(path: string, options?: ChartOptions): IChartSource {
    return chartAt(this, path, options);
  }
}

class ImportedBucket extends ImportedObject implements IBucket {
  public readonly sourceKind = FluxKind.BUCKET.kind;

  public chart(path: string, options?: ChartOptions): IChartSource {
    return chartAt(this, path, options);
  }
}

function renderSpec(at: Construct, props: BucketProps): BucketSpec {
  const { provider: cloud, secretName, serviceAccountName } = authFields(at, 'auth', props.auth, AUTH);
  const provider = bucketProvider(at, props.provider, cloud);
  requireEndpoint(at, provider, props.endpoint);
  requireSts(at, provider, props.sts);
  if (props.certSecretName !== undefined) requireName(at, 'certSecretName', props.certSecretName);
  if (props.proxySecretName !== undefined) requireName(at, 'proxySecretName', props.proxySecretName);
  return {
    interval: toFluxDuration(at, 'interval', props.interval ?? defaultDuration(at, 'Bucket.interval')),
    timeout: props.timeout && toFluxDuration(at, 'timeout', props.timeout, DurationUnits.MINUTES),
    provider: provider as string as BucketSpec['provider'],
    endpoint: props.endpoint,
    bucketName: props.bucketName,
    region: props.region,
    prefix: props.prefix,
    secretRef: secretName ? { name: secretName } : undefined,
    serviceAccountName,
    ignore: props.ignore,
    certSecretRef: props.certSecretName ? { name: props.certSecretName } : undefined,
    proxySecretRef: props.proxySecretName ? { name: props.proxySecretName } : undefined,
    sts: props.sts,
  };
}
