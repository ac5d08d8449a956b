import { Manifest } from '../../src/manifests/manifest';
import { ManifestSet } from '../../src/manifests/manifest-set';
import { FluxVersion } from '../../src/primitives/flux-version';
import { MissingWatchLabel } from '../../src/rules/kustomize/missing-watch-label/rule';
import { RuleContext } from '../../src/verification/rule-context';

/** What is said about ConfigMaps that a component puts into namespaces, each read by a release there. */
function messages(namespaces: string[], file?: string): string[] {
  const objects = namespaces.flatMap((namespace) => [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'values', namespace } },
    {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'app', namespace },
      spec: { valuesFrom: [{ kind: 'ConfigMap', name: 'values' }] },
    },
  ]);
  const manifests = new ManifestSet(objects.map((object) => new Manifest(object, { origin: { place: () => ({ file, line: 3 }) } })));
  const context = new RuleContext({ cluster: 'test', manifests, fluxVersion: FluxVersion.V2_9 });
  return new MissingWatchLabel().check(context).map(({ message }) => message);
}

test('what a component puts into many namespaces is said once', () => {
  expect(messages(['a', 'b', 'c'], 'components/values.yaml')).toEqual([
    'HelmRelease a/app sees changes of ConfigMap a/values only at its next interval, and so it is in 2 more namespaces',
  ]);
});

test('where nobody knows the place, each object is told apart', () => {
  expect(messages(['a', 'b'])).toEqual([
    'HelmRelease a/app sees changes of ConfigMap a/values only at its next interval',
    'HelmRelease b/app sees changes of ConfigMap b/values only at its next interval',
  ]);
});
