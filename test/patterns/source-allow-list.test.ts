import { SourceAllowList } from '../../src';
import { errorOf, synthAll } from '../support/synth';

const synthWith = (urls: string[], namespaceLabels?: { [key: string]: string }) =>
  synthAll((chart) => new SourceAllowList(chart, 'sources', { urls, namespaceLabels }));

const rule = (group: string, ...resources: string[]) => ({
  apiGroups: [group],
  apiVersions: ['*'],
  operations: ['CREATE', 'UPDATE'],
  resources,
});

test('the API server refuses sources from anywhere else', () => {
  expect(synthWith(['oci://ghcr.io/acme/', 'https://github.com/acme/*'])).toEqual([
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'sources' },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            rule('source.toolkit.fluxcd.io', 'gitrepositories', 'ocirepositories', 'helmrepositories', 'buckets'),
            rule('image.toolkit.fluxcd.io', 'imagerepositories'),
            rule('fluxcd.controlplane.io', 'resourcesetinputproviders'),
          ],
        },
        matchConditions: [{ name: 'not-being-deleted', expression: '!has(object.metadata.deletionTimestamp)' }],
        variables: [
          {
            name: 'url',
            expression:
              "has(object.spec.url) ? object.spec.url : has(object.spec.endpoint) ? 'https://' + object.spec.endpoint : has(object.spec.image) ? 'oci://' + object.spec.image : ''",
          },
        ],
        validations: [
          {
            expression:
              "variables.url == '' || (!variables.url.matches('(?i)[.][.]|%2e') && ['oci://ghcr.io/acme', 'https://github.com/acme'].exists(allowed, variables.url == allowed || variables.url.startsWith(allowed + '/')))",
            messageExpression: "'source ' + variables.url + ' is not on the allow-list: oci://ghcr.io/acme, https://github.com/acme'",
            reason: 'Forbidden',
          },
        ],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: 'sources' },
      spec: { policyName: 'sources', validationActions: ['Deny'] },
    },
  ]);
});

test('it may hold for some namespaces only', () => {
  expect(synthWith(['oci://ghcr.io/acme'], { 'toolkit.fluxcd.io/role': 'tenant' })[1].spec.matchResources).toEqual({
    namespaceSelector: { matchLabels: { 'toolkit.fluxcd.io/role': 'tenant' } },
  });
});

test.each([
  ['no address', [], ['urls must be one address at least, got [].', "  fix: urls: ['oci://ghcr.io/acme']"]],
  [
    'a scheme without protection',
    ['http://github.com/acme'],
    [
      'urls must be addresses that start with oci://, https:// or ssh://, each with a host, got "http://github.com/acme".',
      "  fix: urls: ['oci://ghcr.io/acme', 'https://github.com/acme']",
    ],
  ],
  [
    'everything',
    ['https://*'],
    [
      'urls must be addresses that start with oci://, https:// or ssh://, each with a host, got "https://*".',
      "  fix: urls: ['oci://ghcr.io/acme', 'https://github.com/acme']",
    ],
  ],
  [
    'a text that would leave the expression',
    ["oci://ghcr.io/acme'] || true || ['"],
    [
      `urls must be addresses that start with oci://, https:// or ssh://, each with a host, got "oci://ghcr.io/acme'] || true || ['".`,
      "  fix: urls: ['oci://ghcr.io/acme', 'https://github.com/acme']",
    ],
  ],
])('%s is refused', (_name, urls, [message, fix]) => {
  expect(errorOf(() => synthWith(urls))).toBe(`SourceAllowList 'prod/sources': ${message}\n${fix}`);
});
