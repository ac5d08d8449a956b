import { chdir, cwd } from 'node:process';
import { FluxApp, LayeredCluster, LayeredClusterProps, HelmReleaseFromOci, Layer, Namespace } from '../../src';
import { Files, filesOfCluster, layersIn, PODINFO } from '../support/fleet';
import { appOfCluster, refusalOf } from '../support/findings';
import { errorOf } from '../support/synth';
import { inTemporaryDirectory, putFiles } from './temporary-directory';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';

const ROLE = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: viewer }\n';
const SETTINGS = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: web} # kept\ndata: {a: "b"}\n';
/** The same with a text of its own. */
const settingsWith = (text: string) => SETTINGS.replace('"b"', JSON.stringify(text));
const KUSTOMIZE = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';

type Define = (cluster: LayeredCluster) => unknown;
const includeAll: Define = ({ apps }) => apps.include('./manifests');

/** Looks at the app of a cluster, defined where `existing` files are in the working directory. */
function withApp<T>(existing: Files, define: Define, props: LayeredClusterProps | undefined, look: (app: FluxApp) => T): T {
  return inTemporaryDirectory((directory) => {
    const before = cwd();
    putFiles(directory, existing);
    chdir(directory);
    try {
      return look(appOfCluster(define, props));
    } finally {
      chdir(before);
    }
  });
}

const filesWith = (existing: Files, define: Define, props?: LayeredClusterProps) =>
  withApp(existing, define, props, (app) => app.synthFiles());
const errorWith = (existing: Files, define = includeAll) => errorOf(() => withApp(existing, define, undefined, (app) => app.synthFiles()));
const refusalWith = (existing: Files, define = includeAll, props?: LayeredClusterProps) => withApp(existing, define, props, refusalOf);

/** The part of a tree that stands in the layer `apps`, without the kustomization.yaml files that we wrote. */
const copied = (files: Files) =>
  Object.fromEntries(Object.entries(files).filter(([path, text]) => path.startsWith('apps/') && !text.startsWith('# Generated')));

test('files are copied byte by byte, and listed', () => {
  const files = filesWith({ 'manifests/viewers/role.yaml': ROLE, 'manifests/viewers/deep/settings.yml': SETTINGS }, (cluster) =>
    cluster.apps.include('./manifests/viewers/'),
  );

  expect(copied(files)).toEqual({
    'apps/production/viewers/deep/settings.yml': SETTINGS,
    'apps/production/viewers/role.yaml': ROLE,
  });
  expect(files['apps/production/viewers/kustomization.yaml'].split('resources:\n')[1]).toBe('  - deep\n  - role.yaml\n');
  expect(files['apps/production/viewers/deep/kustomization.yaml'].split('resources:\n')[1]).toBe('  - settings.yml\n');
});

test('files may stand in a component of another name, beside objects of the program', () => {
  const files = filesWith({ 'manifests/settings.yaml': SETTINGS }, (cluster) => {
    cluster.apps.include('manifests', 'podinfo');
    new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
  });

  expect(files['apps/production/podinfo/kustomization.yaml'].split('resources:\n')[1]).toBe(
    ['namespace.yaml', 'release.yaml', 'settings.yaml', 'source.yaml'].map((name) => `  - ${name}\n`).join(''),
  );
});

test('what is no YAML, hidden or a link stays where it is', () => {
  const files = inTemporaryDirectory((directory) => {
    putFiles(directory, { 'a.yaml': SETTINGS, 'README.md': '# no', '.hidden.yaml': 'x', '.git/config.yaml': 'x' });
    return filesOfCluster((cluster) => cluster.apps.include(directory, 'web'));
  });

  expect(Object.keys(copied(files))).toEqual(['apps/production/web/a.yaml']);
});

test.each(['kustomization.yaml', 'kustomization.yml', 'Kustomization'])(
  'a directory with a %s is copied whole and stands for itself',
  (name) => {
    const kustomization = `${KUSTOMIZE}configMapGenerator:\n  - name: settings\n    files: [app.conf]\nresources: [base]\n`;
    const existing = {
      [`manifests/web/${name}`]: kustomization,
      'manifests/web/app.conf': 'a=b\n',
      'manifests/web/base/role.yaml': ROLE,
      'manifests/web/values.yaml': 'replicaCount: 2\n',
    };
    const files = filesWith(existing, (cluster) => cluster.apps.include('./manifests/web'));

    expect(copied(files)).toEqual({
      [`apps/production/web/${name}`]: kustomization,
      'apps/production/web/app.conf': 'a=b\n',
      'apps/production/web/base/role.yaml': ROLE,
      'apps/production/web/values.yaml': 'replicaCount: 2\n',
    });
    expect(files['apps/production/kustomization.yaml'].split('resources:\n')[1]).toBe('  - web\n');
  },
);

test('a directory further down may have a kustomization.yaml of its own, as for Flux', () => {
  const kustomization = `${KUSTOMIZE}resources: [role.yaml]\n`;
  const existing = {
    'manifests/web/settings.yaml': SETTINGS,
    'manifests/web/roles/kustomization.yaml': kustomization,
    'manifests/web/roles/role.yaml': ROLE,
    'manifests/web/roles/app.conf': 'a=b\n',
  };
  const files = filesWith(existing, (cluster) => cluster.apps.include('./manifests/web'));

  expect(copied(files)).toEqual({
    'apps/production/web/roles/app.conf': 'a=b\n',
    'apps/production/web/roles/role.yaml': ROLE,
    'apps/production/web/roles/kustomization.yaml': kustomization,
    'apps/production/web/settings.yaml': SETTINGS,
  });
  expect(files['apps/production/web/kustomization.yaml'].split('resources:\n')[1]).toBe('  - roles\n  - settings.yaml\n');
});

test('a Flux Kustomization in a file that only ends like one of kustomize is an object', () => {
  const sync = [
    'apiVersion: kustomize.toolkit.fluxcd.io/v1',
    'kind: Kustomization',
    'metadata: {name: podinfo, namespace: flux-system}',
    'spec: {interval: 5m, path: ./x, prune: true, sourceRef: {kind: GitRepository, name: flux-system}}',
    '',
  ].join('\n');
  const files = filesWith({ 'manifests/podinfo-kustomization.yaml': sync }, (cluster) => cluster.apps.include('./manifests'));

  expect(copied(files)).toEqual({ 'apps/production/manifests/podinfo-kustomization.yaml': sync });
});

test.each([
  ['${NAME}', 'host: ${DOMAIN}', true],
  ['a default', 'host: ${DOMAIN:=acme.io}', true],
  ['one at the start', '${DOMAIN}', true],
  ['an escaped one', 'script: echo $${HOME}', false],
  ['a dollar', 'price: $5, shell: $HOME', false],
  ['none', 'host: acme.io', false],
])('a file with %s gets variables: %s', (_name, text, isUsed) => {
  const manifest = settingsWith(text);
  const files = filesWith({ 'manifests/settings.yaml': manifest }, (cluster) => cluster.apps.include('./manifests'), {
    variables: { DOMAIN: 'acme.io' },
  });

  expect(copied(files)).toEqual({ 'apps/production/manifests/settings.yaml': manifest });
  expect(layersIn(files).apps.postBuild).toEqual(
    isUsed ? { substituteFrom: [{ kind: 'ConfigMap', name: 'cluster-variables' }], substituteStrategy: 'Always' } : undefined,
  );
  expect('clusters/production/variables.yaml' in files).toBe(isUsed);
});

test.each([
  [
    'an undefined variable',
    'host: ${REGION}',
    'error[undefined-variable] ${REGION}, which Kustomization flux-system/apps does not define, is used by ConfigMap web/settings',
  ],
  [
    'an expression that is no variable',
    'script: ${HOME[0]}',
    'error[foreign-expression-substituted] Kustomization flux-system/apps fills variables into ConfigMap web/settings, where Flux fails on ${HOME[0]}',
  ],
  [
    'an unfinished one',
    'script: "${DOMAIN"',
    'error[foreign-expression-substituted] Kustomization flux-system/apps fills variables into ConfigMap web/settings, where Flux fails on ${DOMAIN…',
  ],
])('%s is refused where Flux fills in variables, because it would fail the whole layer', (_name, text, error) => {
  const existing = { 'manifests/settings.yaml': settingsWith(`\${DOMAIN} ${text}`) };

  expect(refusalWith(existing, undefined, { variables: { DOMAIN: 'acme.io' } })).toEqual([
    `${error} @ ./manifests/settings.yaml:4:8 (data.a)`,
  ]);
});

test('what only looks like a variable, as in a script, starts no substitution', () => {
  const script = settingsWith('echo ${HOME} ${array[0]}');
  const files = filesWith({ 'manifests/settings.yaml': script }, (cluster) => cluster.apps.include('./manifests'));

  expect(layersIn(files).apps.postBuild).toBeUndefined();
});

test('a namespace in the files replaces the one that nobody had to write', () => {
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: web, labels: {team: web}}\n';
  const files = filesWith({ 'manifests/namespace.yaml': namespace }, (cluster) => {
    const layer = new Layer(cluster, 'web', { namespace: 'web' });
    layer.include('./manifests');
    new HelmReleaseFromOci(layer, 'podinfo', PODINFO);
  });

  expect(Object.keys(files).filter((path) => path.endsWith('namespace.yaml'))).toEqual(['web/production/manifests/namespace.yaml']);
});

test.each<[string, Files, string[]]>([
  [
    'a directory that is not there is refused',
    {},
    [
      `Layer 'production/apps': include must be an existing directory, relative to the working directory of the program, got "./manifests".`,
      "  fix: layer.include('./manifests/my-app')",
    ],
  ],
  [
    'a file is refused',
    { manifests: 'x' },
    [
      `Layer 'production/apps': include must be an existing directory, relative to the working directory of the program, got "./manifests".`,
      "  fix: layer.include('./manifests/my-app')",
    ],
  ],
  [
    'a directory without YAML is refused',
    { 'manifests/README.md': 'x' },
    [
      `Layer 'production/apps': include must be a directory with .yaml or .yml files, got "./manifests".`,
      '  fix: include the directory that holds them',
    ],
  ],
  [
    'a file of values is refused, because Flux would fail on it',
    { 'manifests/a.yaml': SETTINGS, 'manifests/values.yaml': 'replicaCount: 2\n' },
    [
      `Layer 'production/apps': include must be a file of Kubernetes objects; Flux reads every YAML file of a directory without kustomization.yaml, and fails on others, got "./manifests/values.yaml".`,
      '  fix: move the file elsewhere, or add a kustomization.yaml that does not list it',
    ],
  ],
  [
    'a file that is no YAML is refused, and its lines are not printed',
    { 'manifests/secret.yaml': 'kind: Secret\nstringData:\n  token: canary-4711\n bad' },
    [
      `Layer 'production/apps': include must be valid YAML (expected a key of the map: all are indented alike), got "./manifests/secret.yaml:4:2".`,
      '  fix: correct the file; Flux could not read it either',
    ],
  ],
])('%s', (_sentence, existing, message) => {
  const error = errorWith(existing);

  expect(error).toBe(message.join('\n'));
  expect(error).not.toContain('canary');
});

test.each<[string, Files, string]>([
  [
    'a Secret in plain text is refused, and its values are not printed',
    {
      'manifests/secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: creds, namespace: web}\nstringData: {token: canary-4711}\n',
    },
    'error[plaintext-secret] Secret web/creds has token in plain text @ ./manifests/secret.yaml:4:1 (stringData)',
  ],
  [
    'so is one below a kustomization.yaml',
    {
      'manifests/kustomization.yaml': KUSTOMIZE,
      'manifests/secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: creds}\nstringData: {token: canary-4711}\n',
    },
    'error[plaintext-secret] Secret creds has token in plain text @ ./manifests/secret.yaml:4:1 (stringData)',
  ],
  [
    'an object without a namespace is refused, because Flux could not apply it',
    { 'manifests/settings.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n' },
    'error[object-without-namespace] ConfigMap settings has no namespace @ ./manifests/settings.yaml:3:12 (metadata.name)',
  ],
  [
    'one object in two files is refused',
    { 'manifests/a.yaml': SETTINGS, 'manifests/b.yaml': SETTINGS },
    'error[kustomize-build-fails] ConfigMap web/settings stands in one directory twice, also at ./manifests/a.yaml:3:12 @ ./manifests/b.yaml:3:12 (metadata.name)',
  ],
])('%s', (_sentence, existing, error) => {
  expect(refusalWith(existing)).toEqual([error]);
  expect(errorWith(existing)).not.toContain('canary');
});

test('an object of the program in a directory whose kustomization.yaml does not list it is refused', () => {
  const existing = {
    'manifests/podinfo/kustomization.yaml': `${KUSTOMIZE}resources: [role.yaml]\n`,
    'manifests/podinfo/role.yaml': ROLE,
  };
  const error = errorWith(existing, (cluster) => {
    cluster.apps.include('./manifests/podinfo');
    new Namespace(cluster.apps, 'podinfo');
  });

  expect(error).toBe(
    [
      `Namespace 'production/apps/podinfo': its directory must be another one: the kustomization.yaml that is included there does not list it, so Flux would not apply it, got "podinfo".`,
      "  fix: layer.include('…', '<another component>')",
    ].join('\n'),
  );
});

test('so are files of another directory', () => {
  const existing = {
    'a/web/kustomization.yaml': `${KUSTOMIZE}resources: [role.yaml]\n`,
    'a/web/role.yaml': ROLE,
    'b/web/settings.yaml': SETTINGS,
  };
  const error = errorWith(existing, (cluster) => {
    cluster.apps.include('a/web');
    cluster.apps.include('b/web');
  });

  expect(error.split('\n')[0]).toBe(
    `b/web/settings.yaml: its directory must be another one: the kustomization.yaml that is included there does not list it, so Flux would not apply it, got "web".`,
  );
});

test.each(['.', '..', 'a/..', '/web', ''])('files in the component "%s" would leave the layer, and are refused', (component) => {
  const error = errorWith({ 'manifests/a.yaml': SETTINGS }, (cluster) => cluster.apps.include('./manifests', component));

  expect(error.split('\n')).toEqual([
    `Layer 'production/apps': component must be a directory inside the layer, without '.', '..' or empty parts, got "${component}".`,
    `  fix: layer.include('./manifests', 'my-app')`,
  ]);
});

test('the working directory as a whole needs a component', () => {
  expect(errorWith({ 'a.yaml': SETTINGS }, (cluster) => cluster.apps.include('.'))).toBe(
    [
      `Layer 'production/apps': component must be a directory inside the layer, without '.', '..' or empty parts, got ".".`,
      `  fix: layer.include('.', 'my-app')`,
    ].join('\n'),
  );
});

test('bytes that are no text are refused, because they would not arrive as they are', () => {
  const error = inTemporaryDirectory((directory) => {
    putFiles(directory, { 'kustomization.yaml': KUSTOMIZE });
    writeFileSync(join(directory, 'logo.png'), Buffer.from([0x89, 0x50, 0xff]));
    return errorOf(() => filesOfCluster((cluster) => cluster.apps.include(directory, 'web'))).replaceAll(directory, '<directory>');
  });

  expect(error).toBe(
    [
      `Layer 'production/apps': include must be a file of text in UTF-8; other bytes would be changed on the way, got "<directory>/logo.png".`,
      '  fix: move the file elsewhere, or convert it',
    ].join('\n'),
  );
});
