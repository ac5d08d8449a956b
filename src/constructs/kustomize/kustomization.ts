import { ApiObject, Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import {
  KustomizationSpec,
  KustomizationSpecDecryption,
  KustomizationSpecPostBuild,
  KustomizationSpecPostBuildSubstituteStrategy as SubstituteStrategy,
  toJson_KustomizationSpec,
} from '../../../imports/kustomize.toolkit.fluxcd.io';
import { defaultDuration } from '../../primitives/chosen-defaults';
import { fleetContextOf } from '../../primitives/fleet-context';
import { toFluxDuration } from '../../primitives/flux-duration';
import { FluxKind } from '../../primitives/flux-kind';
import { FluxVersion, isAtLeast } from '../../primitives/flux-version';
import { InputError } from '../../primitives/input-error';
import { FLUX_NAMESPACE, MAX_LABEL } from '../../primitives/kubernetes-name';
import { addFluxObject, INamedObject } from '../flux-object';
import { ImportedOrderedObject } from '../imported-ordered-object';
import { dependencyReferences, link, lowerDependency, OrderedObject, standsFor } from '../ordering';
import { requireSameCluster } from '../require-same-cluster';
import { requireVersion } from '../require-version';
import { sourceReference } from '../source/source-reference';
import { requireDurations, requireLocalPath, requireOptions, requireVariableNames } from './kustomization-input';
import { KustomizationProps } from './kustomization-props';

/** Defaults that depend on the rest of the fleet. */
interface LateDefaults {
  timeout?: () => Duration;
  decryption?: () => KustomizationSpecDecryption | undefined;
  postBuild?: () => KustomizationSpecPostBuild | undefined;
}

/** What other constructs need to know about a `Kustomization`. */
export interface IKustomization extends INamedObject {}

/**
 * A directory of a source that kustomize-controller builds and applies.
 *
 * Not the `kustomization.yaml` of kustomize, which stands inside that directory.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export class Kustomization extends Construct implements IKustomization {
  /**
   * A Kustomization that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromKustomizationName(scope: Construct, id: string, name: string, namespace?: string): IKustomization {
    return new ImportedOrderedObject(scope, id, FluxKind.KUSTOMIZATION, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;

  /** @internal */
  public readonly _orderedKind = 'Kustomization' as const;
  /** @internal */
  public readonly _dependencies = new Set<OrderedObject>();
  /** @internal */
  public readonly _dependents = new Set<OrderedObject>();
  /** @internal What the program itself declared; a preset adds to it and takes back only its own. */
  public readonly _declared = new Set<OrderedObject>();
  /** @internal */
  public _domain?: string;
  /** @internal What a layer knows at synthesis and nobody could say before. */
  public readonly _late: LateDefaults = {};

  constructor(scope: Construct, id: string, props: KustomizationProps) {
    super(scope, id);
    requireSameCluster(this, 'source', props.source);
    requireLocalPath(this, props.path);
    requireVariableNames(this, props.postBuild);
    if (props.ignore) requireVersion(this, 'ignore', FluxVersion.V2_9);
    if (props.buildMetadata) requireVersion(this, 'buildMetadata', FluxVersion.V2_9);
    requireDurations(this, props);
    requireOptions(this, props, props.gate);

    const object = addFluxObject(this, FluxKind.KUSTOMIZATION, props, () => toJson_KustomizationSpec(renderSpec(this, props)), MAX_LABEL);
    this.name = object.name;
    this.namespace = object.metadata.namespace;

    standsFor(this, this);
    this.dependsOn(...(props.dependsOn ?? []));
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }

  /**
   * Starts only when the dependencies are ready. A dependency without a gate of its own then waits for all that it applies.
   *
   * @param dependencies layers, Kustomizations, or releases (their layer is then waited for)
   */
  public dependsOn(...dependencies: IConstruct[]): void {
    for (const dependency of dependencies) {
      const target = lowerDependency(this, dependency)!;
      this._declared.add(target);
      link(this, target);
    }
  }
}

function renderSpec(at: Kustomization, props: KustomizationProps): KustomizationSpec {
  const { gate, postBuild = at._late.postBuild?.() } = props;
  return {
    interval: toFluxDuration(at, 'interval', props.interval ?? defaultDuration(at, 'Kustomization.interval')),
    retryInterval: toFluxDuration(at, 'retryInterval', props.retryInterval ?? defaultDuration(at, 'Kustomization.retryInterval')),
    timeout: toFluxDuration(at, 'timeout', props.timeout ?? at._late.timeout?.() ?? defaultDuration(at, 'Kustomization.timeout')),
    dependsOn: dependencyReferences(at),
    serviceAccountName: props.serviceAccountName ?? lockedServiceAccount(at, props),
    kubeConfig: props.kubeConfig,
    sourceRef: sourceReference(props.source, at.namespace) as KustomizationSpec['sourceRef'],
    path: props.path,
    targetNamespace: props.targetNamespace,
    prune: props.prune ?? true,
    deletionPolicy: props.deletionPolicy,
    wait: (gate ? gate.wait : at._dependents.size > 0 || hasExpressions(props)) || undefined,
    healthChecks: gate && gate.healthChecks.length > 0 ? gate.healthChecks : undefined,
    healthCheckExprs: props.healthCheckExprs,
    decryption: props.decryption ?? at._late.decryption?.(),
    postBuild: postBuild && { ...postBuild, substituteStrategy: postBuild.substituteStrategy ?? substituteStrategy(at) },
    patches: props.patches,
    images: props.images,
    components: props.components,
    ignoreMissingComponents: props.ignoreMissingComponents || undefined,
    buildMetadata: props.buildMetadata,
    namePrefix: props.namePrefix,
    nameSuffix: props.nameSuffix,
    commonMetadata: props.commonMetadata,
    ignore: props.ignore,
  };
}

/** Expressions do nothing where nothing is checked. */
function hasExpressions({ healthCheckExprs = [] }: KustomizationProps): boolean {
  return healthCheckExprs.length > 0;
}

/** In a locked cluster an object without an account gets one without rights; the platform's own must say who they are. */
function lockedServiceAccount(at: Kustomization, props: KustomizationProps): string | undefined {
  if (at.namespace !== FLUX_NAMESPACE || !fleetContextOf(at).lockdown?.isLocked) return undefined;
  if (!props.kubeConfig) return 'kustomize-controller';
  throw new InputError(at, {
    prop: 'serviceAccountName',
    got: undefined,
    mustBe: "set together with kubeConfig: a locked cluster would act as the account 'default' of the other cluster, which has no rights",
    fix: "serviceAccountName: 'flux', with such an account and its rights in flux-system of the other cluster",
  });
}

/** Without `Always`, Flux applies a literal `${NAME}` when every reference turns out to be empty. */
function substituteStrategy(at: Kustomization): SubstituteStrategy | undefined {
  return isAtLeast(fleetContextOf(at).fluxVersion, FluxVersion.V2_9) ? SubstituteStrategy.ALWAYS : undefined;
}
