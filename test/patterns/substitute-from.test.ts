import {
  ConfigMap,
  Layer,
  LayeredCluster,
  LayeredClusterProps,
  LayerProps,
  Notifications,
  ProviderType,
  SubstituteFrom,
  TenantSource,
  TenantSpace,
  Variation,
} from '../../src';
import { inTemporaryDirectory, putFiles } from '../app/temporary-directory';
import { Files, filesOfCluster, layersIn, objectsByName } from '../support/fleet';
import { appOfCluster, findingsOf, refusalOfCluster } from '../support/findings';
import { errorOf } from '../support/synth';

const KEYS = SubstituteFrom.secret('keys', ['PAGERDUTY_KEY']);
const SECRET = { kind: 'Secret', name: 'keys' };
const OWN = { kind: 'ConfigMap', name: 'cluster-variables' };
const VARIABLES = { DOMAIN: 'acme.io' };

/** A layer with one text. */
const withText = (text: string, props: LayerProps) => (cluster: LayeredCluster) =>
  new ConfigMap(new Layer(cluster, 'web', { namespace: 'web', ...props }), 'settings', { data: { text } });

/** Where a layer with one text takes variables from. */
const sourcesOf = (props: LayerProps, cluster: LayeredClusterProps = { variables: VARIABLES }) =>
  layersIn(filesOfCluster(withText('x', props), cluster)).web.postBuild?.substituteFrom;

test('a layer takes variables from Secrets and ConfigMaps that come to the cluster in another way', () => {
  const substituteFrom = [KEYS, SubstituteFrom.configMap('flux-runtime-info', ['CLUSTER_NAME'], { optional: true })];

  expect(layersIn(filesOfCluster(withText('x', { substituteFrom }))).web.postBuild).toEqual({
    substituteFrom: [SECRET, { kind: 'ConfigMap', name: 'flux-runtime-info', optional: true }],
    substituteStrategy: 'Always',
  });
});

test('the variables of the cluster stand where they are named, and first where they are only needed', () => {
  const own = SubstituteFrom.clusterVariables();
  const variation = Variation.SUBSTITUTE;

  expect(sourcesOf({ substituteFrom: [KEYS] })).toEqual([SECRET]);
  expect(sourcesOf({ substituteFrom: [KEYS, own] })).toEqual([SECRET, OWN]);
  expect(sourcesOf({ substituteFrom: [KEYS] }, { variables: VARIABLES, variation })).toEqual([OWN, SECRET]);
  expect(sourcesOf({ substituteFrom: [KEYS, own] }, { variables: VARIABLES, variation })).toEqual([SECRET, OWN]);
  expect(sourcesOf({}, { variables: VARIABLES, variation })).toEqual([OWN]);
});

test('an empty list keeps Flux from filling in anything', () => {
  const files = filesOfCluster((cluster) => withText(`at ${cluster.variable('DOMAIN')}`, { substituteFrom: [] })(cluster), {
    variables: VARIABLES,
    variation: Variation.SUBSTITUTE,
  });

  expect(layersIn(files).web).not.toHaveProperty('postBuild');
  expect(objectsByName(files)['ConfigMap web/settings'].data).toEqual({ text: 'at acme.io' });
});

test('a layer of an existing directory takes variables as well', () => {
  const files = filesOfCluster((cluster) => new Layer(cluster, 'web', { path: './web', substituteFrom: [KEYS] }));

  expect(layersIn(files).web.postBuild.substituteFrom).toEqual([SECRET]);
});

test('a variable of a Secret stays an expression in every variation', () => {
  const textIn = (variation: Variation) =>
    objectsByName(
      filesOfCluster(
        (cluster) => withText(`${KEYS.variable('PAGERDUTY_KEY')} at ${cluster.variable('DOMAIN')}`, { substituteFrom: [KEYS] })(cluster),
        {
          variables: VARIABLES,
          variation,
        },
      ),
    )['ConfigMap web/settings'].data.text;

  expect(textIn(Variation.RENDERED)).toBe('${PAGERDUTY_KEY} at acme.io');
  expect(textIn(Variation.SUBSTITUTE)).toBe('${PAGERDUTY_KEY} at ${DOMAIN}');
});

test('where Flux would make a number of a text, the value is written, and the variable of a Secret stays', () => {
  const data = (variation: Variation) =>
    objectsByName(
      filesOfCluster(
        (cluster) => {
          const layer = new Layer(cluster, 'web', { namespace: 'web', substituteFrom: [KEYS] });
          new ConfigMap(layer, 'settings', { data: { port: cluster.variable('PORT'), key: '${PAGERDUTY_KEY} ${HOME}' } });
        },
        { variables: { PORT: '8080' }, variation },
      ),
    )['ConfigMap web/settings'].data;

  expect(data(Variation.SUBSTITUTE)).toEqual({ port: '8080', key: '${PAGERDUTY_KEY} $${HOME}' });
});

describe('the judgement', () => {
  test('knows the variables of a Secret, and refuses others', () => {
    expect(refusalOfCluster(withText('${PAGERDUTY_KEY} ${PAGERDUTY_KYE}', { substituteFrom: [KEYS] }))).toEqual([
      "error[undefined-variable] ${PAGERDUTY_KYE}, which Kustomization flux-system/web does not define, is used by ConfigMap web/settings @ ConfigMap 'production/web/settings' (data.text)",
    ]);
  });

  test('takes a Secret for what exists, because the program says so', () => {
    const app = appOfCluster(
      withText(KEYS.variable('PAGERDUTY_KEY'), { substituteFrom: [KEYS] }),
      {},
      { externals: [{ kind: 'Secret', name: 'x' }] },
    );

    expect(findingsOf(app).filter((line) => /variable|substitut|keys/.test(line))).toEqual([]);
  });

  test('reports a variable in a layer that does not name its source', () => {
    const define = (cluster: LayeredCluster) => {
      withText('x', { substituteFrom: [KEYS] })(cluster);
      new ConfigMap(new Layer(cluster, 'other', { namespace: 'other' }), 'settings', { data: { text: '${PAGERDUTY_KEY} at ${HOME}' } });
    };

    expect(findingsOf(appOfCluster(define)).filter((line) => line.includes('literal-variable'))).toEqual([
      "warning[literal-variable] ${PAGERDUTY_KEY} in ConfigMap other/settings is applied as it is written, because Kustomization flux-system/other fills in no variables; Kustomization flux-system/web defines it @ ConfigMap 'production/other/settings' (data.text)",
    ]);
  });

  test('takes the keys of a Secret that several layers name together', () => {
    const define = (cluster: LayeredCluster) => {
      withText('${A}', { substituteFrom: [SubstituteFrom.secret('keys', ['A'])] })(cluster);
      const other = new Layer(cluster, 'other', { namespace: 'other', substituteFrom: [SubstituteFrom.secret('keys', ['B'])] });
      new ConfigMap(other, 'settings', { data: { text: '${B}' } });
    };

    expect(findingsOf(appOfCluster(define)).filter((line) => line.includes('variable'))).toEqual([]);
  });
});

describe('files that a layer includes', () => {
  const filesWith = (text: string, props: LayerProps): Files =>
    inTemporaryDirectory((directory) => {
      putFiles(directory, { 'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: web}\ndata: {text: "${text}"}\n` });
      return filesOfCluster((cluster) => new Layer(cluster, 'web', props).include(directory, 'web'), { variables: VARIABLES });
    });

  test('may use the variables of a Secret, and those of the cluster beside them', () => {
    const postBuild = (text: string) => layersIn(filesWith(text, { substituteFrom: [KEYS] })).web.postBuild.substituteFrom;

    expect(postBuild('${PAGERDUTY_KEY}')).toEqual([SECRET]);
    expect(postBuild('${PAGERDUTY_KEY} ${DOMAIN}')).toEqual([OWN, SECRET]);
  });

  test('stay as they are where Flux is to fill in nothing', () => {
    const files = filesWith('${DOMAIN}', { substituteFrom: [] });

    expect(layersIn(files).web).not.toHaveProperty('postBuild');
    expect(files['web/production/web/a.yaml']).toContain('text: "${DOMAIN}"');
  });
});

test('the key of PagerDuty comes from a Secret', () => {
  const files = filesOfCluster((cluster) => {
    const layer = new Layer(cluster, 'notifications', { substituteFrom: [KEYS] });
    new Notifications(layer, 'pagerduty', { type: ProviderType.pagerDuty(KEYS.variable('PAGERDUTY_KEY')) }).errors();
  });

  expect(objectsByName(files)['Provider flux-system/pagerduty'].spec.channel).toBe('${PAGERDUTY_KEY}');
  expect(layersIn(files).notifications.postBuild.substituteFrom).toEqual([SECRET]);
});

test('in a locked cluster each layer with a Provider of PagerDuty names the Secret', () => {
  const define = (cluster: LayeredCluster) => {
    new TenantSpace(cluster, 'shop', { source: TenantSource.git('https://github.com/acme/shop') });
    const layer = new Layer(cluster, 'notifications', { substituteFrom: [KEYS] });
    new Notifications(layer, 'pagerduty', { type: ProviderType.pagerDuty(KEYS.variable('PAGERDUTY_KEY')) }).errors({
      includeTenants: true,
    });
  };
  const props = { layerProps: { tenants: { substituteFrom: [KEYS] } } };
  const literal = (cluster: LayeredClusterProps) =>
    findingsOf(appOfCluster(define, cluster)).filter((line) => line.includes('literal-variable'));

  expect(Object.keys(filesOfCluster(define, props)).filter((path) => path.endsWith('pagerduty-provider.yaml'))).toEqual([
    'notifications/production/notifications/pagerduty-provider.yaml',
    'tenants/production/shop/pagerduty-provider.yaml',
  ]);
  expect(literal(props)).toEqual([]);
  expect(literal({})).toEqual([
    "warning[literal-variable] ${PAGERDUTY_KEY} in Provider shop/pagerduty is applied as it is written, because Kustomization flux-system/tenants fills in no variables; Kustomization flux-system/notifications defines it @ Provider 'production/tenants/pagerduty-in-shop/provider' (spec.channel)",
  ]);
});

test.each<[string, () => unknown, string]>([
  [
    'a Secret without variables',
    () => SubstituteFrom.secret('keys', []),
    "SubstituteFrom.secret(): variables must be one key at least: what nobody names cannot be checked, got [].\n  fix: SubstituteFrom.secret('keys', ['PASSWORD'])",
  ],
  [
    'a name that no ConfigMap can have',
    () => SubstituteFrom.configMap('Runtime Info', ['A']),
    "SubstituteFrom.configMap(): name must be a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got \"Runtime Info\".\n  fix: name: 'runtime-info'",
  ],
  [
    'a key that no variable can be named after',
    () => SubstituteFrom.secret('keys', ['pagerduty-key']),
    'SubstituteFrom.secret(): variables must be names of variables: letters, digits and _, not starting with a digit; Flux fails the whole build otherwise, got "pagerduty-key".\n  fix: pagerduty_key: \'…\'',
  ],
  [
    'a variable that was not named',
    () => SubstituteFrom.secret('keys', ['B', 'A']).variable('C'),
    "SubstituteFrom: variable must be one of those named for Secret 'keys' (A, B), got \"C\".\n  fix: add 'C' to the variables of the Secret",
  ],
  [
    'a variable of the cluster, which the cluster has',
    () => SubstituteFrom.clusterVariables().variable('DOMAIN'),
    'SubstituteFrom: variable must be asked of the cluster, which declares its variables, got "DOMAIN".\n  fix: cluster.variable(\'DOMAIN\')',
  ],
  [
    'the variables of a cluster that has none',
    () => filesOfCluster(withText('x', { substituteFrom: [SubstituteFrom.clusterVariables()] })),
    "LayeredCluster 'production': variables must be declared when a layer is to be substituted; Flux fills in nothing where it knows no variable, got {}.\n  fix: variables: { DOMAIN: 'acme.io' }, or remove SubstituteFrom.clusterVariables() from the layer",
  ],
])('%s is refused', (_what, act, message) => {
  expect(errorOf(act)).toBe(message);
});
