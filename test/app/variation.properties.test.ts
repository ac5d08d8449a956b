import fc from 'fast-check';
import { ApiObject } from 'cdk8s';
import { ConfigMap, HelmReleaseFromOci, LayeredCluster, Variation } from '../../src';
import { appliedObjects, filesWith, Program } from '../support/built-fleet';
import { PODINFO, SYNC } from '../support/fleet';

const VARIABLES = ['A', 'B'];
/** Pieces of text, among them what Flux, YAML or kustomize take for something else. */
const piece = fc.constantFrom(
  'x',
  '7',
  '007',
  'true',
  'null',
  ' ',
  '$',
  '$$',
  '{',
  '}',
  '${HOME}',
  '${a.b}',
  '#',
  ': ',
  '- ',
  '"',
  "'",
  '\n',
  '\\',
  'é',
  '@A',
  '@B',
);
const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
const scalar = fc.oneof(text, fc.constantFrom(1, 1.5, true, null, '', '1e3', '~'));
const key = fc.constantFrom('a', 'b', 'n', 'a/b', 'a~b', '$patch', 'name', '007', 'd.e');
const { values } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(scalar, { maxLength: 2 }), fc.array(tie('values'), { maxLength: 2 }), tie('values')),
  values: fc.dictionary(key, tie('value'), { maxKeys: 3 }),
})) as { values: fc.Arbitrary<Record<string, unknown>> };

/** What one cluster has: values of some releases, data of some maps, and the values of its variables. */
const cluster = fc.record({
  releases: fc.dictionary(fc.constantFrom('r1', 'r2'), values),
  maps: fc.dictionary(fc.constantFrom('m1', 'm2'), fc.dictionary(fc.constantFrom('k1', 'k2'), text, { maxKeys: 2 })),
  containers: fc.array(fc.constantFrom('web', 'x', 'y'), { minLength: 1, maxLength: 2 }),
  variables: fc.tuple(text, text),
});
/** Clusters that have much in common. */
const fleet = fc
  .tuple(cluster, fc.array(cluster, { minLength: 1, maxLength: 2 }), fc.boolean())
  .map(([first, others, isEqual]) =>
    [first, ...others].map((one, index) => (index > 0 && isEqual ? { ...one, releases: first.releases } : one)),
  );

type Fleet = typeof fleet extends fc.Arbitrary<infer T> ? T : never;

const withVariables = (value: any, variable: (name: string) => string): any => {
  if (typeof value === 'string') return value.replace(/@([AB])/g, (_all, name) => variable(name));
  if (Array.isArray(value)) return value.map((item) => withVariables(item, variable));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withVariables(inner, variable)]));
};

const programOf =
  (clusters: Fleet): Program =>
  (app) => {
    for (const [index, { releases, maps, containers, variables }] of clusters.entries()) {
      const { apps, ...rest } = clusterOf(app, index, variables);
      for (const [id, own] of Object.entries(releases))
        new HelmReleaseFromOci(apps, id, { ...PODINFO, values: withVariables(own, rest.variable) });
      for (const [id, data] of Object.entries(maps))
        new ConfigMap(apps, id, { namespace: 'kube-system', data: withVariables(data, rest.variable) });
      new ApiObject(apps, 'web', {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', namespace: 'kube-system', labels: { app: 'web' } },
        spec: {
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: { containers: [...new Set(containers)].map((name) => ({ name, image: 'busybox:1.36' })) },
          },
        },
      });
    }
  };

function clusterOf(app: Parameters<Program>[0], index: number, variables: readonly string[]) {
  const made = new LayeredCluster(app, `c${index}`, {
    sync: SYNC,
    variables: Object.fromEntries(VARIABLES.map((name, at) => [name, variables[at].replaceAll('@', 'at')])),
  });
  return { apps: made.apps, variable: (name: string) => made.variable(name) };
}

test.each([Variation.OVERLAYS, Variation.SUBSTITUTE])('%s builds to the objects of RENDERED, whatever a fleet holds', (variation) => {
  fc.assert(
    fc.property(fleet, (clusters) => {
      const program = programOf(clusters);
      expect(appliedObjects(filesWith(variation, program))).toEqual(appliedObjects(filesWith(Variation.RENDERED, program)));
    }),
    { numRuns: 8, endOnFailure: true },
  );
});
