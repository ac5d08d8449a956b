import { Duration } from 'cdk8s';
import { ResourceSetSpecCommonMetadata, ResourceSetSpecDependsOn } from '../../../imports/fluxcd.controlplane.io';
import { FluxObjectProps } from '../flux-object';

/** What a ResourceSet can be told, however its objects are written. */
export interface ResourceSetOptions extends FluxObjectProps {
  /**
   * Objects of any kind that must exist, or with `ready` be ready, before anything is applied: see `ObjectDependency`.
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
