import { Field, Manifest } from '../../manifests/manifest';

/** How a policy orders tags: the one that Flux takes first. */
export function orderingsOf(policy: Manifest): Field[] {
  return ['semver', 'alphabetical', 'numerical']
    .map((key) => policy.at('spec', 'policy', key))
    .filter(({ value }) => value !== undefined && value !== null);
}
