import { Manifest } from '../../src/manifests/manifest';
import { ManifestSet } from '../../src/manifests/manifest-set';
import { FluxVersion } from '../../src/primitives/flux-version';
import { IneffectiveControlAnnotation } from '../../src/rules/kustomize/ineffective-control-annotation/rule';
import { RuleContext } from '../../src/verification/rule-context';

/** What is said about two ConfigMaps whose annotation was written in a file. */
function messages(file: string | undefined): string[] {
  const manifests = ['one', 'two'].map((name) => {
    const annotations = { 'kustomize.toolkit.fluxcd.io/prune': 'true' };
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'apps', annotations } };
    return new Manifest(object, { origin: { place: () => ({ file, line: 1 }) } });
  });
  const context = new RuleContext({ cluster: 'test', manifests: new ManifestSet(manifests), fluxVersion: FluxVersion.V2_9 });
  return new IneffectiveControlAnnotation().check(context).map(({ message }) => message);
}

const of = (name: string): string =>
  `Flux ignores kustomize.toolkit.fluxcd.io/prune: "true" of ConfigMap apps/${name}; it acts on disabled`;

test('what a kustomization file adds to all objects is told about once', () => {
  expect(messages('kustomization.yaml')).toEqual([`${of('one')}; so it is in 1 more`]);
});

test('what stands in a program is told about for each object', () => {
  expect(messages(undefined)).toEqual([of('one'), of('two')]);
});
