import { Duration } from 'cdk8s';
import { ResourceSetSpecCommonMetadata, ResourceSetSpecDependsOn } from '../../imports/fluxcd.controlplane.io';
import { FluxObjectProps } from '../constructs/flux-object';
import { Inputs } from './inputs';

/** Props for `ResourceTemplate`. */
export interface ResourceTemplateProps extends FluxObjectProps {
  /**
   * Where the inputs come from. Of several, each set makes the objects once; templates can use what all of them have.
   * While a provider finds nothing and there is no list, everything that was applied is deleted.
   */
  readonly inputs: Inputs[];

  /**
   * Whether each set of one source is combined with each set of the others. Inputs then have the name of their source in front:
   * `template.input('clusters.region')`.
   *
   * @default false
   */
  readonly permute?: boolean;

  /**
   * Objects of any kind that must exist, or be ready, before anything is applied: see `ObjectDependency`.
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
   * Labels and annotations of everything that is applied. They hold no inputs.
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
