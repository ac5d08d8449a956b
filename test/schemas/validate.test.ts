import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { crdOf } from '../../src/schemas/crds';
import { schemaProblems } from '../../src/schemas/validate';
import { mutant, OBJECTS } from './arbitrary-objects';

const metadata = { name: 'x' };
const flux = (kind: string, group: string, spec: unknown) => ({ apiVersion: `${group}.toolkit.fluxcd.io/v1`, kind, metadata, spec });
const kustomization = (more: object) =>
  flux('Kustomization', 'kustomize', { interval: '1h', prune: true, sourceRef: { kind: 'GitRepository', name: 'x' }, ...more });
const release = (more: object) => ({ ...flux('HelmRelease', 'helm', more), apiVersion: 'helm.toolkit.fluxcd.io/v2' });
const alert = (kind: string) => ({
  ...flux('Alert', 'notification', { providerRef: { name: 'x' }, eventSources: [{ kind, name: '*' }] }),
  apiVersion: 'notification.toolkit.fluxcd.io/v1beta3',
});
const receiver = (more: object) => flux('Receiver', 'notification', { resources: [{ kind: 'GitRepository', name: 'x' }], ...more });

/** Path, reason and message of every problem. */
function told(object: unknown, options = {}): string[] {
  return schemaProblems(object, options)!.map(({ path, reason, message }) => `${path.join('.')} ${reason}: ${message}`);
}

test('a right object has no problem', () => {
  expect(schemaProblems(kustomization({}))).toEqual([]);
});

test('every problem is told, each with its place', () => {
  const spec = {
    wiat: true,
    interval: '1d',
    prune: 'yes',
    sourceRef: { kind: 'GitRepo' },
    dependsOn: [{ name: 'a' }, 'b'],
    targetNamespace: '',
  };
  expect(schemaProblems(kustomization(spec))).toEqual([
    {
      path: ['spec', 'interval'],
      reason: 'pattern',
      message: 'must be a duration such as 30s, 5m or 1h30m (the units are ms, s, m and h)',
    },
    { path: ['spec', 'prune'], reason: 'type', message: 'must be a boolean, not a string' },
    { path: ['spec', 'sourceRef'], reason: 'required', message: 'must have the field name', missing: 'name' },
    {
      path: ['spec', 'sourceRef', 'kind'],
      reason: 'enum',
      message: 'must be one of OCIRepository, GitRepository, Bucket, ExternalArtifact; did you mean GitRepository?',
      allowed: ['OCIRepository', 'GitRepository', 'Bucket', 'ExternalArtifact'],
      suggestion: 'GitRepository',
    },
    {
      path: ['spec', 'wiat'],
      reason: 'unknown-field',
      message: 'is not a field of spec; did you mean wait?',
      allowed: Object.keys(
        crdOf('kustomize.toolkit.fluxcd.io', 'Kustomization')!.spec.versions[0].schema.openAPIV3Schema.properties!.spec.properties!,
      ),
      suggestion: 'wait',
    },
    { path: ['spec', 'dependsOn', 1], reason: 'type', message: 'must be an object, not a string' },
    { path: ['spec', 'targetNamespace'], reason: 'bound', message: 'must not be empty' },
  ]);
});

test.each([
  ['a list for an object', kustomization({ sourceRef: [] }), ['spec.sourceRef type: must be an object, not a list']],
  ['a null in a list', kustomization({ components: [null] }), ['spec.components.0 type: must be a string, not null']],
  [
    'a fraction',
    release({ chartRef: { kind: 'HelmChart', name: 'x' }, interval: '1h', maxHistory: 1.5 }),
    ['spec.maxHistory type: must be a whole number, not a number'],
  ],
  [
    'an unknown field deep inside',
    release({ interval: '1h', chartRef: { kind: 'HelmChart', name: 'x' }, install: { remedation: {} } }),
    ['spec.install.remedation unknown-field: is not a field of spec.install; did you mean remediation?'],
  ],
  ['an unknown field of the object', { ...kustomization({}), data: {} }, ['data unknown-field: is not a field of the object']],
  ['a null of a known field', kustomization({ wait: null }), ['spec.wait type: must be a boolean, not null']],
  ['a null of a required field', kustomization({ interval: null }), ['spec.interval type: must be a string, not null']],
  ['a null of an enum', kustomization({ deletionPolicy: null }), ['spec.deletionPolicy type: must be a string, not null']],
  [
    'a null in a map',
    kustomization({ commonMetadata: { labels: { a: null } } }),
    ['spec.commonMetadata.labels.a type: must be a string, not null'],
  ],
  ['no object where it may be left out', { ...kustomization({}), spec: null }, ['spec type: must be an object, not null']],
  ['an unknown field that is null', kustomization({ foo: null }), ['spec.foo unknown-field: is not a field of spec']],
  [
    'hours where none are known',
    flux('OCIRepository', 'source', { url: 'oci://x/y', interval: '1h', timeout: '1h' }),
    ['spec.timeout pattern: must be a duration such as 30s or 1m30s (the units are ms, s and m; hours are not accepted here)'],
  ],
  [
    'too many characters',
    kustomization({ targetNamespace: 'a'.repeat(64) }),
    ['spec.targetNamespace bound: must have 63 characters or fewer'],
  ],
  [
    'entries of a list with the same key',
    receiver({
      type: 'generic-oidc',
      oidcProviders: ['a', 'a'].map((audience) => ({
        issuerURL: 'https://x',
        audience,
        validations: [{ expression: 'true', message: 'x' }],
      })),
    }),
    ['spec.oidcProviders.1 duplicate-key: must not have the same issuerURL as an earlier entry'],
  ],
  ['no metadata', { ...kustomization({}), metadata: undefined }, [' required: must have the field metadata']],
  ['no name', { ...kustomization({}), metadata: { namespace: 'x' } }, ['metadata required: must have the field name']],
  ['a name that is a number', { ...kustomization({}), metadata: { name: 1 } }, ['metadata.name type: must be a string, not a number']],
  [
    'fields of no alternative',
    { apiVersion: 'flagger.app/v1beta1', kind: 'AlertProvider', metadata, spec: { type: 'slack' } },
    ['spec required: must have one of these: type with address, type with secretRef'],
  ],
  [
    'fields of two alternatives',
    { apiVersion: 'flagger.app/v1beta1', kind: 'AlertProvider', metadata, spec: { type: 'slack', address: 'x', secretRef: { name: 'x' } } },
    ['spec bound: must have only one of these: type with address, type with secretRef'],
  ],
])('%s is refused', (_, object, problems) => {
  expect(told(object)).toEqual(problems);
});

test.each([
  ['a null where there is a default', kustomization({ force: null })],
  ['an undefined field', kustomization({ wait: undefined, foo: undefined })],
  ['a status', { ...kustomization({}), status: { anything: 1 } }],
  ['other metadata', { ...kustomization({}), metadata: { name: 'x', anything: 1 } }],
  ['anything in values', release({ interval: '1h', chartRef: { kind: 'HelmChart', name: 'x' }, values: { a: [{ b: null }] } })],
  ['no spec where none is required', { ...kustomization({}), spec: undefined }],
  ['a required field with a default', flux('OCIRepository', 'source', { url: 'oci://x/y', interval: '1h', verify: {} })],
])('%s is accepted', (_, object) => {
  expect(told(object)).toEqual([]);
});

test('defaults are there before rules are evaluated, and the object stays as it was', () => {
  const bucket = Object.freeze(flux('Bucket', 'source', Object.freeze({ bucketName: 'x', endpoint: 'x', interval: '1h' })));
  expect(told(bucket)).toEqual([]);
  expect(told({ ...bucket, spec: { ...(bucket.spec as object), serviceAccountName: 'x' } })).toEqual([
    "spec cel: ServiceAccountName is not supported for the 'generic' Bucket provider",
  ]);
});

test('a rule is not evaluated on what has the wrong shape, but elsewhere in the same object', () => {
  expect(told(kustomization({ prune: 1, kubeConfig: {} }))).toEqual([
    'spec.prune type: must be a boolean, not a number',
    'spec.kubeConfig cel: exactly one of spec.kubeConfig.configMapRef or spec.kubeConfig.secretRef must be specified',
  ]);
  expect(told(kustomization({ kubeConfig: { configmapRef: {} } }))).toEqual([
    'spec.kubeConfig.configmapRef unknown-field: is not a field of spec.kubeConfig; did you mean configMapRef?',
  ]);
});

test('the Flux Operator widens the kinds of an Alert and a Receiver, and no others', () => {
  const kinds =
    'Bucket, GitRepository, Kustomization, HelmRelease, HelmChart, HelmRepository, ImageRepository, ImagePolicy, ImageUpdateAutomation, OCIRepository, ArtifactGenerator, ExternalArtifact';
  expect(told(alert('ResourceSet'))).toEqual([`spec.eventSources.0.kind enum: must be one of ${kinds}`]);
  const hook = receiver({ type: 'github', secretRef: { name: 'x' }, resources: [{ kind: 'FluxInstance', name: 'x' }] });
  expect(told(hook)).toEqual([`spec.resources.0.kind enum: must be one of ${kinds}`]);

  const operatorInstall = true;
  for (const object of [alert('ResourceSet'), alert('ResourceSetInputProvider'), alert('Bucket'), hook])
    expect(told(object, { operatorInstall })).toEqual([]);
  expect(told(kustomization({ sourceRef: { kind: 'ResourceSet', name: 'x' } }), { operatorInstall })).toHaveLength(1);
  expect(told(alert('ResourceSett'), { operatorInstall })[0]).toMatch(/did you mean ResourceSet\?$/);
});

test('objects of other kinds and versions have no verdict', () => {
  const objects = [null, 'x', [], {}, { apiVersion: 'v1', kind: 'ConfigMap' }, { kind: 'Kustomization' }, { apiVersion: 'v1', kind: 1 }];
  const old = { ...kustomization({}), apiVersion: 'kustomize.toolkit.fluxcd.io/v1beta2' };
  expect([...objects, old, kustomization({})].map((object) => schemaProblems(object)?.length)).toEqual([...Array(8).fill(undefined), 0]);
});

test('no message has the value of a field', () => {
  const secret = 's3cr3t-canary';
  const withSecrets = (value: any): any => {
    if (Array.isArray(value)) return value.map(withSecrets);
    if (typeof value !== 'object' || value === null) return secret;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withSecrets(inner)]));
  };
  fc.assert(
    fc.property(
      fc.constantFrom(...OBJECTS.keys()).chain((kind) => OBJECTS.get(kind)!),
      fc.gen(),
      ({ apiVersion, kind, ...rest }, g) => {
        const object = { apiVersion, kind, ...withSecrets(mutant(rest, g)) };
        expect(JSON.stringify(schemaProblems(object))).not.toContain(secret);
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});

const SAMPLES = join(__dirname, '../../../shared/corpus/samples');
const noSamples = !existsSync(SAMPLES);
if (noSamples) console.log('validate.test: skips the samples of the controllers, because there is no folder ../shared/corpus/samples');

test.skipIf(noSamples)('the samples of the controllers are valid', () => {
  const documents = readdirSync(SAMPLES).flatMap((file) => loadAll(readFileSync(join(SAMPLES, file), 'utf8')) as any[]);
  const objects = documents.filter((document) => document?.apiVersion.includes('fluxcd.io'));
  expect(objects.length).toBeGreaterThan(15);
  expect(objects.map((object) => schemaProblems(object))).toEqual(objects.map(() => []));
});
