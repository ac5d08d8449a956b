import { ApiObject, Chart, Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { HelmReleaseSpec, toJson_HelmReleaseSpec } from '../../../imports/helm.toolkit.fluxcd.io';
import { defaultDuration } from '../../primitives/chosen-defaults';
import { fleetContextOf } from '../../primitives/fleet-context';
import { toFluxDuration } from '../../primitives/flux-duration';
import { FluxKind } from '../../primitives/flux-kind';
import { FluxVersion } from '../../primitives/flux-version';
import { MAX_LABEL } from '../../primitives/kubernetes-name';
import { addFluxObject, INamedObject } from '../flux-object';
import { ImportedOrderedObject } from '../imported-ordered-object';
import { applierOf, dependencyReferences, link, lowerDependency, OrderedObject, standsFor } from '../ordering';
import { requireGiven } from '../require-given';
import { requireSameCluster } from '../require-same-cluster';
import { requireVersion } from '../require-version';
import { requireSameNamespace } from '../source/same-namespace';
import { IChartSource } from './chart-source';
import { CrdsPolicy } from './crds-policy';
import { defaultDrift } from './drift';
import { HelmReleaseProps } from './helm-release-props';
import { defaultOnFailure } from './on-failure';
import { addReleaseAccount } from './release-account';
import { requireReleaseName } from './release-name';

/** What other constructs need to know about a `HelmRelease`. */
export interface IHelmRelease extends INamedObject {}

/**
 * A Helm chart that helm-controller installs, upgrades and watches.
 *
 * The release lives in the namespace of the object. `HelmReleaseFromOci`, `HelmReleaseFromRepository` and `HelmReleaseFromGit`
 * define the source of the chart as well.
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/
 */
export class HelmRelease extends Construct implements IHelmRelease {
  /**
   * A HelmRelease that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromHelmReleaseName(scope: Construct, id: string, name: string, namespace?: string): IHelmRelease {
    return new ImportedOrderedObject(scope, id, FluxKind.HELM_RELEASE, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;

  /** Name of the Helm release. */
  public readonly releaseName: string;

  /** How long one Helm action may take. */
  public readonly timeout: Duration;

  /** @internal */
  public readonly _orderedKind = 'HelmRelease' as const;
  /** @internal */
  public readonly _dependencies = new Set<OrderedObject>();
  /** @internal */
  public readonly _dependents = new Set<OrderedObject>();

  private serviceAccountName?: string;

  constructor(scope: Construct, id: string, props: HelmReleaseProps) {
    super(scope, id);
    requireGiven(this, 'chart', props.chart, 'chart: new OciRepository(…), or HelmReleaseFromOci');
    this.releaseName = props.releaseName ?? props.name ?? id;
    requireReleaseName(this, props.releaseName === undefined ? 'name' : 'releaseName', this.releaseName);
    if (Construct.isConstruct(props.chart)) requireSameCluster(this, 'chart', props.chart);
    if (props.healthCheckExprs) requireVersion(this, 'healthCheckExprs', FluxVersion.V2_8);
    if (props.waitStrategy) requireVersion(this, 'waitStrategy', FluxVersion.V2_8);
    for (const { _configMap } of props.valuesFrom ?? []) {
      if (!_configMap) continue;
      requireSameCluster(this, 'valuesFrom', _configMap);
      requireSameNamespace(this, props, 'valuesFrom', 'ConfigMap', _configMap);
    }
    this.timeout = props.timeout ?? defaultDuration(this, 'HelmRelease.timeout');
    this.serviceAccountName = props.serviceAccountName;

    const durations = {
      interval: toFluxDuration(this, 'interval', props.interval ?? defaultDuration(this, 'HelmRelease.interval')),
      timeout: toFluxDuration(this, 'timeout', this.timeout),
    };
    const identity = { ...props, namespace: props.namespace ?? besideItsSource(this, props.chart) };
    const object = addFluxObject(this, FluxKind.HELM_RELEASE, identity, () => this.renderSpec(props, durations), MAX_LABEL);
    this.name = object.name;
    this.namespace = object.metadata.namespace;

    standsFor(this, this);
    this.dependsOn(...(props.dependsOn ?? []));
    this.takeAccountWhenLocked(props);
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }

  /**
   * Starts only when the dependencies are ready. Flux lets a release wait for releases only: for a layer or a Kustomization,
   * the layer that holds this release waits instead.
   *
   * @param dependencies releases, layers or Kustomizations
   */
  public dependsOn(...dependencies: IConstruct[]): void {
    for (const dependency of dependencies) {
      const release = lowerDependency(this, dependency);
      if (release) link(this, release);
      else applierOf(this)!.dependsOn(dependency);
    }
  }

  /** On another cluster, the account is that cluster's business. */
  private takeAccountWhenLocked({ serviceAccountName, kubeConfig }: HelmReleaseProps): void {
    // Without a namespace there is no place for an account, and synthesis says so.
    if (serviceAccountName !== undefined || kubeConfig || this.namespace === undefined) return;
    fleetContextOf(this).lockdown?.whenLocked(() => {
      this.serviceAccountName = addReleaseAccount(this);
    });
  }

  private renderSpec(props: HelmReleaseProps, durations: { interval: string; timeout: string }): unknown {
    const { chart, chartRef } = props.chart.toReleaseChart(this, this.namespace);
    const { install, upgrade, rollback } = (props.onFailure ?? defaultOnFailure(this))._fields;
    const crds = props.crds ?? CrdsPolicy.createReplace();
    const drift = props.drift ?? defaultDrift(this);
    const spec: HelmReleaseSpec = {
      ...durations,
      dependsOn: dependencyReferences(this),
      serviceAccountName: this.serviceAccountName,
      kubeConfig: props.kubeConfig,
      releaseName: this.releaseName,
      chart,
      chartRef,
      install: { crds: crds._install, ...install },
      upgrade: { crds: crds._upgrade, ...upgrade },
      rollback,
      test: props.test,
      driftDetection: drift._spec,
      maxHistory: props.maxHistory,
      postRenderers: props.postRenderers,
      commonMetadata: props.commonMetadata,
      healthCheckExprs: props.healthCheckExprs,
      waitStrategy: props.waitStrategy,
      valuesFrom: props.valuesFrom?.map(({ _spec }) => _spec),
      values: props.values,
    };
    return toJson_HelmReleaseSpec(spec);
  }
}

/** Where nothing else says it, a release lives with its source: Flux may not look into other namespaces. */
function besideItsSource(at: Construct, chart: IChartSource): string | undefined {
  return Chart.of(at).namespace === undefined ? (chart as { namespace?: string }).namespace : undefined;
}
