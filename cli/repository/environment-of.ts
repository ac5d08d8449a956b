import { Manifest } from '../../src/manifests/manifest';
import { Environment } from '../../src/primitives/environment';

const SIGNS: readonly (readonly [RegExp, Environment])[] = [
  [/(^|[^a-z])(prod|production|prd|live)([^a-z]|$)/, Environment.PRODUCTION],
  [/(^|[^a-z])(stag(e|ing)?|stg)([^a-z]|$)/, Environment.STAGING],
  [/(^|[^a-z])dev(?!ops)[a-z]*([^a-z]|$)/, Environment.DEVELOPMENT],
];

/** What a cluster is for, by its name, its path and the labels of its FluxInstance. The nearest sign decides. */
export function environmentOf(name: string, path: string | undefined, instance: Manifest | undefined): Environment | undefined {
  const labels = ['environment', 'env', 'stage', 'toolkit.fluxcd.io/environment'].map((key) => instance?.label(key));
  for (const text of [...labels, name, path]) {
    const found = text === undefined ? undefined : SIGNS.find(([sign]) => sign.test(text.toLowerCase()));
    if (found) return found[1];
  }
  return undefined;
}
