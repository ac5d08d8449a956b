import { ManifestSet } from '../../src/manifests/manifest-set';
import { Environment } from '../../src/primitives/environment';
import { FluxVersion } from '../../src/primitives/flux-version';
import { RuleContext } from '../../src/verification/rule-context';
import { contextsOf } from '../support/rule-fixture';

const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: apps }\n';

test('a cluster sees the others of its fleet', () => {
  const [a, b, c] = contextsOf(`# cluster: a\n${config}# cluster: b\n${config}# cluster: c\n${config}`);
  expect(b.otherClusters).toEqual([a, c]);
});

test('a cluster of which nothing more is known is alone, and as most are', () => {
  const context = new RuleContext({ cluster: 'edge', manifests: new ManifestSet([]), fluxVersion: FluxVersion.V2_8 });
  const { otherClusters, environment, isProduction, path, operatorVersion, files, repositoryFiles, entryPaths, settings } = context;
  expect({ otherClusters, environment, isProduction, path, operatorVersion, files, repositoryFiles, entryPaths, settings }).toEqual({
    otherClusters: [],
    environment: undefined,
    isProduction: false,
    path: undefined,
    operatorVersion: '0.58',
    files: [],
    repositoryFiles: [],
    entryPaths: [],
    settings: {},
  });
  expect([context.externals.any, context.mayHoldUnseen(), context._renderProblems]).toEqual([false, false, []]);
});

test('what was worked out is worked out anew once it is forgotten', () => {
  const [context] = contextsOf(config);
  let times = 0;
  const work = (): number => ++times;
  expect([context._once(work), context._once(work)]).toEqual([1, 1]);
  context._forget();
  expect(context._once(work)).toBe(2);
});

test.each([
  [Environment.PRODUCTION, true],
  [Environment.STAGING, false],
])('of %s it is known whether it is production', (environment, expected) => {
  const context = new RuleContext({ cluster: 'edge', manifests: new ManifestSet([]), fluxVersion: FluxVersion.V2_8, environment });
  expect(context.isProduction).toBe(expected);
  expect([FluxVersion.V2_7, FluxVersion.V2_8, FluxVersion.V2_9].map((version) => context.isAtLeast(version))).toEqual([true, true, false]);
});
