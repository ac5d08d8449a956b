import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allCrds } from '../../src/schemas/crds';
import type { StructuralSchema } from '../../src/schemas/custom-resource-definition';
import { newerThan } from '../../src/schemas/field-since';
import { FIELD_SINCE } from '../../src/schemas/field-since-data';

const release = (spec: object) => ({ apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', spec });
const resourceSet = (spec: object) => ({ apiVersion: 'fluxcd.controlplane.io/v1', kind: 'ResourceSet', spec });
const DEPENDENT = release({
  dependsOn: [{ name: 'a' }, { name: 'b', readyExpr: 'true' }],
  chartRef: { kind: 'ExternalArtifact', name: 'x' },
  waitStrategy: { name: 'poller' },
  healthCheckExprs: null,
});

test('what came after a release of Flux is told, with the release that brought it', () => {
  expect(newerThan(DEPENDENT, { flux: '2.6' })).toEqual([
    { path: ['spec', 'chartRef', 'kind'], value: 'ExternalArtifact', since: '2.7', product: 'flux' },
    { path: ['spec', 'dependsOn', 1, 'readyExpr'], since: '2.7', product: 'flux' },
    { path: ['spec', 'waitStrategy'], since: '2.8', product: 'flux' },
  ]);
});

test.each([
  ['2.2', 4],
  ['2.7', 1],
  ['v2.7.3', 1],
  ['2.8', 0],
  ['2.10', 0],
  ['2.x', 0],
  ['2', 0],
  ['3.0', 0],
  ['1.9', 4],
])('of one object, Flux %s does not know %i fields', (flux, count) => {
  expect(newerThan(DEPENDENT, { flux })).toHaveLength(count);
});

test('a kind of the Flux Operator counts the releases of the operator', () => {
  const object = resourceSet({ steps: [{ name: 'a', resources: [] }], inputStrategy: { name: 'Permute' } });
  expect(newerThan(object, { flux: '2.3', operator: '0.52' })).toEqual([{ path: ['spec', 'steps'], since: '0.53', product: 'operator' }]);
  expect(newerThan(object, { flux: '2.3' })).toEqual([]);
  expect(newerThan(object, { operator: '0.58' })).toEqual([]);
});

test('a kind that is newer than the release is told by its spec', () => {
  const object = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'ExternalArtifact', spec: { sourceRef: {} } };
  expect(newerThan(object, { flux: '2.6' })).toEqual([{ path: ['spec'], since: '2.7', product: 'flux' }]);
});

test('what is not an object of a known kind has nothing new', () => {
  const objects = [undefined, 'x', {}, { apiVersion: 'v1', kind: 'Pod' }, release('x' as any), release({ dependsOn: 'x' })];
  expect(objects.map((object) => newerThan(object, { flux: '2.2' }))).toEqual(objects.map(() => []));
});

test('a release that is none is an error', () => {
  expect(() => newerThan(DEPENDENT, { flux: 'latest' })).toThrow('a release must be written like 2.8, got "latest"');
});

const entries = Object.entries(FIELD_SINCE).flatMap(([kind, minors]) =>
  Object.entries(minors).flatMap(([since, added]) => added.map((entry) => ({ kind, since, entry }))),
);

/** The schema of `spec.dependsOn[].readyExpr`. */
function schemaAt(kind: string, path: string): StructuralSchema | undefined {
  const { spec } = allCrds().find((crd) => `${crd.spec.group}/${crd.spec.names.kind}` === kind)!;
  const keys = path.replaceAll('[]', '.[]').split('.');
  return keys.reduce<StructuralSchema | undefined>(
    (schema, key) => (key === '[]' ? schema?.items : schema?.properties?.[key]),
    spec.versions.find(({ storage }) => storage)!.schema.openAPIV3Schema,
  );
}

test.each(entries)('$kind has $entry, which $since brought', ({ kind, entry }) => {
  const [path, value] = entry.split('=');
  const schema = schemaAt(kind, path);
  expect(schema).toBeDefined();
  if (value !== undefined) expect(schema!.enum).toContain(value);
});

const FACTS = join(__dirname, '../../../shared/facts');
const noFacts = !existsSync(FACTS);
if (noFacts) console.log('field-since.test: skips the comparison with all releases, because there is no folder ../shared/facts');

test.skipIf(noFacts)('the table is what the CRDs of all releases give', () => {
  const read = (file: string): any[] => JSON.parse(readFileSync(join(FACTS, file), 'utf8'));
  const minorOf = (since: string) => (since.includes('<=') ? '' : /(\d+\.\d+)/.exec(since)![1]);
  // A report is written by the operator, and a status by controllers.
  const declared = ({ kind, path }: any) => kind !== 'FluxReport' && /^spec\b/.test(path);
  const fields = new Map(
    read('crd-field-since.json')
      .filter(declared)
      .map(({ kind, path, since }) => [`${kind} ${path}`, minorOf(since)]),
  );
  const parentsOf = (path: string): string[] => {
    const parent = path.replace(/(\[\]|\{\}|\.[^.[{]+)$/, '');
    return parent === path ? [] : [parent, ...parentsOf(parent)];
  };
  const isNew = (kind: string, path: string, since: string) =>
    since && !parentsOf(path).some((parent) => fields.get(`${kind} ${parent}`) === since);
  const newFields = [...fields]
    .filter(([key, since]) => isNew(key.split(' ')[0], key.split(' ')[1], since))
    .map(([key, since]) => `${key} ${since}`);

  const values = read('crd-enum-since.json')
    .filter(declared)
    .map((value) => ({ ...value, since: minorOf(value.since) }));
  const newValues = values.filter(({ kind, path, since }) => {
    // An enum that is newer than its field took values away: the ones that it has were valid before.
    const siblings = values.filter((other) => other.kind === kind && other.path === path);
    const enumIsNew = siblings.every((other) => other.since === since);
    return fields.get(`${kind} ${path}`) !== since && !enumIsNew && isNew(kind, path, since);
  });
  const expected = [...newFields, ...newValues.map(({ kind, path, value, since }) => `${kind} ${path}=${value} ${since}`)];
  expect(entries.map(({ kind, entry, since }) => `${kind.split('/')[1]} ${entry} ${since}`).sort()).toEqual(expected.sort());
});
