import { Manifest } from '../../../src/manifests/manifest';
import { ManifestSet } from '../../../src/manifests/manifest-set';
import { Steps } from '../../../src/manifests/place';
import { FluxVersion } from '../../../src/primitives/flux-version';
import { MutableContainerImage } from '../../../src/rules/security/mutable-container-image/rule';
import { WeakenedPodSecurity } from '../../../src/rules/security/weakened-pod-security/rule';
import { IRule } from '../../../src/verification/rule';
import { RuleContext } from '../../../src/verification/rule-context';

/** What a rule says about a hardened Deployment of which an overlay wrote one field. */
function messages(rule: IRule, image: string, readOnlyRootFilesystem: boolean, overlaid: string): string[] {
  const object = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'app', namespace: 'apps' },
    spec: { template: { spec: { containers: [{ name: 'app', image, securityContext: { runAsNonRoot: true, readOnlyRootFilesystem } }] } } },
  };
  const place = (steps: Steps) => ({ file: steps[steps.length - 1] === overlaid ? 'overlay/patch.yaml' : 'base/app.yaml' });
  const manifests = new ManifestSet([new Manifest(object, { origin: { place } })]);
  const context = new RuleContext({ cluster: 'test', manifests, fluxVersion: FluxVersion.V2_9 });
  return rule.check(context).map(({ message }) => message);
}

test('an overlay that makes the root file system of its base writable is named', () => {
  const rule = new WeakenedPodSecurity();
  expect(messages(rule, 'app:1', false, 'readOnlyRootFilesystem')).toEqual([
    'Deployment apps/app has a writable root file system in app because of overlay/patch.yaml',
  ]);
  expect(messages(rule, 'app:1', true, 'readOnlyRootFilesystem')).toEqual([]);
  // The base says so itself.
  expect(messages(rule, 'app:1', false, 'image')).toEqual([]);
});

test('an overlay that replaces a version by a branch is reported, a branch in the base is not', () => {
  const rule = new MutableContainerImage();
  expect(messages(rule, 'app:main', true, 'image')).toEqual(['Deployment apps/app runs the image app with the tag main, which moves']);
  expect(messages(rule, 'app:main', true, '')).toEqual([]);
  expect(messages(rule, 'app:1.0.0', true, 'image')).toEqual([]);
});
