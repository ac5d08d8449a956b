import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutDescriptions } from '../scripts/import/crd';
import { HASHES, hashOf } from '../scripts/import/hashes';
import { allCrds, crdOf } from '../src/schemas/crds';

const ROOT = join(__dirname, '..');
const INPUTS = join(ROOT, '../shared/crds');
const noInputs = !existsSync(INPUTS);
if (noInputs) console.log(`schemas.test: skips the comparison with the CRDs, because there is no folder ../shared/crds`);

test.skipIf(noInputs).each(allCrds().map((crd) => [crd.metadata.name, crd] as const))(
  '%s is the upstream CRD, less its prose',
  (name, crd) => {
    const upstream = JSON.parse(readFileSync(join(INPUTS, `${name}.json`), 'utf8'));
    for (const version of upstream.spec.versions) {
      version.schema.openAPIV3Schema = withoutDescriptions(version.schema.openAPIV3Schema);
    }
    expect(crd).toEqual(upstream);
  },
);

test('every CRD is the one whose hash is committed', () => {
  const { inputs } = JSON.parse(readFileSync(join(ROOT, HASHES), 'utf8'));
  expect(Object.fromEntries(allCrds().map((crd) => [crd.metadata.name, hashOf(JSON.stringify(crd))]))).toEqual(inputs);
});

test('a CRD is found by group and kind', () => {
  expect(crdOf('source.toolkit.fluxcd.io', 'OCIRepository')?.metadata.name).toBe('ocirepositories.source.toolkit.fluxcd.io');
  expect(crdOf('source.toolkit.fluxcd.io', 'Kustomization')).toBeUndefined();
  expect(crdOf('', 'ConfigMap')).toBeUndefined();
});

test('the CEL rules of a schema are kept', () => {
  const spec = crdOf('helm.toolkit.fluxcd.io', 'HelmRelease')!.spec.versions[0].schema.openAPIV3Schema.properties!.spec;
  expect(spec['x-kubernetes-validations']!.map(({ rule }) => rule)).toContain(
    '(has(self.chart) && !has(self.chartRef)) || (!has(self.chart) && has(self.chartRef))',
  );
});

test('a shared CRD cannot be changed by one of its readers', () => {
  const crd = crdOf('kustomize.toolkit.fluxcd.io', 'Kustomization') as any;
  expect(() => crd.spec.versions[0].schema.openAPIV3Schema.required.push('status')).toThrow(TypeError);
});

test('a schema has no description, but a property may be called so', () => {
  const schema = { type: 'object' as const, description: 'prose' };
  expect(
    withoutDescriptions({
      ...schema,
      properties: { description: { ...schema, default: { description: 'data' } }, properties: schema },
      additionalProperties: schema,
      items: schema,
      oneOf: [schema],
      not: schema,
    } as any),
  ).toEqual({
    type: 'object',
    properties: { description: { type: 'object', default: { description: 'data' } }, properties: { type: 'object' } },
    additionalProperties: { type: 'object' },
    items: { type: 'object' },
    oneOf: [{ type: 'object' }],
    not: { type: 'object' },
  });
});

test('no CRD is read before it is asked for', () => {
  const program = `require('./src/schemas/crds.ts').crdOf('flagger.app', 'Canary');
    console.log(Object.keys(require.cache).filter((file) => file.endsWith('.json')).map((file) => require('path').basename(file)));`;
  const run = spawnSync(process.execPath, ['--require', 'tsx/cjs', '--eval', program], { cwd: ROOT, encoding: 'utf8' });
  expect(run.stdout).toBe("[ 'canaries.flagger.app.json' ]\n");
});
