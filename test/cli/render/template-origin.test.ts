import { load, instance, placeText } from './fleet-support';

const SET = `
apiVersion: fluxcd.controlplane.io/v1
kind: ResourceSet
metadata: { name: teams, namespace: flux-system }
spec:
  inputs:
    - { team: red }
    - { team: blue }
  resourcesTemplate: |
    ---
    # one for each
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: << inputs.team >>-settings
      namespace: apps
    data:
      <<- if eq inputs.team "red" >>
      color: red
      <<- end >>
      team: << inputs.team >>

    ---
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: << inputs.team >>-other
      namespace: apps
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web-<< inputs.team >>, namespace: apps }
    spec:
      template:
        spec:
          containers:
          - image: a
            name: a
          - name: b
            image: << inputs.team >>
`;

test('objects of a text that is a template know their lines', async () => {
  const { contexts } = await load({ 'clusters/prod/flux-system/i.yaml': instance('clusters/prod'), 'clusters/prod/set.yaml': SET });
  const made = contexts[0].manifests.manifests.filter(({ applier }) => applier?.kind === 'ResourceSet');
  const ways: Record<string, string[][]> = {
    'ConfigMap apps/red-settings': [[], ['data', 'color'], ['data', 'team'], ['data', 'gone'], ['metadata', 'name']],
    'ConfigMap apps/blue-settings': [['data', 'team']],
    'ConfigMap apps/red-other': [['metadata', 'name']],
    'Deployment.apps apps/web-red': [
      ['metadata', 'name'],
      ['spec', 'template'],
    ],
  };
  const places = Object.entries(ways).map(([name, all]) => {
    const manifest = made.find((one) => name.endsWith(`${one.namespace}/${one.name}`))!;
    return [name, all.map((keys) => placeText(manifest.at(...keys).place))];
  });
  const lines = (...numbers: number[]) => numbers.map((number) => `clusters/prod/set.yaml:${number}`);
  expect(Object.fromEntries(places)).toEqual({
    'ConfigMap apps/red-settings': lines(11, 18, 20, 16, 14),
    'ConfigMap apps/blue-settings': lines(20),
    'ConfigMap apps/red-other': lines(26),
    'Deployment.apps apps/web-red': lines(31, 33),
  });
  const images = made
    .find(({ name }) => name === 'web-red')!
    .at('spec', 'template', 'spec', 'containers')
    .items()
    .map((container) => container.at('image').place);
  expect(images).toEqual([
    { file: 'clusters/prod/set.yaml', line: 36, column: 13 },
    { file: 'clusters/prod/set.yaml', line: 39, column: 13 },
  ]);
});

test('a template on one line has the place of its key', async () => {
  const set =
    SET.slice(0, SET.indexOf('  resourcesTemplate')) +
    '  resourcesTemplate: "apiVersion: v1\\nkind: Namespace\\nmetadata: { name: << inputs.team >> }"\n';
  const { contexts } = await load({ 'clusters/prod/flux-system/i.yaml': instance('clusters/prod'), 'clusters/prod/set.yaml': set });
  const [namespace] = contexts[0].manifests.ofKind('Namespace');
  expect(placeText(namespace.at('metadata', 'name').place)).toBe('clusters/prod/set.yaml:8');
});
