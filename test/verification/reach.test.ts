import { contextsOf } from '../support/rule-fixture';

/** An object of Flux that cannot be seen, in a cluster with some others. */
function cluster(spec: string, others = '', head = ''): ReturnType<typeof contextsOf>[0] {
  return contextsOf(`${head}# unseen: Kustomization team-a/apps\n# unseen: ResourceSet team-a/apps\n${spec}\n${others}`)[0];
}

function kustomization(spec: string): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: team-a }
spec: { ${spec} }
`;
}

function resourceSet(spec: string, account = ''): string {
  return `apiVersion: fluxcd.controlplane.io/v1
kind: ResourceSet
metadata: { name: apps, namespace: team-a }
spec:
  ${account}
  ${spec}
`;
}

function binding(kind: string, namespace: string): string {
  return `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: flux${namespace && `, namespace: ${namespace}`} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin }
subjects: [{ kind: ServiceAccount, name: flux, namespace: team-a }]
`;
}

const LOCKDOWN = `---
apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: { name: flux, namespace: flux-system }
spec:
  distribution: { version: 2.x, registry: ghcr.io/fluxcd }
  cluster: { multitenant: true }
`;

/** Where it may hold something: in its own namespace, in another one, in none. */
function places(context: ReturnType<typeof cluster>, kind?: string): boolean[] {
  return ['team-a', 'team-b', undefined].map((namespace) => context.mayHoldUnseen(namespace, kind));
}

describe('a Kustomization that cannot be seen', () => {
  test('may hold everything with the rights of its controller', () => {
    expect(places(cluster(kustomization('')))).toEqual([true, true, true]);
  });

  test('has one namespace for what needs one, where it has a target', () => {
    expect(places(cluster(kustomization('targetNamespace: team-b')))).toEqual([false, true, true]);
  });

  test('is kept in its namespace by its account', () => {
    expect(places(cluster(kustomization('serviceAccountName: flux')))).toEqual([true, false, false]);
  });

  test('is kept in its namespace by the account of those that name none', () => {
    expect(places(cluster(kustomization(''), LOCKDOWN))).toEqual([true, false, false]);
  });

  test('goes where its account is bound', () => {
    const spec = kustomization('serviceAccountName: flux');
    expect(places(cluster(spec, binding('RoleBinding', 'team-b')))).toEqual([true, true, false]);
    expect(places(cluster(spec, binding('RoleBinding', 'team-c')))).toEqual([true, false, false]);
    expect(places(cluster(spec, binding('ClusterRoleBinding', '')))).toEqual([true, true, true]);
  });

  test('may do all with an account of Flux', () => {
    const spec = kustomization('serviceAccountName: kustomize-controller').replaceAll('team-a', 'flux-system');
    const context = contextsOf(`# unseen: Kustomization flux-system/apps\n${spec}`)[0];
    expect(places(context)).toEqual([true, true, true]);
  });
});

describe('a ResourceSet that cannot be seen', () => {
  const template = (kind: string, metadata: string, spec = ''): string => `
    - apiVersion: ${kind}
      kind: ${kind === 'v1' ? 'ConfigMap' : kind.startsWith('kustomize') ? 'Kustomization' : 'HelmRelease'}
      metadata: { name: x, ${metadata} }
      spec: { ${spec} }`;
  const made = (...templates: string[]): string => resourceSet(`resources: ${templates.join('')}`);

  test('makes the kinds of its templates', () => {
    const context = cluster(made(template('v1', 'namespace: team-b')));
    expect(places(context)).toEqual([false, true, false]);
    expect(places(context, 'ConfigMap')).toEqual([false, true, false]);
    expect(places(context, 'Secret')).toEqual([false, false, false]);
  });

  test('makes them in any namespace where that is an input', () => {
    expect(places(cluster(made(template('v1', 'namespace: << inputs.tenant >>'))), 'ConfigMap')).toEqual([true, true, false]);
  });

  test('makes what has no namespace here wherever that may be', () => {
    expect(places(cluster(made(template('v1', 'labels: {}'))), 'ConfigMap')).toEqual([true, true, true]);
  });

  test('makes Kustomizations, which may hold what their accounts allow', () => {
    const flux = 'kustomize.toolkit.fluxcd.io/v1';
    const any = made(template(flux, 'namespace: team-b'));
    const own = made(template(flux, 'namespace: team-b', 'serviceAccountName: flux'));
    const all = made(template(flux, 'namespace: << inputs.tenant >>', 'serviceAccountName: flux, targetNamespace: << inputs.tenant >>'));
    expect(places(cluster(any), 'Secret')).toEqual([true, true, true]);
    expect(places(cluster(own), 'Secret')).toEqual([false, true, false]);
    expect(places(cluster(all), 'Secret')).toEqual([true, true, false]);
  });

  test('makes releases that create their namespaces', () => {
    const release = 'helm.toolkit.fluxcd.io/v2';
    const creating = cluster(made(template(release, 'namespace: team-b', 'install: { createNamespace: true }')));
    expect(creating.mayHoldUnseen(undefined, 'Namespace')).toBe(true);
    expect(creating.mayHoldUnseen(undefined)).toBe(true);
    expect(creating.mayHoldUnseen(undefined, 'ClusterRole.rbac.authorization.k8s.io')).toBe(false);
    expect(creating.mayHoldUnseen('team-b', 'Namespace')).toBe(false);
    expect(cluster(made(template(release, 'namespace: team-b'))).mayHoldUnseen(undefined, 'Namespace')).toBe(false);
  });

  test('makes what controllers make of its objects', () => {
    const secret = `
    - apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata: { name: x, namespace: team-b }
      spec: {}`;
    expect(places(cluster(made(secret)), 'Secret')).toEqual([false, true, false]);
  });

  test('may make anything where nobody can read its templates', () => {
    expect(places(cluster(resourceSet('resourcesTemplate: "<<- range .x >>"')), 'Secret')).toEqual([true, true, true]);
    const text = '"apiVersion: v1\\nkind: ConfigMap\\nmetadata: { name: x, namespace: team-b }\\n"';
    expect(places(cluster(resourceSet(`resourcesTemplate: ${text}`)), 'Secret')).toEqual([false, false, false]);
  });

  test('may make anything where it makes ResourceSets, or kinds that are inputs', () => {
    const object = (kind: string): string => `
    - apiVersion: fluxcd.controlplane.io/v1
      kind: ${kind}
      metadata: { name: x, namespace: team-b }`;
    expect(places(cluster(made(object('ResourceSet'))), 'Secret')).toEqual([true, true, true]);
    expect(places(cluster(made(object('<< inputs.kind >>'))), 'Secret')).toEqual([true, true, true]);
  });

  test('is also one that the operator cannot build, and no other', () => {
    const set = (name: string): string =>
      resourceSet(`inputs: [{ tenant: a }]\n  resources: ${template('v1', `namespace: team-b, labels: { a: << inputs.${name} >> }`)}`);
    const places = (text: string): boolean[] => ['team-a', 'team-b'].map((place) => contextsOf(text)[0].mayHoldUnseen(place, 'ConfigMap'));
    expect(places(set('tenat'))).toEqual([false, true]);
    expect(places(set('tenant'))).toEqual([false, false]);
  });

  test('cannot be built without what the providers of its namespace export, or with a selector that is none', () => {
    const provider = (namespace: string): string =>
      `---\napiVersion: fluxcd.controlplane.io/v1\nkind: ResourceSetInputProvider\nmetadata: { name: p, namespace: ${namespace} }\nspec: { type: Static, defaultValues: { tenant: a } }\n`;
    const set = (input: string, from = 'name: p'): string =>
      resourceSet(
        `inputsFrom: [{ kind: ResourceSetInputProvider, ${from} }]\n  resources: ${template('v1', `namespace: team-b, labels: { a: << inputs.${input} >> }`)}`,
      );
    const isHidden = (text: string): boolean => contextsOf(text)[0].mayHoldUnseen('team-b', 'ConfigMap');
    expect(isHidden(set('tenat') + provider('team-a'))).toBe(true);
    expect(isHidden(set('tenant') + provider('team-a'))).toBe(false);
    expect(isHidden(set('tenat') + provider('team-b'))).toBe(false);
    expect(isHidden(set('tenant', 'selector: { matchExpressions: 1 }') + provider('team-a'))).toBe(true);
  });

  test('can be built where two of its templates make one object', () => {
    const same = template('v1', 'namespace: team-b');
    expect(contextsOf(resourceSet(`resources: ${same}${same}`))[0].mayHoldUnseen('team-b', 'ConfigMap')).toBe(false);
  });

  test('makes what belongs to the whole cluster in no namespace', () => {
    const object = `
    - apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: { name: x }`;
    expect(places(cluster(made(object)), 'ClusterRole.rbac.authorization.k8s.io')).toEqual([false, false, true]);
  });

  test('is kept in its namespace by its account', () => {
    const set = resourceSet(`resources: ${template('v1', 'namespace: << inputs.tenant >>')}`, 'serviceAccountName: flux');
    expect(places(cluster(set), 'ConfigMap')).toEqual([true, false, false]);
  });
});
