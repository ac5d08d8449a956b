import { Manifest } from '../../src/manifests/manifest';
import { ManifestSet } from '../../src/manifests/manifest-set';
import { Steps } from '../../src/manifests/place';
import { YamlSource } from '../../src/manifests/yaml-source';
import { FluxVersion } from '../../src/primitives/flux-version';
import { HardcodedClusterValue } from '../../src/rules/structure/hardcoded-cluster-value/rule';
import { RuleContext } from '../../src/verification/rule-context';

/** Messages about an Ingress of a base that two clusters read, whose host stands in a file. */
function messages(fileOfHost: string): string[] {
  const object = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'web' },
    spec: { rules: [{ host: 'web.blue.example.com' }] },
  };
  const place = (steps: Steps) => ({ file: steps.includes('host') ? fileOfHost : 'base/web.yaml' });
  const contexts = ['blue', 'green'].map((cluster) => {
    const files = ['base/web.yaml', `${cluster}/patch.yaml`].map((path) => new YamlSource(path, ''));
    const manifests = new ManifestSet([new Manifest(object, { origin: { place } })]);
    return new RuleContext({ cluster, manifests, files, fluxVersion: FluxVersion.V2_9 });
  });
  RuleContext._join(contexts);
  return contexts.flatMap((context) => new HardcodedClusterValue().check(context)).map(({ message }) => message);
}

test('a value of a cluster is reported in a base that others read, and not in the patch of the cluster', () => {
  expect(messages('base/web.yaml')).toEqual([
    'Ingress web/web holds web.blue.example.com, which belongs to the cluster blue, in a file that other clusters read too',
  ]);
  expect(messages('blue/patch.yaml')).toEqual([]);
});
