import { YamlSource } from '../../src/manifests/yaml-source';
import { objectsOf, resourceSetObjects } from '../../src/verification/resource-set-objects';

const API = 'fluxcd.controlplane.io/v1';
const set = (name: string, spec: string): string =>
  `apiVersion: ${API}\nkind: ResourceSet\nmetadata: { name: ${name}, namespace: apps }\nspec:\n${spec}\n---\n`;
const MAP = '{ apiVersion: v1, kind: ConfigMap, metadata: { name: << inputs.name >>, labels: { own: a, team: a } } }';

const documentsOf = (text: string) => new YamlSource('a.yaml', text).documents;
const applied = (text: string) => resourceSetObjects(documentsOf(text));

test('objects of other kinds make nothing', () => {
  expect(applied('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: apps }\nspec: { resources: [{ kind: x }] }')).toEqual({
    manifests: [],
    unseen: [],
  });
});

test('what ResourceSets apply stands where its template stands', () => {
  const { manifests, unseen } = applied(
    set('one', `  inputs: [{ name: a }, { name: b }]\n  resources:\n    - ${MAP}`) +
      set('two', `  inputs: [{ name: c }]\n  resources:\n    - ${MAP}`),
  );
  expect(manifests.map((manifest) => `${manifest} by ${manifest.applier} at line ${manifest.at('metadata', 'name').place.line}`)).toEqual([
    'ConfigMap a by ResourceSet apps/one at line 7',
    'ConfigMap b by ResourceSet apps/one at line 7',
    'ConfigMap c by ResourceSet apps/two at line 15',
  ]);
  expect(unseen).toEqual([]);
});

test('common labels and annotations are added to its objects, and win', () => {
  const { manifests } = applied(
    set(
      'one',
      `  commonMetadata: { labels: { team: b }, annotations: { note: c }, other: { d: d } }\n  inputs: [{ name: a }]\n  resources: [${MAP}]`,
    ),
  );
  expect(manifests.map(({ object }) => object as unknown)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', labels: { own: 'a', team: 'b' }, annotations: { note: 'c' } },
    },
  ]);
});

test('common labels alone add no annotations', () => {
  const { manifests } = applied(set('one', `  commonMetadata: { labels: { team: b } }\n  inputs: [{ name: a }]\n  resources: [${MAP}]`));
  expect(manifests.map(({ object }) => object.metadata as unknown)).toEqual([{ name: 'a', labels: { own: 'a', team: 'b' } }]);
});

test('inputs come from the providers of its namespace', () => {
  const provider = (name: string, namespace: string): string =>
    `apiVersion: ${API}\nkind: ResourceSetInputProvider\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { type: Static, defaultValues: { name: ${name} } }\n---\n`;
  const from = (name: string): string =>
    set(name, `  inputsFrom: [{ kind: ResourceSetInputProvider, name: ${name} }]\n  resources: [${MAP}]`);
  const { manifests } = applied(provider('near', 'apps') + provider('far', 'elsewhere') + from('near') + from('far'));
  expect(manifests.map(String)).toEqual(['ConfigMap near']);
});

test('what only the operator knows cannot be seen, and what is no ResourceSet neither', () => {
  const provider = `apiVersion: ${API}\nkind: ResourceSetInputProvider\nmetadata: { name: prs, namespace: apps }\nspec: { type: GitHubPullRequest, url: https://github.com/acme/app }\n---\n`;
  const text =
    provider +
    set('live', `  inputsFrom: [{ kind: ResourceSetInputProvider, name: prs }]\n  resources: [${MAP}]`) +
    set('wrong', '  inputsFrom: [{ kind: ResourceSetInputProvider, selector: { matchExpressions: 1 } }]\n  resources: []');
  const { manifests, unseen } = applied(text);
  expect(manifests).toEqual([]);
  expect(unseen.map(({ applier, reason }) => `${applier}: ${reason}`)).toEqual([
    'ResourceSet apps/live: the inputs of prs are only known in a cluster',
    'ResourceSet apps/wrong: its fields are not those of a ResourceSet',
  ]);
});

test('inputs in the braces of Helm are taken as they are meant', () => {
  const { manifests } = applied(set('one', `  inputs: [{ name: a }]\n  resources: [${MAP.replace('<<', '"{{').replace('>>', '}}"')}]`));
  expect(manifests.map(String)).toEqual(['ConfigMap a']);
});

test('whoever knows better where an object stands says so', () => {
  const [one] = documentsOf(set('one', `  inputs: [{ name: a }]\n  resources: [${MAP}]`));
  const { manifests } = objectsOf(one, [], (template, object: any) => ({
    place: () => ({ file: `${template.join('.')} of ${object.metadata.name}` }),
  }));
  expect(manifests[0].root.place).toEqual({ file: 'spec.resources.0 of a' });
});
