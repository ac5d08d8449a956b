import { Duration } from 'cdk8s';
import {
  ResourceSetSpecCommonMetadata,
  ResourceSetSpecDependsOn,
  ResourceSetSpecInputStrategy,
  ResourceSetSpecInputsFromSelector,
  ResourceSetSpecSteps,
} from '../../../imports/fluxcd.controlplane.io';
import { FluxObjectProps } from '../flux-object';
import { IResourceSetInputProvider } from './resource-set-input-provider';

/** Props for `ResourceSet`: exactly one of `resources`, `resourcesTemplate` and `steps`. */
export interface ResourceSetProps extends FluxObjectProps {
  /**
   * Objects that are applied once for each input. Texts in them may hold `<< inputs.name >>`.
   *
   * Quotes do not survive: where a text must stay a text, write `<< inputs.name | quote >>`.
   *
   * @default - see `resourcesTemplate` and `steps`
   */
  readonly resources?: any[];

  /**
   * Objects as a text of YAML documents, for templates with conditions and loops.
   *
   * @default - see `resources` and `steps`
   */
  readonly resourcesTemplate?: string;

  /**
   * Objects that are applied one step after the other, each when the one before is healthy. At most 20.
   *
   * @default - see `resources` and `resourcesTemplate`
   */
  readonly steps?: ResourceSetSpecSteps[];

  /**
   * Maps of values. Each is one input.
   *
   * @default - the inputs of `inputsFrom`; without those the objects are applied once
   */
  readonly inputs?: any[];

  /**
   * Providers of inputs, in the same namespace. When they provide none, everything that was applied is deleted.
   *
   * @default - none
   */
  readonly inputsFrom?: IResourceSetInputProvider[];

  /**
   * Labels of further providers of inputs, in the same namespace.
   *
   * @default - none
   */
  readonly inputsFromSelector?: ResourceSetSpecInputsFromSelector;

  /**
   * How the inputs of several providers are combined.
   *
   * @default - one after the other
   */
  readonly inputStrategy?: ResourceSetSpecInputStrategy;

  /**
   * Objects of any kind that must exist, or with `ready` be ready, before anything is applied.
   *
   * @default - none
   */
  readonly dependsOn?: ResourceSetSpecDependsOn[];

  /**
   * Service account of the same namespace whose rights are used to apply.
   *
   * @default - the account that the operator's flags name, otherwise the operator's own rights
   */
  readonly serviceAccountName?: string;

  /**
   * Whether the set is ready only when everything that it applied is healthy.
   *
   * @default false
   */
  readonly wait?: boolean;

  /**
   * Labels and annotations of everything that is applied.
   *
   * @default - none
   */
  readonly commonMetadata?: ResourceSetSpecCommonMetadata;

  /**
   * How often everything is applied again when nothing changed, which undoes changes made by hand.
   *
   * @default Duration.minutes(30)
   */
  readonly interval?: Duration;

  /**
   * How long applying and waiting may take.
   *
   * @default Duration.minutes(5)
   */
  readonly timeout?: Duration;
}
