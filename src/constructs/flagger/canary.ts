import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import {
  CanarySpecAutoscalerRef,
  CanarySpecIngressRef,
  CanarySpecProvider,
  CanarySpecService,
  CanarySpecTargetRefKind,
  toJson_CanarySpec,
} from '../../../imports/flagger.app';
import { FlaggerKind } from '../../primitives/flux-kind';
import { InputError } from '../../primitives/input-error';
import { addFluxObject, FluxObjectProps } from '../flux-object';
import { requireSameCluster } from '../require-same-cluster';
import { CanaryAnalysis } from './canary-analysis';

/** Props for `Canary`. */
export interface CanaryProps extends FluxObjectProps {
  /**
   * Name of the Deployment whose new versions are tried first. Flagger scales it to zero and makes `<name>-primary` of it, so it should
   * not declare `replicas` where an autoscaler sets them.
   *
   * @default - the name of this object
   */
  readonly targetName?: string;

  /**
   * Kind of the target.
   *
   * @default - a Deployment
   */
  readonly targetKind?: CanarySpecTargetRefKind;

  /** Port of the Services that Flagger makes. */
  readonly port: number;

  /**
   * More about these Services: gateways, hosts, retries.
   *
   * @default - nothing
   */
  readonly service?: CanarySpecService;

  /**
   * How Flagger decides.
   *
   * @default CanaryAnalysis.weighted()
   */
  readonly analysis?: CanaryAnalysis;

  /**
   * What moves the traffic.
   *
   * @default - what the installation of Flagger says
   */
  readonly provider?: CanarySpecProvider;

  /**
   * The autoscaler of the target.
   *
   * @default - none
   */
  readonly autoscalerRef?: CanarySpecAutoscalerRef;

  /**
   * The ingress of the target, for providers that have one.
   *
   * @default - none
   */
  readonly ingressRef?: CanarySpecIngressRef;

  /**
   * How long the new version may take to become ready before Flagger goes back.
   *
   * @default - ten minutes, as Flagger has it
   */
  readonly progressDeadline?: Duration;
}

/**
 * New versions of a workload get a part of the traffic first, and all of it only when what is measured is right. Needs Flagger.
 *
 * @see https://docs.flagger.app/usage/how-it-works
 *
 * @example
 *
 * new Canary(cluster.apps, 'podinfo', {
 *   namespace: 'podinfo',
 *   port: 9898,
 *   analysis: CanaryAnalysis.weighted({ stepWeight: 5, metrics: [CanaryMetric.successRate(99.5)] }),
 * });
 */
export class Canary extends Construct {
  /** Name of the Kubernetes object. */
  public readonly name: string;

  /** Namespace of the Kubernetes object; `undefined` when neither the construct nor its chart sets one. */
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: CanaryProps) {
    super(scope, id);
    requirePort(this, props.port);
    for (const object of props.analysis?._objects ?? []) requireSameCluster(this, 'analysis', object);

    const object = addFluxObject(this, FlaggerKind.CANARY, props, () => {
      const kind = props.targetKind ?? CanarySpecTargetRefKind.DEPLOYMENT;
      return toJson_CanarySpec({
        provider: props.provider,
        targetRef: { apiVersion: kind === CanarySpecTargetRefKind.SERVICE ? 'v1' : 'apps/v1', kind, name: props.targetName ?? this.name },
        autoscalerRef: props.autoscalerRef,
        ingressRef: props.ingressRef,
        progressDeadlineSeconds: props.progressDeadline?.toSeconds(),
        service: { ...props.service, port: props.port },
        analysis: (props.analysis ?? CanaryAnalysis.weighted())._spec,
      });
    });
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}

function requirePort(at: Construct, port: number): void {
  if (Number.isInteger(port) && port > 0 && port < 65536) return;
  throw new InputError(at, { prop: 'port', got: port, mustBe: 'a port, from 1 to 65535', fix: 'port: 80' });
}
