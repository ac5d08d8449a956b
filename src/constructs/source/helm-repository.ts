import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { HelmRepositorySpec, toJson_HelmRepositorySpec } from '../../../imports/source.toolkit.fluxcd.io';
import { defaultDuration } from '../../primitives/chosen-defaults';
import { DurationUnits, toFluxDuration } from '../../primitives/flux-duration';
import { FluxKind } from '../../primitives/flux-kind';
import { InputError } from '../../primitives/input-error';
import { requireName } from '../../primitives/kubernetes-name';
import { addFluxObject, FluxObjectProps, INamedObject } from '../flux-object';
import { IChartSource } from '../helm/chart-source';
import { ImportedObject } from '../imported-object';
import { Auth, authFields } from './auth';
import { ChartOptions, chartOf } from './chart-in-source';
import { requireHttpsUrl } from './https-url';

/** Helm repositories behind HTTPS know no clouds. */
const AUTH = { clouds: [] };

/** Props for `HelmRepository`. */
export interface HelmRepositoryProps extends FluxObjectProps {
  /** Address of the repository, where its `index.yaml` is, e.g. `https://traefik.github.io/charts`. */
  readonly url: string;

  /**
   * How often source-controller reads the index. An index of many megabytes is common, so it is read less often than other sources.
   *
   * @default Duration.hours(1)
   */
  readonly interval?: Duration;

  /**
   * How long reading the index may take, in whole minutes and seconds.
   *
   * @default - 60 seconds, the default of Flux
   */
  readonly timeout?: Duration;

  /**
   * Credentials for the repository: `Auth.secret()` with `username` and `password`.
   *
   * @default Auth.anonymous()
   */
  readonly auth?: Auth;

  /**
   * Whether the credentials also go to other hosts that the index names.
   *
   * @default false
   */
  readonly passCredentials?: boolean;

  /**
   * Secret of the same namespace with `ca.crt` of a private authority, or `tls.crt` and `tls.key` of a client.
   *
   * @default - the authorities that the controller's image trusts
   */
  readonly certSecretName?: string;
}

/** What other constructs need to know about a `HelmRepository`. */
export interface IHelmRepository extends INamedObject {
  /**
   * A chart of this repository, for a `HelmRelease`.
   *
   * @param name name of the chart, e.g. `traefik`
   * @param version version or range of versions, e.g. `37.x`
   * @param options interval and files with values
   */
  chart(name: string, version: string, options?: ChartOptions): IChartSource;
}

/**
 * A Helm repository behind HTTPS, whose index source-controller reads.
 *
 * For charts in an OCI registry use `OciRepository`, or `HelmReleaseFromOci` for source and release in one.
 *
 * @see https://fluxcd.io/flux/components/source/helmrepositories/
 */
export class HelmRepository extends Construct implements IHelmRepository {
  /**
   * A HelmRepository that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromHelmRepositoryName(scope: Construct, id: string, name: string, namespace?: string): IHelmRepository {
    return new ImportedHelmRepository(scope, id, FluxKind.HELM_REPOSITORY, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: HelmRepositoryProps) {
    super(scope, id);
    requireNoRegistry(this, props.url);
    requireHttpsUrl(this, 'url', props.url);

    const spec = renderSpec(this, props);
    const object = addFluxObject(this, FluxKind.HELM_REPOSITORY, props, () => toJson_HelmRepositorySpec(spec));
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }

  public chart(name: string, version: string, options?: ChartOptions): IChartSource {
    return chartOf(this, name, version, options);
  }
}

class ImportedHelmRepository extends ImportedObject implements IHelmRepository {
  public chart(name: string, version: string, options?: ChartOptions): IChartSource {
    return chartOf(this, name, version, options);
  }
}

function renderSpec(at: Construct, props: HelmRepositoryProps): HelmRepositorySpec {
  const { secretName } = authFields(at, 'auth', props.auth, AUTH);
  if (props.certSecretName !== undefined) requireName(at, 'certSecretName', props.certSecretName);
  return {
    interval: toFluxDuration(at, 'interval', props.interval ?? defaultDuration(at, 'HelmRepository.interval')),
    timeout: props.timeout && toFluxDuration(at, 'timeout', props.timeout, DurationUnits.MINUTES),
    url: props.url,
    secretRef: secretName ? { name: secretName } : undefined,
    passCredentials: props.passCredentials,
    certSecretRef: props.certSecretName ? { name: props.certSecretName } : undefined,
  };
}

/** Refuses an OCI registry: Flux keeps HelmRepositories of type `oci` for old clusters only and reports no status for them. */
function requireNoRegistry(at: Construct, url: string): void {
  if (!url.startsWith('oci://')) return;

  throw new InputError(at, {
    prop: 'url',
    got: url,
    mustBe: 'an address that starts with https://; charts in an OCI registry have a source kind of their own',
    fix: `new OciRepository(this, '${at.node.id}', { url: '${url.replace(/\/$/, '')}/<chart>', helmChart: true, ref: OciRef.semver('1.x') }), or HelmReleaseFromOci`,
  });
}
