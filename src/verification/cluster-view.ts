import { ManifestSet } from '../manifests/manifest-set';
import { Controllers } from './controllers';

/** What decides about rights in one cluster. */
export interface ClusterView {
  readonly manifests: ManifestSet;
  readonly controllers: Controllers;
}
