import { appliedIn, configMap, instance, kustomization, load, placeText, problemsIn, unseenIn } from './fleet-support';

const CLUSTER = { 'clusters/prod/flux-system/i.yaml': instance('clusters/prod') };
const FROM = '  postBuild:\n    substitute: { OWN: mine }\n    substituteFrom:\n      - { kind: ConfigMap, name: vars }\n';

describe('variables', () => {
  test('come from objects that other Kustomizations apply, in whatever order these are found', async () => {
    const { contexts } = await load({
      ...CLUSTER,
      'clusters/prod/apps.yaml': kustomization('apps', './apps', FROM),
      'clusters/prod/vars.yaml': kustomization('vars', './vars'),
      'vars/nested.yaml': kustomization('nested', './nested'),
      'nested/vars.yaml': configMap('vars', { DOMAIN: 'acme.io', OWN: 'theirs' }, 'flux-system'),
      'apps/config.yaml': `${configMap('config', { host: 'www.${DOMAIN}', own: '${OWN}', script: '$${HOME}' })}`,
      'apps/left-alone.yaml': configMap('left-alone', { host: '${DOMAIN}' }).replace(
        '  namespace: apps',
        '  namespace: apps\n  labels: { kustomize.toolkit.fluxcd.io/substitute: disabled }',
      ),
    });
    const [{ manifests }] = contexts;
    const [config, leftAlone] = appliedBy(manifests, 'apps');
    expect(config.object.data).toEqual({ host: 'www.acme.io', own: 'mine', script: '${HOME}' });
    expect(config._unsubstituted.data).toEqual({ host: 'www.${DOMAIN}', own: '${OWN}', script: '$${HOME}' });
    expect(placeText(config.at('data', 'host').place)).toBe('apps/config.yaml:7');
    expect(leftAlone.object.data).toEqual({ host: '${DOMAIN}' });
    expect(unseenIn(contexts[0])).toEqual([]);
  });

  test('of an object that nobody can see keep the text as it is', async () => {
    const { contexts } = await load({
      ...CLUSTER,
      'clusters/prod/apps.yaml': kustomization('apps', './apps', FROM),
      'apps/config.yaml': configMap('config', { host: 'www.${DOMAIN}', own: '${OWN}' }),
    });
    const [config] = contexts[0].manifests.ofKind('ConfigMap');
    expect(config.object.data).toEqual({ host: 'www.${DOMAIN}', own: 'mine' });
    expect(problemsIn(contexts[0])).toEqual([]);
  });

  test('of a declared object have names but no values', async () => {
    const { contexts } = await load(
      {
        ...CLUSTER,
        'clusters/prod/apps.yaml': kustomization('apps', './apps', FROM),
        'apps/config.yaml': configMap('config', { host: 'www.${DOMAIN}', own: '${OWN}' }),
      },
      { externals: [{ kind: 'ConfigMap', name: 'vars', namespace: 'flux-system', keys: ['DOMAIN'] }] },
    );
    expect(contexts[0].manifests.ofKind('ConfigMap')[0].object.data).toEqual({ host: 'www.${DOMAIN}', own: 'mine' });
  });

  test('of an encrypted Secret are never read', async () => {
    const { contexts } = await load({
      ...CLUSTER,
      'clusters/prod/apps.yaml': kustomization('apps', './apps', FROM.replace('ConfigMap', 'Secret')),
      'clusters/prod/vars.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: { name: vars, namespace: flux-system }\nstringData: { DOMAIN: "ENC[AES256_GCM,data:x]" }\nsops: { mac: x }\n',
      'apps/config.yaml': configMap('config', { host: 'www.${DOMAIN}' }),
    });
    expect(contexts[0].manifests.ofKind('ConfigMap')[0].object.data).toEqual({ host: 'www.${DOMAIN}' });
  });

  test('without any, nothing is filled in', async () => {
    const { contexts } = await load({
      ...CLUSTER,
      'clusters/prod/apps.yaml': kustomization('apps', './apps', '  postBuild: {}\n'),
      'apps/config.yaml': configMap('config', { host: '${DOMAIN:-x}' }),
    });
    expect(contexts[0].manifests.ofKind('ConfigMap')[0].object.data).toEqual({ host: '${DOMAIN:-x}' });
  });

  test('may name what Kustomizations apply, and where', async () => {
    const { contexts } = await load({
      ...CLUSTER,
      'clusters/prod/layers.yaml': kustomization('layers', './layers', '  postBuild:\n    substitute: { CLUSTER: prod }\n'),
      'layers/apps.yaml': kustomization('apps', './apps/${CLUSTER}'),
      'apps/prod/config.yaml': configMap('config'),
    });
    expect(appliedIn(contexts[0])['Kustomization flux-system/apps']).toEqual(['ConfigMap apps/config']);
  });
});

describe('a ResourceSet', () => {
  const set = (spec: string) =>
    `apiVersion: fluxcd.controlplane.io/v1\nkind: ResourceSet\nmetadata: { name: tenants, namespace: flux-system }\nspec:\n${spec}`;

  test('applies what its templates become, and its Kustomizations are followed', async () => {
    const { contexts } = await load({
      ...CLUSTER,
      'clusters/prod/set.yaml': set(`  commonMetadata: { labels: { by: set } }
  inputs:
    - { tenant: a }
    - { tenant: b }
  resources:
    - apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: { name: "tenant-<< inputs.tenant >>", namespace: flux-system }
      spec:
        interval: 10m
        prune: true
        sourceRef: { kind: GitRepository, name: flux-system }
        path: "./tenants/<< inputs.tenant >>"
`),
      'tenants/a/config.yaml': configMap('a'),
      'tenants/b/config.yaml': configMap('b'),
    });
    expect(appliedIn(contexts[0])).toEqual({
      sync: ['ResourceSet flux-system/tenants', 'FluxInstance flux-system/flux'].sort((x, y) => (x < y ? -1 : 1)),
      'ResourceSet flux-system/tenants': ['Kustomization flux-system/tenant-a', 'Kustomization flux-system/tenant-b'],
      'Kustomization flux-system/tenant-a': ['ConfigMap apps/a'],
      'Kustomization flux-system/tenant-b': ['ConfigMap apps/b'],
    });
    const [tenant] = contexts[0].manifests.ofKind('Kustomization.kustomize.toolkit.fluxcd.io');
    expect(tenant.label('by')).toBe('set');
    expect(placeText(tenant.at('spec', 'path').place)).toBe('clusters/prod/set.yaml:17');
  });

  test('whose inputs are only known in a cluster hides what it applies', async () => {
    const provider = `apiVersion: fluxcd.controlplane.io/v1\nkind: ResourceSetInputProvider\nmetadata: { name: tags, namespace: flux-system }\nspec: { type: OCIArtifactTag, url: "oci://ghcr.io/acme/app" }\n`;
    const { contexts } = await load({
      ...CLUSTER,
      'clusters/prod/set.yaml': set(
        '  inputsFrom: [{ name: tags }]\n  resources:\n    - { apiVersion: v1, kind: Namespace, metadata: { name: "<< inputs.tag >>" } }\n',
      ),
      'clusters/prod/vars.yaml': kustomization('later', './later'),
      'later/provider.yaml': provider,
    });
    expect(unseenIn(contexts[0])).toEqual(['ResourceSet flux-system/tenants: the inputs of tags are only known in a cluster']);
    expect(problemsIn(contexts[0])).toEqual([]);
  });
});

function appliedBy(manifests: { manifests: readonly { applier?: { name: string } }[] }, name: string): any[] {
  return manifests.manifests.filter(({ applier }) => applier?.name === name);
}
