import { IRule } from '../../verification/rule';
import { HelmRepositoryForOciChart } from './helm-repository-for-oci-chart/rule';
import { InsecureSource } from './insecure-source/rule';
import { InvalidSourceAddress } from './invalid-source-address/rule';
import { SecretNotFound } from './secret-not-found/rule';
import { SourceNotFound } from './source-not-found/rule';

export const SOURCE_RULES: readonly IRule[] = [
  new SourceNotFound(),
  new SecretNotFound(),
  new InsecureSource(),
  new InvalidSourceAddress(),
  new HelmRepositoryForOciChart(),
];
