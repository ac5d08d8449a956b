import { ApiObject, App } from 'cdk8s';
import { Cluster, FluxApp, Install, Layer, LayerProps, ResourceSet } from '../../src';
import { errorOf } from '../support/synth';

const CANARY = 'hunter2';

function layerOf(props: LayerProps = {}): { app: FluxApp; layer: Layer } {
  const app = new FluxApp();
  const cluster = new Cluster(app, 'edge', { install: Install.external(), variables: { DOMAIN: 'acme.io' } });
  return { app, layer: new Layer(cluster, 'apps', { namespace: 'apps', ...props }) };
}

function errorWith(define: (layer: Layer) => unknown, props: LayerProps = {}): string {
  const { app, layer } = layerOf(props);
  define(layer);
  return errorOf(() => app.synthFiles());
}

const secret = (fields: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db', namespace: 'apps' }, ...fields });

test('a mark of SOPS beside a readable value does not make it encrypted', () => {
  expect(errorWith((layer) => new ApiObject(layer, 'db', secret({ sops: {}, stringData: { password: CANARY } })))).toBe(
    [
      `ApiObject 'edge/apps/db': data must be encrypted, or not in Git at all: Secret apps/db would be committed in plain text, got ["password"].`,
      '  fix: name the Secret where it is used, e.g. Auth.secret(), and bring it to the cluster with SOPS, External Secrets or by hand',
    ].join('\n'),
  );
});

test('a Secret is accepted when each of its values is encrypted', () => {
  const { app, layer } = layerOf();
  new ApiObject(layer, 'db', secret({ sops: { mac: 'ENC[m]' }, stringData: { password: 'ENC[AES256_GCM,data:x]' } }));

  expect(app.synthFiles()['apps/edge/db/secret.yaml']).toContain('password: ENC[AES256_GCM,data:x]');
});

test('a Secret inside a ResourceSet is refused without its value, unless an input fills it in', () => {
  const withValue = (password: string) => (layer: Layer) =>
    new ResourceSet(layer, 'teams', { resources: [secret({ stringData: { password } })] });
  const { app, layer } = layerOf();
  withValue('<< inputs.password | quote >>')(layer);

  expect(errorWith(withValue(CANARY))).toMatch(/^ResourceSet 'edge\/apps\/teams': data must be encrypted.*got \["password"\]\./);
  expect(errorWith(withValue(CANARY))).not.toContain(CANARY);
  expect(Object.keys(app.synthFiles())).toContain('apps/edge/teams/resource-set.yaml');
});

const config = (value: string) => (layer: Layer) =>
  new ApiObject(layer, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data: { value } });

test('an object of the program may use a declared variable in a layer that is substituted', () => {
  const { app, layer } = layerOf({ substitute: true });
  config('https://${DOMAIN}/${PATH:=start}')(layer);

  expect(app.synthFiles()['apps/edge/config/config-map.yaml']).toContain('value: https://${DOMAIN}/${PATH:=start}');
});

test('an undeclared variable in an object of the program is refused in a layer that is substituted, and nowhere else', () => {
  const { app, layer } = layerOf();
  config('echo ${HOME}')(layer);

  expect(app.synthFiles()['apps/edge/config/config-map.yaml']).toContain('${HOME}');
  expect(errorWith(config('echo ${HOME}'), { substitute: true })).toBe(
    [
      `ApiObject 'edge/apps/config': variable must be a declared variable (DOMAIN) or one with a default; Flux would fail the whole layer, got "\${HOME}".`,
      "  fix: variables: { HOME: '…' }, or the annotation kustomize.toolkit.fluxcd.io/substitute: disabled on the object",
    ].join('\n'),
  );
});

test('files are included below a FluxApp only', () => {
  const cluster = new Cluster(new App(), 'edge', { install: Install.external() });

  expect(errorOf(() => new Layer(cluster, 'apps').include('./manifests'))).toBe(
    [
      `Layer 'edge/apps': include must be used below a FluxApp; an App of cdk8s writes objects, and no files, got "./manifests".`,
      '  fix: const app = new FluxApp()',
    ].join('\n'),
  );
});
