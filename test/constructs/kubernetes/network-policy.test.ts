import { JsonPatch } from 'cdk8s';
import { NetworkPolicy, NetworkPolicyProps } from '../../../src';
import { errorOf, synthOne } from '../../support/synth';

const synthWith = (props?: NetworkPolicyProps) => synthOne((chart) => new NetworkPolicy(chart, 'isolation', props));

test('lets in pods of the same namespace, and leaves the way out open', () => {
  expect(synthWith()).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'isolation', namespace: 'apps' },
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: {} }] }] },
  });
});

test('lets in the pods of other namespaces that are named', () => {
  expect(synthWith({ namespace: 'team-a', labels: { team: 'a' }, ingressFromNamespaces: ['ingress', 'monitoring'] })).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'isolation', namespace: 'team-a', labels: { team: 'a' } },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            { podSelector: {} },
            { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress' } } },
            { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } },
          ],
        },
      ],
    },
  });
});

test('a json patch acts', () => {
  const manifest = synthOne((chart) =>
    new NetworkPolicy(chart, 'isolation').apiObject.addJsonPatch(JsonPatch.add('/spec/policyTypes/-', 'Egress')),
  );

  expect(manifest.spec.policyTypes).toEqual(['Ingress', 'Egress']);
});

test('a namespace that cannot exist is refused', () => {
  expect(errorOf(() => synthWith({ ingressFromNamespaces: ['Ingress'] }))).toBe(
    [
      `NetworkPolicy 'prod/isolation': ingressFromNamespaces must be a namespace: at most 63 lower case letters, digits and '-', with a letter or digit at both ends, got "Ingress".`,
      `  fix: ingressFromNamespaces: 'ingress'`,
    ].join('\n'),
  );
});
