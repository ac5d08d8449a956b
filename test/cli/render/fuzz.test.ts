import fc from 'fast-check';
import { configMap, instance, kustomization, load } from './fleet-support';
import { readYamlFile } from '../../../src/manifests/yaml/yaml-file';

/** A repository with everything in it that is followed, as documents by file. */
const REPOSITORY: Record<string, unknown[]> = Object.fromEntries(
  Object.entries({
    'clusters/prod/flux-system/i.yaml': instance('clusters/prod'),
    'clusters/staging/flux-system/gotk-sync.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: flux-system, namespace: flux-system }
spec: { interval: 1m, url: "https://github.com/acme/fleet", ignore: "/docs" }
---
${kustomization('flux-system', './clusters/staging')}`,
    'clusters/staging/apps.yaml': kustomization('apps', './apps'),
    'clusters/prod/artifacts.yaml': `apiVersion: source.extensions.fluxcd.io/v1beta1
kind: ArtifactGenerator
metadata: { name: fleet, namespace: flux-system }
spec:
  pathPattern: "@fleet/{app}"
  sources: [{ alias: fleet, kind: GitRepository, name: flux-system }]
  artifacts: [{ name: "x-{app}", copy: [{ from: "@fleet/{app}/**", to: "@artifact/", exclude: ["*.md"], strategy: Merge }] }]
`,
    'clusters/prod/x.yaml': kustomization('x', './', '', 'kind: ExternalArtifact, name: x-apps'),
    'clusters/prod/apps.yaml': kustomization(
      'apps',
      './apps',
      `  targetNamespace: x
  commonMetadata: { labels: { a: b } }
  patches: [{ patch: "- { op: add, path: /data/x, value: y }", target: { kind: ConfigMap, name: "a.*" } }]
  images: [{ name: a, newTag: b }]
  components: [./component]
  postBuild: { substitute: { A: b }, substituteFrom: [{ kind: ConfigMap, name: vars }] }
`,
    ),
    'clusters/prod/set.yaml': `apiVersion: fluxcd.controlplane.io/v1
kind: ResourceSet
metadata: { name: set, namespace: flux-system }
spec:
  inputs: [{ a: b }]
  commonMetadata: { labels: { a: b } }
  resources: [{ apiVersion: v1, kind: Namespace, metadata: { name: "<< inputs.a >>" } }]
`,
    'clusters/prod/vars.yaml': configMap('vars', { B: 'c' }, 'flux-system'),
    'apps/kustomization.yaml': `resources: [config.yaml, ../base]
patches: [{ path: patch.yaml }, { patch: "{}", target: { name: a } }]
patchesStrategicMerge: [patch.yaml]
configMapGenerator: [{ name: g, files: [a=patch.yaml], envs: [patch.yaml], literals: [a=b] }]
replacements: [{ path: patch.yaml }]
components: [component]
generators: [plugin.yaml]
`,
    'apps/component/kustomization.yaml': 'kind: Component\nresources: []\n',
    'apps/plugin.yaml': 'apiVersion: builtin\nkind: PrefixTransformer\nmetadata: { name: x }\n',
    'apps/config.yaml': configMap('config', { a: '${A}' }),
    'apps/patch.yaml': configMap('config', { b: 'c' }),
    'base/kustomization.yaml': 'resources: [a.yaml]\n',
    'base/a.yaml': configMap('a'),
  }).map(([path, text]) => [path, readYamlFile(text, path).documents.map(({ value }) => value)]),
);

const ODD = [
  null,
  '',
  0,
  true,
  [],
  {},
  [null],
  { a: null },
  '../../..',
  '/etc/passwd',
  '${A',
  '<< inputs.',
  '@',
  '{',
  '[',
  'x'.repeat(300),
  -1,
  '__proto__',
  'constructor',
];

/** All ways into the documents. */
const WAYS = Object.entries(REPOSITORY).flatMap(([path, documents]) => waysInto(documents).map((way) => ({ path, way })));

function waysInto(value: unknown, way: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [way];
  const below = Array.isArray(value)
    ? value.flatMap((item, index) => waysInto(item, [...way, index]))
    : Object.entries(value).flatMap(([key, item]) => waysInto(item, [...way, key]));
  return way.length === 0 ? below : [way, ...below];
}

function changed(value: any, [step, ...rest]: readonly (string | number)[], odd: unknown): any {
  if (step === undefined) return odd;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[step] = changed(value?.[step], rest, odd);
  return copy;
}

test('no value in any place makes the loader fail', async () => {
  const change = fc.record({ at: fc.constantFrom(...WAYS), odd: fc.constantFrom(...ODD) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), fc.constantFrom('built', 'error', 'none'), async (changes, how) => {
      const documents = { ...REPOSITORY };
      for (const { at, odd } of changes) documents[at.path] = changed(documents[at.path], at.way, odd);
      const files = Object.entries(documents).map(([path, all]) => [path, all.map((document) => JSON.stringify(document)).join('\n---\n')]);
      const build = async () => (how === 'error' ? { error: 'x' } : { output: configMap('config', { a: '${A}' }) });
      const kustomize = how === 'none' ? null : { name: 'fuzz', build };
      const fleet = await load(Object.fromEntries(files), { kustomize });
      for (const { manifests } of fleet.contexts)
        for (const manifest of manifests.manifests) void [manifest.at('data', 'a').place, manifest.at('spec', 'x').place];
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 150) },
  );
}, 240_000);
