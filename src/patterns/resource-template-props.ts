import { ResourceSetOptions } from '../constructs/operator/resource-set-options';
import { Inputs } from './inputs';

/** Props for `ResourceTemplate`. */
export interface ResourceTemplateProps extends ResourceSetOptions {
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
}
