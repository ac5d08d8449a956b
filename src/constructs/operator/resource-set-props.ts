import {
  ResourceSetSpecInputStrategy,
  ResourceSetSpecInputsFromSelector,
  ResourceSetSpecSteps,
} from '../../../imports/fluxcd.controlplane.io';
import { IResourceSetInputProvider } from './resource-set-input-provider';
import { ResourceSetOptions } from './resource-set-options';

/** Props for `ResourceSet`: exactly one of `resources`, `resourcesTemplate` and `steps`. */
export interface ResourceSetProps extends ResourceSetOptions {
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
}
