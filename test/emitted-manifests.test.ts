import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifests } from '../src/manifests/read-yaml';
import { schemaErrors } from './support/schema';

const EXAMPLES = join(__dirname, '../examples');

/** Groups whose schemas stand in this repository. */
const KNOWN = /(^|\.)(fluxcd\.io|fluxcd\.controlplane\.io)\//;

const manifests = readdirSync(EXAMPLES)
  .filter((example) => existsSync(join(EXAMPLES, example, 'fleet')))
  .flatMap((example) => {
    const tree = join(EXAMPLES, example, 'fleet');
    const files = readdirSync(tree, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
    return files.flatMap((file) => readManifests(readFileSync(join(tree, file), 'utf8'), `${example}/${file}`));
  });
const known = manifests.filter(({ object }) => KNOWN.test(object.apiVersion));

test('the examples write objects of Flux', () => {
  expect(known.length).toBeGreaterThan(100);
});

test('every object of Flux in the examples is valid by its schema, without unknown fields', () => {
  const invalid = known.flatMap(({ object, origin }) => schemaErrors(object).map((error) => `${origin}: ${object.kind} ${error}`));

  expect(invalid).toEqual([]);
});

test('every object of Flux inside a ResourceSet of the examples is valid by its schema', () => {
  const templates = known.flatMap(({ object, origin }) => {
    const resources = (object.spec as { resources?: any[] }).resources ?? [];
    return resources.filter(({ apiVersion }) => KNOWN.test(apiVersion)).map((template) => ({ template, origin }));
  });
  // What a template prints is not known here: patterns of addresses and names are those of the inputs.
  const invalid = templates.flatMap(({ template, origin }) =>
    schemaErrors(template)
      .filter((error) => !/must match pattern/.test(error))
      .map((error) => `${origin}: ${template.kind} ${error}`),
  );

  expect(templates.length).toBeGreaterThan(5);
  expect(invalid).toEqual([]);
});

test('the schema check refuses an unknown field, a wrong type and a bad duration', () => {
  const { object } = known.find(({ object: { kind } }) => kind === 'Kustomization')!;
  const broken = { ...object, spec: { ...(object.spec as object), wiat: true, prune: 'yes', interval: '1d' } };

  expect(schemaErrors(broken).map((error) => error.split(' ')[0])).toEqual(['/spec', '/spec/interval', '/spec/prune']);
});
