import { ApiObject, App } from 'cdk8s';
import { Cluster, FluxApp, Install, kustomize, Layer, LayerProps, Namespace, ResourceSet, SubstituteFrom } from '../../src';
import { refusalOf } from '../support/findings';
import { errorOf } from '../support/synth';

const CANARY = 'hunter2';

function layerOf(props: LayerProps = {}): { app: FluxApp; layer: Layer } {
  const app = new FluxApp();
  const cluster = new Cluster(app, 'edge', { install: Install.external(), variables: { DOMAIN: 'acme.io' } });
  const layer = new Layer(cluster, 'apps', { namespace: 'apps', ...props });
  new Namespace(layer, 'apps');
  return { app, layer };
}

function appWith(define: (layer: Layer) => unknown, props: LayerProps = {}): FluxApp {
  const { app, layer } = layerOf(props);
  define(layer);
  return app;
}

const secret = (fields: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db', namespace: 'apps' }, ...fields });

test('a mark of SOPS beside a readable value does not make it encrypted', () => {
  const app = appWith((layer) => new ApiObject(layer, 'db', secret({ sops: {}, stringData: { password: CANARY } })));

  expect(refusalOf(app)).toEqual([
    "error[plaintext-secret] Secret apps/db has password in plain text @ ApiObject 'edge/apps/db' (stringData)",
  ]);
  expect(errorOf(() => app.synthFiles())).not.toContain(CANARY);
});

test('a Secret is accepted when each of its values is encrypted', () => {
  const { app, layer } = layerOf({ decryption: { provider: kustomize.KustomizationSpecDecryptionProvider.SOPS } });
  new ApiObject(layer, 'db', secret({ sops: { mac: 'ENC[m]' }, stringData: { password: 'ENC[AES256_GCM,data:x]' } }));

  expect(app.synthFiles()['apps/edge/db/secret.yaml']).toContain('password: ENC[AES256_GCM,data:x]');
});

test('a Secret inside a ResourceSet is refused without its value, unless an input fills it in', () => {
  const withValue = (password: string) => (layer: Layer) =>
    new ResourceSet(layer, 'teams', { inputs: [{ tenant: 'team-a' }], resources: [secret({ stringData: { password } })] });
  const { app, layer } = layerOf();
  withValue('<< inputs.tenant | quote >>')(layer);
  const refused = appWith(withValue(CANARY));

  expect(refusalOf(refused)).toEqual([
    "error[plaintext-secret] Secret apps/db has password in plain text @ ResourceSet 'edge/apps/teams' (stringData)",
  ]);
  expect(errorOf(() => refused.synthFiles())).not.toContain(CANARY);
  expect(Object.keys(app.synthFiles())).toContain('apps/edge/teams/resource-set.yaml');
});

const config = (value: string) => (layer: Layer) =>
  new ApiObject(layer, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data: { value } });

test('an object of the program may use a declared variable in a layer that is substituted', () => {
  const { app, layer } = layerOf({ substituteFrom: [SubstituteFrom.clusterVariables()] });
  config('https://${DOMAIN}/${PATH:=start}')(layer);

  expect(app.synthFiles()['apps/edge/config/config-map.yaml']).toContain('value: https://${DOMAIN}/${PATH:=start}');
});

test('an undeclared variable in an object of the program is refused in a layer that is substituted, and nowhere else', () => {
  const { app, layer } = layerOf();
  config('echo ${HOME}')(layer);

  expect(app.synthFiles()['apps/edge/config/config-map.yaml']).toContain('${HOME}');
  expect(refusalOf(appWith(config('echo ${HOME}'), { substituteFrom: [SubstituteFrom.clusterVariables()] }))).toEqual([
    "error[undefined-variable] ${HOME}, which Kustomization flux-system/apps does not define, is used by ConfigMap apps/config @ ApiObject 'edge/apps/config' (data.value)",
  ]);
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
