import {
  artifact,
  artifactGenerator,
  configMap,
  HAS_KUSTOMIZE,
  instance,
  kustomization,
  load,
  problemsIn,
  unseenIn,
} from './fleet-support';
import { sentenceOf, unlogged } from '../../../cli/render/kustomize-sentence';

const CLUSTER = { 'clusters/prod/flux-system/i.yaml': instance('clusters/prod') };

/** What is wrong with a directory `apps`, of which the Kustomization has more fields. */
async function problems(files: Record<string, string>, more = ''): Promise<string[]> {
  const { contexts } = await load({ ...CLUSTER, 'clusters/prod/apps.yaml': kustomization('apps', './apps', more), ...files });
  return problemsIn(contexts[0]);
}

const WEB = { 'apps/a.yaml': configMap('a'), 'apps/b.yaml': configMap('b') };

describe.skipIf(!HAS_KUSTOMIZE)('a build that fails is reported where a person would change something', () => {
  test('at the operation of a patch in the Kustomization of Flux', async () => {
    const patches = `  patches:
    - target: { kind: ConfigMap }
      patch: |
        - op: add
          path: /data/fine
          value: "1"
        - op: replace
          path: /spec/size
          value: 1
`;
    expect(await problems(WEB, patches)).toEqual([
      'clusters/prod/apps.yaml:18 kustomize-build-fails: replace operation does not apply: doc is missing path: /spec/size: missing value',
    ]);
  });

  test('at the entry that finds nothing, or is no text', async () => {
    const problemsOf = (entry: string) => problems({ ...WEB, 'apps/kustomization.yaml': `resources: [a.yaml, b.yaml]\n${entry}` });
    expect((await problemsOf('replicas:\n  - { name: x, count: 1 }\n')).map((text) => text.slice(0, 76))).toEqual([
      'apps/kustomization.yaml:3 kustomize-build-fails: resource with name x does n',
    ]);
    expect(
      (await problemsOf('images:\n  - { name: a, newTag: "1" }\n  - name: b\n    newTag: 1.2\n')).map((text) => text.slice(0, 70)),
    ).toEqual(['apps/kustomization.yaml:5 kustomize-build-fails: invalid Kustomization']);
    const replacements =
      'replacements:\n  - source: { kind: ConfigMap, name: c, fieldPath: data.a }\n' +
      '    targets: [{ select: { kind: ConfigMap, name: b }, fieldPaths: [data.a] }]\n';
    expect((await problemsOf(replacements)).map((text) => text.slice(0, 73))).toEqual([
      'apps/kustomization.yaml:3 kustomize-build-fails: nothing selected by Conf',
    ]);
  });

  test('at a component that Flux does not fetch', async () => {
    expect(await problems(WEB, '  components:\n    - https://example.com/components//common?ref=v1\n')).toEqual([
      'clusters/prod/apps.yaml:12 kustomize-build-fails: Flux takes components only from a local and relative path',
    ]);
  });

  test('at a patch that is no patch', async () => {
    const patches = '  patches:\n    - target: { kind: ConfigMap }\n      patch: |\n        replace the size\n';
    expect(await problems(WEB, patches)).toEqual([
      'clusters/prod/apps.yaml:13 kustomize-build-fails: unable to parse SM or JSON patch from …',
    ]);
  });

  test('at the file of a patch, of a kustomization below', async () => {
    const files = {
      ...WEB,
      'apps/kustomization.yaml': 'namePrefix: x-\nresources: [below]\n',
      'apps/below/kustomization.yaml': 'resources: [../a.yaml]\npatches:\n  - path: patch.yaml\n    target: { kind: ConfigMap }\n',
      'apps/below/patch.yaml': '- op: remove\n  path: /data/gone\n',
    };
    expect(await problems(files)).toEqual([
      "apps/below/patch.yaml:2 kustomize-build-fails: error in remove for path: '/data/gone': Unable to remove nonexistent key: gone: missing value",
    ]);
  });

  test('at the patch of the kustomization that fails, where another has the same', async () => {
    const patches = 'patches:\n  - patch: |\n      apiVersion: v1\n      kind: ConfigMap\n      metadata: { name: a, namespace: apps }\n';
    const files = {
      'apps/kustomization.yaml': `resources: [below]\n${patches}`,
      'apps/below/kustomization.yaml': `namespace: other\nresources: [a.yaml]\n${patches}`,
      'apps/below/a.yaml': configMap('a', undefined, ''),
    };
    expect((await problems(files)).map((text) => text.slice(0, 80))).toEqual([
      'apps/below/kustomization.yaml:5 kustomize-build-fails: no resource matches strat',
    ]);
  });

  test('in a component, which kustomize quotes', async () => {
    const files = {
      ...WEB,
      'apps/kustomization.yaml': 'resources: [a.yaml]\ncomponents: [part]\n',
      'apps/part/kustomization.yaml': 'kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\npatches:\n  - path: patch.yaml\n',
      'apps/part/patch.yaml': configMap('c'),
    };
    expect((await problems(files)).map((text) => text.slice(0, 80))).toEqual([
      'apps/part/patch.yaml:1 kustomize-build-fails: no resource matches strategic merg',
    ]);
  });

  test.each([
    ['at the second entry', '  - a.yaml\n  - b.yaml\n  - a.yaml\n', 'apps/below/kustomization.yaml:4'],
    ['at the second object', '  - a.yaml\n  - same.yaml\n', 'apps/below/same.yaml:1'],
    ['at the directory that brings it again', '  - ../other\n  - ../other\n', 'apps/below/kustomization.yaml:3'],
  ])('%s of what is listed twice', async (_, entries, place) => {
    const files = {
      'apps/below/a.yaml': configMap('a'),
      'apps/below/b.yaml': configMap('b'),
      'apps/below/same.yaml': configMap('a'),
      'apps/other/kustomization.yaml': 'resources: [a.yaml]\n',
      'apps/other/a.yaml': configMap('a'),
      'apps/below/kustomization.yaml': `resources:\n${entries}`,
    };
    const listed = await problems({ ...files, 'apps/kustomization.yaml': 'resources: [below]\n' });
    expect(listed).toEqual([`${place} kustomize-build-fails: ConfigMap apps/a is listed twice, which kustomize refuses`]);
    const built = await problems({ ...files, 'apps/kustomization.yaml': 'resources: [below]\nnamePrefix: x-\n' });
    expect(built).toEqual([
      `${place} kustomize-build-fails: may not add resource with an already registered id: ConfigMap.v1.[noGrp]/a.apps`,
    ]);
  });

  test('by its path in the repository, where an artifact has another one', async () => {
    const { contexts } = await load({
      ...CLUSTER,
      'clusters/prod/a.yaml': artifactGenerator(artifact('apps', '{ from: "@fleet/apps/**", to: "@artifact/" }')),
      'clusters/prod/b.yaml': kustomization('apps', './prod', '', 'kind: ExternalArtifact, name: apps'),
      'apps/prod/web/kustomization.yaml': 'resources: [../../base]\npatches:\n  - path: patch.yaml\n',
      'apps/prod/web/patch.yaml': configMap('b'),
      'apps/base/kustomization.yaml': 'resources: [a.yaml]\n',
      'apps/base/a.yaml': configMap('a'),
    });
    expect(problemsIn(contexts[0]).map((text) => text.slice(0, 80))).toEqual([
      'apps/prod/web/patch.yaml:1 kustomize-build-fails: no resource matches strategic ',
    ]);
  });

  test('and at the Kustomization where nothing else has a line', async () => {
    const { contexts } = await load(
      { ...CLUSTER, 'clusters/prod/apps.yaml': kustomization('apps', './apps', '  namePrefix: x-\n'), ...WEB },
      { kustomize: { name: 'a test', build: async () => ({ error: 'something else\nand more' }) } },
    );
    expect(problemsIn(contexts[0])).toEqual(['clusters/prod/apps.yaml:10 kustomize-build-fails: something else']);
  });
});

describe.skipIf(!HAS_KUSTOMIZE)('what is wrong for certain is reported alone, although the build without it fails too', () => {
  const patch = `resources: [a.yaml]\npatches:\n  - path: patch.yaml\n`;

  test.each<[string, Record<string, string>, string[]]>([
    ['a file that is missing', { 'apps/b.yaml': '' }, ['apps/kustomization.yaml:1 kustomize-build-fails: a.yaml does not exist']],
    ['a file that cannot be read', { 'apps/a.yaml': 'apiVersion: v1\n\tkind: ConfigMap\n' }, []],
    ['a document that is no object', { 'apps/a.yaml': 'a: b\n' }, [expect.stringMatching(/^apps\/a.yaml:1 /)]],
  ])('%s', async (_, files, expected) => {
    const { contexts } = await load({
      ...CLUSTER,
      'clusters/prod/apps.yaml': kustomization('apps', './apps'),
      'apps/kustomization.yaml': patch,
      'apps/patch.yaml': configMap('a'),
      ...files,
    });
    expect(problemsIn(contexts[0])).toEqual(expected);
    expect(unseenIn(contexts[0])).toHaveLength(1);
  });
});

describe('a sentence of kustomize', () => {
  test.each([
    ['Error: no such thing\n', 'no such thing'],
    ['E1121 16:39:09.439277 24677 run.go:72] "command failed" err="a \\"b\\" \\x41"\n', 'a "b" A'],
    ['E1121 16:39:09.439277 24677 run.go:72] "command failed" err=<\n\tone: `\n\tx: y\n\t`: two\n >\n', 'one: `\nx: y\n`: two'],
    ["# Warning: 'vars' is deprecated.\nError: no\n", 'no'],
  ])('stands in what it prints: %j', (printed, expected) => {
    expect(unlogged(printed)).toBe(expected);
  });

  test.each([
    ['nothing around it', { text: 'nothing around it' }],
    [
      "accumulating resources: accumulation err='accumulating resources from '../b': '/b' must resolve to a file': recursed accumulation of path '/b': why",
      { text: 'why', directory: '/b' },
    ],
    [
      "accumulating resources: accumulation err='merging resources from 'a.yaml': why': must build at directory: '/a.yaml': file is not directory",
      { text: 'why', entry: 'a.yaml' },
    ],
    ['accumulating components: accumulateDirectory: "recursed accumulation of path \'/c\': \\"why\\""', { text: '"why"', directory: '/c' }],
    ['trouble configuring builtin PatchTransformer with config: `\npath: p.yaml\n`: why', { text: 'why' }],
  ])('stands in what is around it: %s', (said, expected) => {
    expect(sentenceOf(said)).toEqual({ directory: undefined, entry: undefined, ...expected });
  });
});
