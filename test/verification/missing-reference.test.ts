import { missingFinding } from '../../src/verification/missing-reference';
import { referencesIn } from '../../src/verification/references';
import { contextsOf } from '../support/rule-fixture';

function fixOf(name: string, provider: string): string | undefined {
  const [context] = contextsOf(`
apiVersion: notification.toolkit.fluxcd.io/v1beta3
kind: Alert
metadata: { name: errors, namespace: apps }
spec: { providerRef: { name: ${name} } }
---
apiVersion: notification.toolkit.fluxcd.io/v1beta3
kind: Provider
metadata: { name: slack, namespace: ${provider} }
`);
  const [reference] = referencesIn(context.manifests).for('provider');
  return missingFinding(context, reference, 'sends events to').fix;
}

test('what is beside it under another name was probably meant', () => {
  expect(fixOf('slac', 'apps')).toBe(
    'Did you mean Provider apps/slack? If not, add Provider apps/slac to the cluster or declare it as external.',
  );
});

test('what stands where nobody looks is no answer', () => {
  expect(fixOf('slack', 'flux-system')).toBe(
    'There is Provider flux-system/slack, in a namespace in which Alert apps/errors does not look. ' +
      'Add Provider apps/slack to the cluster or declare it as external.',
  );
});

test('what is like nothing else has no proposal', () => {
  expect(fixOf('opsgenie', 'apps')).toBeUndefined();
});
