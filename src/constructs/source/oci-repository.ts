import { ApiObject, Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import {
  OciRepositorySpecLayerSelectorOperation as LayerOperation,
  OciRepositorySpec,
  toJson_OciRepositorySpec,
} from '../../../imports/source.toolkit.fluxcd.io';
import { defaultDuration } from '../../primitives/chosen-defaults';
import { DurationUnits, toFluxDuration } from '../../primitives/flux-duration';
import { FluxKind } from '../../primitives/flux-kind';
import { InputError } from '../../primitives/input-error';
import { startsWithInput } from '../../primitives/template-input';
import { addFluxObject, FluxObjectProps } from '../flux-object';
import { IChartSource, ReleaseChart } from '../helm/chart-source';
import { ImportedObject } from '../imported-object';
import { requireGiven } from '../require-given';
import { Auth, authFields, CloudProvider } from './auth';
import { OciRef } from './oci-ref';
import { IManifestSource, sourceReference } from './source-reference';
import { Verify, verifySpec } from './verify';

/** Media type of the layer that holds a Helm chart inside an OCI artifact. */
export const HELM_CHART_LAYER = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';

/** Clouds whose registries accept the identity of a workload. */
const AUTH = { clouds: [CloudProvider.AWS, CloudProvider.AZURE, CloudProvider.GCP] };

/** Props for `OciRepository`. */
export interface OciRepositoryProps extends FluxObjectProps {
  /** Address of the artifact without a tag, e.g. `oci://ghcr.io/stefanprodan/charts/podinfo`. */
  readonly url: string;

  /**
   * Which artifact to pull.
   *
   * Required, although Flux defaults to the tag `latest`: a fleet must not change by itself.
   */
  readonly ref: OciRef;

  /**
   * How often source-controller asks the registry for a new artifact.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;

  /**
   * How long one pull may take, in whole minutes and seconds.
   *
   * @default - 60 seconds, the default of Flux
   */
  readonly timeout?: Duration;

  /**
   * Whether the artifact is a Helm chart, so that Flux picks the chart layer and keeps it packed.
   *
   * @default false
   */
  readonly helmChart?: boolean;

  /**
   * Credentials for the registry.
   *
   * @default Auth.anonymous()
   */
  readonly auth?: Auth;

  /**
   * Whose signature the artifact must carry.
   *
   * @default - signatures are not checked
   */
  readonly verify?: Verify;
}

/** What other constructs need to know about an `OciRepository`. */
export interface IOciRepository extends IManifestSource, IChartSource {}

/**
 * An artifact in an OCI registry that source-controller pulls and hands to other Flux objects.
 *
 * @see https://fluxcd.io/flux/components/source/ocirepositories/
 */
export class OciRepository extends Construct implements IOciRepository {
  /**
   * An OCIRepository that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromOciRepositoryName(scope: Construct, id: string, name: string, namespace?: string): IOciRepository {
    return new ImportedOciRepository(scope, id, FluxKind.OCI_REPOSITORY, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;
  public readonly sourceKind = FluxKind.OCI_REPOSITORY.kind;

  /** Which artifact is pulled. */
  public readonly ref: OciRef;

  constructor(scope: Construct, id: string, props: OciRepositoryProps) {
    super(scope, id);
    requireGiven(this, 'url', props.url, "url: 'oci://ghcr.io/stefanprodan/charts/podinfo'");
    requireGiven(this, 'ref', props.ref, "ref: OciRef.semver('6.x')");
    requireArtifactUrl(this, 'url', props.url);
    this.ref = props.ref;

    const spec = renderSpec(this, props);
    const object = addFluxObject(this, FluxKind.OCI_REPOSITORY, props, () => toJson_OciRepositorySpec(spec));
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }

  public toReleaseChart(_release: IConstruct, namespace?: string): ReleaseChart {
    return { chartRef: sourceReference(this, namespace) };
  }
}

class ImportedOciRepository extends ImportedObject implements IOciRepository {
  public readonly sourceKind = FluxKind.OCI_REPOSITORY.kind;

  public toReleaseChart(_release: IConstruct, namespace?: string): ReleaseChart {
    return { chartRef: sourceReference(this, namespace) };
  }
}

/** Refuses an address that source-controller refuses: another scheme, or a tag or digest in the url. */
export function requireArtifactUrl(at: IConstruct, prop: string, url: string): void {
  if (startsWithInput(url)) return;
  const address = url.replace(/^\w+:\/\//, '');
  if (!url.startsWith('oci://')) {
    throw new InputError(at, { prop, got: url, mustBe: 'an address that starts with oci://', fix: `${prop}: 'oci://${address}'` });
  }
  const [, bare, suffix] = /^(.*?)((?::[^:/@]+)?(?:@.*)?)$/.exec(address) ?? [];
  if (suffix && bare.includes('/')) {
    throw new InputError(at, {
      prop,
      got: url,
      mustBe: 'an address without tag or digest',
      fix: `${prop}: 'oci://${bare}', with ${suffix.startsWith('@') ? `OciRef.digest('${suffix.slice(1)}')` : `OciRef.tag('${suffix.slice(1)}')`}`,
    });
  }
}

function renderSpec(at: Construct, props: OciRepositoryProps): OciRepositorySpec {
  const { provider, secretName, serviceAccountName } = authFields(at, 'auth', props.auth, AUTH);
  return {
    interval: toFluxDuration(at, 'interval', props.interval ?? defaultDuration(at, 'OCIRepository.interval')),
    timeout: props.timeout && toFluxDuration(at, 'timeout', props.timeout, DurationUnits.MINUTES),
    url: props.url,
    ref: { [props.ref.by]: props.ref.value },
    layerSelector: props.helmChart ? { mediaType: HELM_CHART_LAYER, operation: LayerOperation.COPY } : undefined,
    provider: provider as OciRepositorySpec['provider'],
    secretRef: secretName ? { name: secretName } : undefined,
    serviceAccountName,
    verify: props.verify && verifySpec(props.verify),
  };
}
