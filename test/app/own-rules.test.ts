import {
  Cluster,
  ConfigMap,
  Environment,
  Finding,
  FluxApp,
  FluxVersion,
  Install,
  IRule,
  Layer,
  Manifest,
  ManifestSet,
  RuleContext,
  RuleMeta,
  Severity,
} from '../../src';
import { errorOf } from '../support/synth';

const META = { severity: Severity.ERROR, summary: 'S.', why: 'W.', fix: 'F.', references: [] };

/** Every ConfigMap has an owner. Its `meta` is made anew for whoever asks, as in Python and Java. */
class Owner implements IRule {
  constructor(private readonly id = 'acme-owner') {}

  public get meta(): RuleMeta {
    return { id: this.id, ...META };
  }

  public check({ manifests }: RuleContext): Finding[] {
    const maps = manifests.ofKind('ConfigMap').filter((map) => map.label('owner') === undefined);
    return maps.map((map) => new Finding(map.at('metadata', 'labels', 'owner'), `${map} has no owner`));
  }
}

function appWith(rules: IRule[], ...ids: string[]): FluxApp {
  const app = new FluxApp({ rules });
  const layer = new Layer(new Cluster(app, 'edge', { install: Install.external() }), 'apps', { namespace: 'apps' });
  for (const id of ids) new ConfigMap(layer, id, { data: {} });
  return app;
}

test('findings of a rule stand together in the order of their places, also where its meta is made anew for each', () => {
  const found = appWith([new Owner()], 'b', 'a').verify();

  expect(found.filter(({ severity }) => severity === 'error').map(({ rule, construct }) => [rule, construct])).toEqual([
    ['acme-owner', "ConfigMap 'edge/apps/a'"],
    ['acme-owner', "ConfigMap 'edge/apps/b'"],
  ]);
});

test.each([
  ['the first of its references', ['https://acme.io/owners', 'https://acme.io/teams'], 'https://acme.io/owners'],
  ['none, where it has no references', [], undefined],
])('the page of a rule is %s', (_name, references, page) => {
  const owner = new Owner();
  const rule: IRule = { meta: { ...owner.meta, references }, check: (context) => owner.check(context) };

  expect(appWith([rule], 'a').verify()[0].docs).toBe(page);
});

test('a loop of a program in another language is one finding of the report, and each object is one of the app', () => {
  vi.stubEnv('JSII_AGENT', 'Python/3.11.7');
  onTestFinished(() => void vi.unstubAllEnvs());
  const app = new FluxApp({ rules: [new Owner()] });
  for (const id of ['one', 'two', 'three']) {
    const layer = new Layer(new Cluster(app, id, { install: Install.external() }), 'apps', { namespace: 'apps' });
    new ConfigMap(layer, 'settings', { data: { id } });
  }

  expect(
    errorOf(() => app.synthFiles())
      .split('\n')
      .slice(2, 7),
  ).toEqual([
    'error[acme-owner] ConfigMap apps/settings has no owner',
    "  at:  ConfigMap 'one/apps/settings' (metadata.labels.owner), and 2 more like it",
    '  why: W.',
    '  fix: F.',
    '',
  ]);
  const found = app.verify().filter(({ rule }) => rule === 'acme-owner');
  expect(found.map(({ cluster, file, line }) => [cluster, file, line])).toEqual([
    ['one', undefined, undefined],
    ['three', undefined, undefined],
    ['two', undefined, undefined],
  ]);
});

test('a rule that fails is named, with the cluster', () => {
  const failing = {
    meta: { id: 'acme-fails', ...META },
    check: () => {
      throw new TypeError('there is no tomorrow');
    },
  };
  const app = appWith([failing], 'a');

  expect(errorOf(() => app.synthFiles())).toBe("the rule 'acme-fails' failed in cluster 'edge': there is no tomorrow");
  expect(() => app.synthFiles()).toThrow(expect.objectContaining({ cause: expect.any(TypeError) }));
});

test.each([
  ['of this library', ['schema-violation'], 'another id: a rule of this library has it', 'schema-violation'],
  ['of its engine', ['unused-waiver'], 'another id: a rule of this library has it', 'unused-waiver'],
  ['of two rules', ['acme-a', 'acme-b', 'acme-a'], 'another id: two rules have it', 'acme-a'],
  ['that no annotation can have', ['acme/owner'], 'a name of up to 63 letters, digits, -, _ and .', 'acme/owner'],
  ['that is empty', [''], 'a name of up to 63 letters, digits, -, _ and .', ''],
])('an id %s is refused', (_name, ids, mustBe, got) => {
  expect(errorOf(() => new FluxApp({ rules: ids.map((id) => new Owner(id)) }))).toBe(
    `FluxApp: rules: meta.id must be ${mustBe}, got ${JSON.stringify(got)}.\n  fix: id: 'acme-release-without-owner'`,
  );
});

test('a rule is tested with plain objects, of which nobody knows where they stand', () => {
  const map = new Manifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'apps' } });
  const context = new RuleContext({
    cluster: 'production',
    environment: Environment.PRODUCTION,
    fluxVersion: FluxVersion.V2_9,
    manifests: new ManifestSet([map]),
  });
  const [finding, ...others] = new Owner().check(context);

  expect(others).toEqual([]);
  expect([finding.message, finding.field.path, finding.place]).toEqual([
    'ConfigMap apps/settings has no owner',
    'metadata.labels.owner',
    {},
  ]);
});
