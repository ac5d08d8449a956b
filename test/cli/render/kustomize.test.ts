import { HAS_KUSTOMIZE, appliedIn, configMap, instance, kustomization, load, placeText, problemsIn, unseenIn } from './fleet-support';

const CLUSTER = { 'clusters/prod/flux-system/instance.yaml': instance('clusters/prod') };
const APPS = { ...CLUSTER, 'clusters/prod/apps.yaml': kustomization('apps', './apps') };
const KUSTOMIZATION = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';

async function objects(files: Record<string, string>, options = {}) {
  const { contexts } = await load(files, options);
  const [context] = contexts;
  const applied = context.manifests.manifests.filter(({ applier }) => applier?.name === 'apps');
  return { context, applied, objects: applied.map(({ object }) => object) };
}

describe('a directory without a kustomization file', () => {
  test('is all YAML below it, and directories with a kustomization file as they say', async () => {
    const { context } = await objects({
      ...APPS,
      'apps/a.yaml': configMap('a'),
      'apps/deep/er/b.yml': configMap('b'),
      'apps/notes.txt': 'no: yaml',
      'apps/own/kustomization.yaml': `${KUSTOMIZATION}resources: [c.yaml]\n`,
      'apps/own/c.yaml': configMap('c'),
      'apps/own/not-listed.yaml': configMap('d'),
    });
    expect(appliedIn(context)['Kustomization flux-system/apps']).toEqual(['ConfigMap apps/a', 'ConfigMap apps/b', 'ConfigMap apps/c']);
    expect(problemsIn(context)).toEqual([]);
    expect(unseenIn(context)).toEqual([]);
  });

  test('breaks on a file that is no object, and the rest is still there', async () => {
    const { context } = await objects({ ...APPS, 'apps/a.yaml': configMap('a'), 'apps/values.yaml': 'replicas: 1\n' });
    expect(appliedIn(context)['Kustomization flux-system/apps']).toEqual(['ConfigMap apps/a']);
    expect(problemsIn(context)).toEqual(['apps/values.yaml:1 kustomize-build-fails: the document is no Kubernetes object: it has no kind']);
  });

  test('leaves out what Flux leaves out of artifacts', async () => {
    const { context } = await objects({ ...APPS, 'apps/a.yaml': configMap('a'), 'apps/.sops.yaml': 'creation_rules: []\n' });
    expect(problemsIn(context)).toEqual([]);
  });

  test('may be empty', async () => {
    const { context } = await objects({ ...APPS, 'apps/readme.md': '' });
    expect(problemsIn(context)).toEqual([]);
    expect(unseenIn(context)).toEqual([]);
  });
});

describe.skipIf(!HAS_KUSTOMIZE)('kustomize (skipped without one)', () => {
  test('builds patches, names, images and generators, and each field knows where it was written', async () => {
    const { context, applied } = await objects({
      ...APPS,
      'apps/kustomization.yaml': `${KUSTOMIZATION}
resources: [../base]
namespace: shop
namePrefix: eu-
images:
  - name: nginx
    newTag: "1.29"
patches:
  - path: replicas.yaml
  - target: { kind: Deployment, name: web }
    patch: |
      - op: add
        path: /metadata/annotations
        value:
          owner: team-a
configMapGenerator:
  - name: settings
    literals: [mode=fast]
`,
      'apps/replicas.yaml': `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: sidecar
          image: busybox:1
        - name: web
          env:
            - name: MODE
              value: fast
`,
      'base/kustomization.yaml': `${KUSTOMIZATION}resources: [web.yaml]\n`,
      'base/web.yaml': `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - containerPort: 80
`,
    });
    expect(problemsIn(context)).toEqual([]);
    expect(applied.map(String).sort()).toEqual([expect.stringMatching(/^ConfigMap shop\/eu-settings-/), 'Deployment shop/eu-web']);
    const web = applied.find(({ kind }) => kind === 'Deployment')!;
    expect(web.object.metadata).toEqual({ name: 'eu-web', namespace: 'shop', annotations: { owner: 'team-a' } });
    const containers = web.at('spec', 'template', 'spec', 'containers');
    expect(containers.items().map(({ value }) => value.image)).toEqual(['busybox:1', 'nginx:1.29']);
    const [sidecar, main] = containers.items();
    const places = {
      name: web.at('metadata', 'name').place,
      owner: web.at('metadata', 'annotations', 'owner').place,
      replicas: web.at('spec', 'replicas').place,
      selector: web.at('spec', 'selector').place,
      sidecar: sidecar.at('image').place,
      mode: main.at('env').items()[0].at('value').place,
      port: main.at('ports').items()[0].at('containerPort').place,
      missing: web.at('spec', 'strategy', 'type').place,
      generated: applied.find(({ kind }) => kind === 'ConfigMap')!.root.place,
    };
    expect(Object.fromEntries(Object.entries(places).map(([name, place]) => [name, placeText(place)]))).toEqual({
      name: 'base/web.yaml:4',
      owner: 'apps/kustomization.yaml:17',
      replicas: 'apps/replicas.yaml:6',
      selector: 'base/web.yaml:7',
      sidecar: 'apps/replicas.yaml:11',
      mode: 'apps/replicas.yaml:15',
      port: 'base/web.yaml:15',
      missing: 'base/web.yaml:5',
      generated: 'apps/kustomization.yaml:19',
    });
  });

  test('gets what Flux adds itself', async () => {
    const more = `  targetNamespace: shop
  namePrefix: a-
  nameSuffix: -z
  commonMetadata:
    labels: { team: blue }
    annotations: { note: here }
  images:
    - name: nginx
      newName: registry.acme.io/nginx
  components: [./component]
  patches:
    - patch: |
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
        data:
          mode: fast
`;
    const { applied, context } = await objects({
      ...CLUSTER,
      'clusters/prod/apps.yaml': kustomization('apps', './apps', more),
      'apps/settings.yaml': configMap('settings', { mode: 'slow', size: '1' }, ''),
      'apps/component/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [more.yaml]\n',
      'apps/component/more.yaml': configMap('more', undefined, ''),
    });
    // A directory below that has a kustomization file is scanned too, and a Component is none that can be listed.
    expect(problemsIn(context)).toHaveLength(1);
    expect(applied).toEqual([]);
  });

  test('gets what Flux adds itself, for a directory that has a kustomization file', async () => {
    const more = `  targetNamespace: shop
  namePrefix: a-
  nameSuffix: -z
  commonMetadata:
    labels: { team: blue }
    annotations: { note: here }
  components: [../component, ../gone]
  ignoreMissingComponents: true
  patches:
    - patch: |
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
        data:
          mode: fast
          lines: |
            one
            two
`;
    const { applied, context } = await objects({
      ...CLUSTER,
      'clusters/prod/apps.yaml': kustomization('apps', './apps', more),
      'apps/kustomization.yaml': `${KUSTOMIZATION}resources: [settings.yaml]\n`,
      'apps/settings.yaml': configMap('settings', { mode: 'slow', size: '1' }, ''),
      'component/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [more.yaml]\n',
      'component/more.yaml': configMap('more', undefined, ''),
    });
    expect(problemsIn(context)).toEqual([]);
    const marks = { labels: { team: 'blue' }, annotations: { note: 'here' } };
    const [added, settings] = applied;
    expect(added.object).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a-more-z', namespace: 'shop', ...marks },
      data: { key: 'value' },
    });
    expect(settings.object).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a-settings-z', namespace: 'shop', ...marks },
      // kustomize takes the last line break of a patch away.
      data: { mode: 'fast', size: '1', lines: 'one\ntwo' },
    });
    expect(placeText(settings.at('data', 'mode').place)).toBe('clusters/prod/apps.yaml:26');
    expect(placeText(settings.at('data', 'lines').place)).toBe('clusters/prod/apps.yaml:27');
    expect(placeText(settings.at('data', 'size').place)).toBe('apps/settings.yaml:7');
    expect(placeText(settings.at('metadata', 'labels', 'team').place)).toBe('clusters/prod/apps.yaml:15');
  });

  test('is asked once for two clusters that read the same', async () => {
    let builds = 0;
    const heard: string[] = [];
    const kustomize = {
      name: 'a test',
      build: async () => {
        builds++;
        return { output: `${configMap('built')}---\n${configMap('other')}` };
      },
    };
    const { contexts, renderer } = await load(
      {
        'clusters/a/flux-system/instance.yaml': instance('clusters/a'),
        'clusters/a/apps.yaml': kustomization('apps', './apps'),
        'clusters/b/flux-system/instance.yaml': instance('clusters/b'),
        'clusters/b/apps.yaml': kustomization('apps', './apps'),
        'apps/kustomization.yaml': `${KUSTOMIZATION}namespace: x\nresources: [a.yaml]\n`,
        'apps/a.yaml': configMap('a'),
      },
      { kustomize, onProgress: (done, total, what) => heard.push(`${done} of ${total} ${what}`) },
    );
    expect(builds).toBe(1);
    expect(heard).toEqual(['1 of 3 apps', '2 of 3 a', '3 of 3 b']);
    expect(renderer).toBe('a test');
    expect(contexts.map((context) => appliedIn(context)['Kustomization flux-system/apps'])).toEqual([
      ['ConfigMap apps/built', 'ConfigMap apps/other'],
      ['ConfigMap apps/built', 'ConfigMap apps/other'],
    ]);
  });

  test('says what is wrong, at the file where it is', async () => {
    const { context } = await objects({
      ...APPS,
      'apps/kustomization.yaml': `${KUSTOMIZATION}resources: [a.yaml]\npatches:\n  - path: patch.yaml\n`,
      'apps/a.yaml': configMap('a'),
      'apps/patch.yaml': configMap('other'),
    });
    expect(problemsIn(context)).toEqual([
      'apps/patch.yaml:1 kustomize-build-fails: no resource matches strategic merge patch "ConfigMap.v1.[noGrp]/other.apps": no matches for Id ConfigMap.v1.[noGrp]/other.apps; failed to find unique target for patch ConfigMap.v1.[noGrp]/other.apps',
    ]);
    expect(unseenIn(context)).toHaveLength(1);
  });

  test('is not needed for kustomizations that only list', async () => {
    const { context, applied } = await objects(
      {
        ...APPS,
        'apps/kustomization.yaml': `${KUSTOMIZATION}resources: [a.yaml, ../base]\nsortOptions: { order: fifo }\n`,
        'apps/a.yaml': configMap('a'),
        'base/kustomization.yaml': `resources:\n  - b.yaml\n`,
        'base/b.yaml': `apiVersion: v1\nkind: List\nitems:\n  - ${JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x' } })}\n`,
      },
      { kustomize: null },
    );
    expect(applied.map(String)).toEqual(['ConfigMap apps/a', 'Namespace x']);
    expect(unseenIn(context)).toEqual([]);
  });

  test('is missed where it would be needed, and no problem of Flux is made of that', async () => {
    const fleet = await load(
      { ...APPS, 'apps/kustomization.yaml': `${KUSTOMIZATION}namespace: x\nresources: [a.yaml]\n`, 'apps/a.yaml': configMap('a') },
      { kustomize: null },
    );
    const [context] = fleet.contexts;
    const reason = 'it needs kustomize, and neither kustomize nor kubectl was found';
    expect(fleet.notRendered).toEqual([
      {
        cluster: 'prod',
        applier: 'Kustomization flux-system/apps',
        place: { file: 'clusters/prod/apps.yaml', line: 1, column: 1 },
        reason,
      },
    ]);
    expect(unseenIn(context)).toEqual([`Kustomization flux-system/apps: ${reason}`]);
    expect(problemsIn(context)).toEqual([]);
    expect(fleet.renderer).toBeUndefined();
  });
});
