import { FluxVersion } from '../../src/primitives/flux-version';
import { Controllers } from '../../src/verification/controllers';
import { contextsOf } from '../support/rule-fixture';

function controllersOf(text: string): Controllers {
  return contextsOf(text)[0].controllers;
}

function instance(spec: string): Controllers {
  return controllersOf(`
apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: { name: flux, namespace: flux-system }
spec: ${spec}
`);
}

function deployment(name: string, args: string): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: flux-system }
spec: { template: { spec: { containers: [{ name: manager, args: ${args} }] } } }
---
`;
}

/** What `flux bootstrap` writes, whose manifests are not committed yet, with patches. */
function bootstrap(patches: string, more = ''): Controllers {
  return controllersOf(`
# file: clusters/test/flux-system/kustomization.yaml
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [gotk-components.yaml, gotk-sync.yaml]
${patches}
${more}`);
}

const add = (flag: string, target: string): string => `
patches:
  - target: ${target}
    patch: |
      - op: add
        path: /spec/template/spec/containers/0/args/-
        value: ${flag}
`;

test('nothing is known where no installation is', () => {
  const controllers = controllersOf('apiVersion: v1\nkind: Namespace\nmetadata: { name: apps }\n');
  expect(controllers.known).toBe(false);
  expect(controllers.runs('source-watcher')).toBe(true);
  expect(controllers.flag('kustomize-controller', 'concurrent')).toBeUndefined();
  expect(controllers.locked).toBe(false);
  expect(controllers.gate('kustomize-controller', 'ExternalArtifact')).toBe(false);
});

describe('of a FluxInstance', () => {
  test('are the four of every installation unless it lists components', () => {
    expect(instance('{}').installed).toEqual(['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller']);
    const two = instance('{ components: [source-controller, source-watcher] }');
    expect(two.known).toBe(true);
    expect(two.installed).toEqual(['source-controller', 'source-watcher']);
    expect(two.runs('helm-controller')).toBe(false);
  });

  test('are locked down by cluster.multitenant', () => {
    const controllers = instance('{ cluster: { multitenant: true, tenantDefaultServiceAccount: flux } }');
    expect(controllers.locked).toBe(true);
    expect(controllers.defaultServiceAccount).toBe('flux');
    expect(controllers._defaultAccount('helm-controller')).toBe('flux');
    expect(controllers._defaultAccount('source-controller')).toBeUndefined();
    expect(controllers.isOn('kustomize-controller', 'no-remote-bases')).toBe(true);
    expect(controllers.isOn('source-watcher', 'no-cross-namespace-refs')).toBe(true);
    expect(controllers.isOn('source-controller', 'no-cross-namespace-refs')).toBe(false);
    expect(instance('{ cluster: { multitenant: true } }').defaultServiceAccount).toBe('default');
    expect(instance('{ cluster: { multitenant: "${LOCKED}" } }').locked).toBe(false);
  });

  test('have the gates of its components and of its profile together', () => {
    const controllers = instance('{ components: [kustomize-controller, source-watcher], cluster: { objectLevelWorkloadIdentity: true } }');
    expect(controllers.gate('kustomize-controller', 'ExternalArtifact')).toBe(true);
    expect(controllers.gate('kustomize-controller', 'ObjectLevelWorkloadIdentity')).toBe(true);
    expect(controllers.gate('source-controller', 'ObjectLevelWorkloadIdentity')).toBe(true);
    expect(controllers.gate('source-watcher', 'ObjectLevelWorkloadIdentity')).toBe(false);
    expect(instance('{}').gate('helm-controller', 'ExternalArtifact')).toBe(false);
  });

  test('are patched after its profile', () => {
    const patches = (patch: string) =>
      instance(
        `{ cluster: { multitenant: true }, kustomize: { patches: [{ target: { kind: Deployment, name: kustomize-controller }, patch: ${JSON.stringify(patch)} }] } }`,
      );
    const added = patches('- { op: add, path: /spec/template/spec/containers/0/args/-, value: --default-service-account=tenant }');
    expect(added.defaultServiceAccount).toBe('tenant');
    expect(added.locked).toBe(true);
    // A whole list takes the place of what the profile added.
    const replaced = patches('- { op: replace, path: /spec/template/spec/containers/0/args, value: [--concurrent=20] }');
    expect(replaced.locked).toBe(false);
    expect(replaced.flag('kustomize-controller', 'concurrent')).toBe('20');
    expect(replaced.isOn('helm-controller', 'no-cross-namespace-refs')).toBe(true);
  });
});

describe('as Flux renders them', () => {
  test('have the arguments of their Deployments', () => {
    const controllers = controllersOf(
      deployment(
        'kustomize-controller',
        '[--no-cross-namespace-refs, --default-service-account, tenant, --concurrent=4, --concurrent=8, 7]',
      ),
    );
    expect(controllers.installed).toEqual(['kustomize-controller']);
    expect(controllers.runs('helm-controller')).toBe(false);
    expect(controllers.locked).toBe(true);
    expect(controllers.flag('kustomize-controller', 'no-cross-namespace-refs')).toBe('true');
    expect(controllers.defaultServiceAccount).toBe('tenant');
    expect(controllers.flag('kustomize-controller', 'concurrent')).toBe('8');
    expect(controllers._fieldOf('kustomize-controller', 'concurrent')!.path).toBe('spec.template.spec.containers[0].args[4]');
  });

  test('are not patched twice', () => {
    const text =
      deployment('helm-controller', '[]') +
      '# file: clusters/test/flux-system/kustomization.yaml\n' +
      `resources: [gotk-components.yaml]\n${add('--concurrent=20', '{ kind: Deployment }')}`;
    expect(controllersOf(text).flag('helm-controller', 'concurrent')).toBeUndefined();
  });

  test.each(['1', 't', 'T', 'true', 'TRUE', 'True'])('take %s for true, as Go does', (value) => {
    expect(controllersOf(deployment('kustomize-controller', `["--no-cross-namespace-refs=${value}"]`)).locked).toBe(true);
  });

  test.each(['false', '0', 'yes', ''])('do not take %j for true', (value) => {
    expect(controllersOf(deployment('kustomize-controller', `["--no-cross-namespace-refs=${value}"]`)).locked).toBe(false);
  });

  test('add up the gates of several flags, the last one wins', () => {
    const controllers = controllersOf(
      deployment('kustomize-controller', '["--feature-gates=A=true, B=true", "--feature-gates=B=false,C"]'),
    );
    expect(['A', 'B', 'C', 'D'].map((gate) => controllers.gate('kustomize-controller', gate))).toEqual([true, false, true, false]);
  });

  test('have the gates of the release where nobody sets them', () => {
    const text = deployment('kustomize-controller', '[]');
    expect(controllersOf(`# flux: ${FluxVersion.V2_9}\n${text}`).gate('kustomize-controller', 'StrictPostBuildSubstitutions')).toBe(true);
    expect(controllersOf(`# flux: ${FluxVersion.V2_8}\n${text}`).gate('kustomize-controller', 'StrictPostBuildSubstitutions')).toBe(false);
  });
});

test('a kustomization in the place of that of flux bootstrap says nothing when it is about something else', () => {
  const text =
    '# file: clusters/test/flux-system/kustomization.yaml\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [alerts.yaml]\n';
  expect(controllersOf(text).known).toBe(false);
  expect(controllersOf(text.replace('alerts.yaml', 'https://github.com/fluxcd/flux2/manifests/install')).known).toBe(true);
});

describe('of flux bootstrap, before its manifests are committed', () => {
  test('have the flags of the patches, and components that nobody knows', () => {
    const controllers = bootstrap(add('--concurrent=20', '{ kind: Deployment, name: "(kustomize-controller|helm-controller)" }'));
    expect(controllers.known).toBe(true);
    expect(controllers.flag('helm-controller', 'concurrent')).toBe('20');
    expect(controllers.flag('source-controller', 'concurrent')).toBeUndefined();
    expect(controllers.installed).toHaveLength(4);
    expect(controllers.runs('source-watcher')).toBe(true);
    expect(controllers.gate('kustomize-controller', 'ExternalArtifact')).toBe(true);
    expect(controllers.gate('kustomize-controller', 'ObjectLevelWorkloadIdentity')).toBe(false);
  });

  test.each([
    ['a target without a name', '{ kind: Deployment }', ['source-controller', 'kustomize-controller', 'helm-controller']],
    ['a regular expression', '{ kind: Deployment, name: "(kustomize|helm)-.*" }', ['kustomize-controller', 'helm-controller']],
    ['a label', '{ kind: Deployment, labelSelector: app.kubernetes.io/component=helm-controller }', ['helm-controller']],
    [
      'a label of all',
      '{ kind: Deployment, labelSelector: app.kubernetes.io/part-of=flux }',
      ['source-controller', 'kustomize-controller', 'helm-controller'],
    ],
    [
      'a label compared as in a program',
      '{ kind: Deployment, labelSelector: "app.kubernetes.io/component == helm-controller" }',
      ['helm-controller'],
    ],
    ['a repetition in a group', '{ kind: Deployment, name: "(helm-.*)" }', ['helm-controller']],
    ['a pattern of 300 characters', `{ kind: Deployment, name: "helm-controller|${'x'.repeat(284)}" }`, ['helm-controller']],
    ['a longer pattern', `{ kind: Deployment, name: "helm-controller|${'x'.repeat(285)}" }`, []],
    ['another kind', '{ kind: Service, name: kustomize-controller }', []],
    ['a part of a name', '{ kind: Deployment, name: kustomize }', []],
    ['no regular expression', '{ kind: Deployment, name: "(" }', []],
    ['a pattern that takes long', '{ kind: Deployment, name: "(.*)*r" }', []],
  ])('are selected by %s', (_, target, expected) => {
    const controllers = bootstrap(add('--concurrent=20', target));
    const names = ['source-controller', 'kustomize-controller', 'helm-controller'];
    expect(names.filter((name) => controllers.flag(name, 'concurrent') === '20')).toEqual(expected);
  });

  test('are patched with a part of a Deployment too', () => {
    const patch =
      'apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: helm-controller }\n      spec: { template: { spec: { containers: [{ name: manager, args: [--concurrent=20] }] } } }';
    const controllers = bootstrap(`patches:\n  - patch: |\n      ${patch}\n`);
    expect(controllers.flag('helm-controller', 'concurrent')).toBe('20');
    expect(controllers.flag('kustomize-controller', 'concurrent')).toBeUndefined();
    const other = bootstrap(`patches:\n  - patch: |\n      ${patch.replace('kind: Deployment', 'kind: StatefulSet')}\n`);
    expect(other.flag('helm-controller', 'concurrent')).toBeUndefined();
  });

  test.each(['/spec/template/spec/containers/0/args/-', '/spec/template/spec/containers/0/args/12'])('are patched at %s', (path) => {
    const operation = `- { op: replace, path: ${path}, value: --concurrent=20 }`;
    const controllers = bootstrap(`patches:\n  - target: { kind: Deployment }\n    patch: |\n      ${operation}\n`);
    expect(controllers.flag('helm-controller', 'concurrent')).toBe('20');
  });

  test('are patched with a list of which only the texts count', () => {
    const operation = '- { op: add, path: /spec/template/spec/containers/0/args, value: [7, null, --concurrent=20] }';
    const controllers = bootstrap(`patches:\n  - target: { kind: Deployment }\n    patch: |\n      ${operation}\n`);
    expect(controllers.flag('helm-controller', 'concurrent')).toBe('20');
  });

  test('are patched by the document of its file that says something', () => {
    const text = `# file: clusters/test/flux-system/kustomization.yaml\nmetadata: { name: none }\n---\nresources: [gotk-components.yaml]\n`;
    expect(controllersOf(`${text}${add('--concurrent=20', '{ kind: Deployment }')}`).flag('helm-controller', 'concurrent')).toBe('20');
  });

  test.each([
    ['flux-system/kustomization.yaml', true],
    ['clusters/test/flux-system/kustomization.yml', true],
    ['clusters/test/not-flux-system/kustomization.yaml', false],
    ['clusters/test/flux-system/kustomization.yaml.txt', false],
    ['clusters/test/flux-system/kustomization_yaml', false],
  ])('are looked for in %s: %s', (path, known) => {
    expect(controllersOf(`# file: ${path}\nresources: [gotk-components.yaml]\n`).known).toBe(known);
  });

  test('are patched from files, by each field of kustomize', () => {
    const operation = '- { op: add, path: /spec/template/spec/containers/0/args/-, value: --concurrent=20 }';
    const file = `# file: clusters/test/flux-system/patch.yaml\n${operation}\n`;
    const target = '{ kind: Deployment, name: helm-controller }';
    for (const key of ['patches', 'patchesJson6902']) {
      expect(bootstrap(`${key}:\n  - { path: ./patch.yaml, target: ${target} }\n`, file).flag('helm-controller', 'concurrent')).toBe('20');
    }
    const merge =
      '# file: clusters/test/flux-system/patch.yaml\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: helm-controller }\nspec: { template: { spec: { containers: [{ args: [--concurrent=20] }] } } }\n';
    expect(bootstrap('patchesStrategicMerge: [patch.yaml]\n', merge).flag('helm-controller', 'concurrent')).toBe('20');
    expect(bootstrap('patches:\n  - { path: missing.yaml }\n').flag('helm-controller', 'concurrent')).toBeUndefined();
  });

  test.each([
    ['an operation that removes', '{ op: remove, path: /spec/template/spec/containers/0/args/0, value: --concurrent=20 }'],
    ['another field', '{ op: add, path: /metadata/annotations/args/-, value: --concurrent=20 }'],
    ['a field of the container', '{ op: add, path: /spec/template/spec/containers/0/command/-, value: --concurrent=20 }'],
    ['a part of an argument', '{ op: add, path: /spec/template/spec/containers/0/args/0/a, value: --concurrent=20 }'],
    ['an argument without a number', '{ op: add, path: /spec/template/spec/containers/0/args/a, value: --concurrent=20 }'],
    ['no text', '{ op: add, path: /spec/template/spec/containers/0/args/-, value: 20 }'],
    ['no list', '{ op: add, path: /spec/template/spec/containers/0/args, value: --concurrent=20 }'],
    ['no path', '{ op: add, value: --concurrent=20 }'],
    ['no operation', '"--concurrent=20"'],
  ])('have no flag from %s', (_, operation) => {
    const controllers = bootstrap(
      `patches:\n  - target: { kind: Deployment }\n    patch: |\n      - ${operation}\n      # --concurrent=20\n`,
    );
    expect(controllers.flag('helm-controller', 'concurrent')).toBeUndefined();
  });

  test('know the account that a patch gives to the sync', () => {
    const of = (patch: string, target = 'target: { kind: Kustomization, name: flux-system }') =>
      bootstrap(`patches:\n  - patch: |\n      ${patch}\n    ${target}\n`)._patchedSyncAccount;
    expect(of('- { op: add, path: /spec/serviceAccountName, value: kustomize-controller }')).toBe('kustomize-controller');
    expect(of('{ kind: Kustomization, metadata: { name: flux-system }, spec: { serviceAccountName: flux } }', '')).toBe('flux');
    expect(of('- { op: add, path: /spec/interval, value: 1h }')).toBeUndefined();
    expect(of('- { op: add, path: /spec/serviceAccountName, value: 7 }')).toBeUndefined();
    expect(of('- { op: add, path: /spec/serviceAccountName, value: "" }')).toBeUndefined();
    expect(of('- { op: add, path: /spec/serviceAccountName, value: flux }', 'target: { kind: GitRepository }')).toBeUndefined();
  });

  test('are added to where their patches are, else where their files are listed', () => {
    expect(bootstrap(add('--concurrent=20', '{ kind: Deployment }'))._where!.path).toBe('patches');
    expect(bootstrap('')._where!.path).toBe('resources');
    expect(instance('{}')._where!.path).toBe('spec.cluster.multitenant');
    expect(controllersOf(deployment('helm-controller', '[--a]'))._where!.path).toBe('spec.template.spec.containers[0].args');
  });
});

test('hostile values break nothing', () => {
  for (const spec of [
    '7',
    '[]',
    '{ components: 7, cluster: 7, kustomize: [] }',
    '{ kustomize: { patches: [7, { patch: "{{" }, { patch: 7, target: 7 }] } }',
    '{ kustomize: { patches: [{ patch: "{ kind: Deployment, metadata: null, spec: null }" }] } }',
  ]) {
    expect(instance(spec).known).toBe(true);
  }
  expect(controllersOf(deployment('helm-controller', '{ a: b }')).known).toBe(true);
  expect(bootstrap('patches: 7\npatchesStrategicMerge: [7, {}]').known).toBe(true);
});
