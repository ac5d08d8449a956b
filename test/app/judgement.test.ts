import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import {
  Auth,
  Cluster,
  ConfigMap,
  Environment,
  Finding,
  FluxApp,
  FluxAppProps,
  GitRef,
  GitRepository,
  HelmReleaseFromRepository,
  Install,
  IRule,
  Layer,
  LayeredCluster,
  RuleContext,
  RuleMeta,
  Severity,
} from '../../src';
import { SYNC } from '../support/fleet';
import { appOfCluster, findingLine, findingsOf } from '../support/findings';
import { siteOf } from '../support/site';
import { errorOf } from '../support/synth';
import { filesIn, inTemporaryDirectory } from './temporary-directory';

const REPOSITORY = { spec: { interval: '1h', timeout: '1m', url: 'https://git.acme.io/fleet', ref: { branch: 'main' } } };
const KUSTOMIZATION = {
  spec: { interval: '1h', timeout: '5m', path: './web', prune: true, sourceRef: { kind: 'GitRepository', name: 'fleet' } },
};

/** A rule of a program: every ConfigMap says whose it is. */
class OwnRule implements IRule {
  public readonly asked: RuleContext[] = [];
  public readonly meta: RuleMeta;

  constructor(severity: Severity, more: Partial<RuleMeta> = {}) {
    const id = `acme-${severity}`;
    const summary = 'A ConfigMap has no owner.';
    this.meta = { id, severity, summary, why: `${severity} why`, fix: `${severity} fix`, references: ['https://acme.io/owners'], ...more };
  }

  public check(context: RuleContext): Finding[] {
    this.asked.push(context);
    const maps = context.manifests.ofKind('ConfigMap').filter((map) => map.label('owner') === undefined);
    return maps.map((map) => new Finding(map.at('metadata', 'labels', 'owner'), `${map} has no owner`));
  }
}

/** An app with one ConfigMap, in a chart that nobody is said to apply: nothing but the rules of the program finds anything. */
function appWith(rules: IRule[], props: FluxAppProps = {}): FluxApp {
  const app = new FluxApp({ rules, ...props });
  const chart = new Chart(app, 'shared', { namespace: 'shared' });
  new ConfigMap(chart, 'settings', { data: {} });
  return app;
}

const SITE = siteOf(__filename, "new ConfigMap(chart, 'settings'");

const part = (severity: Severity) => [
  `${severity}[acme-${severity}] ConfigMap shared/settings has no owner`,
  `  at:  ConfigMap 'shared/settings' (metadata.labels.owner), ${SITE.file}:${SITE.line}:${SITE.column}`,
  `  why: ${severity} why`,
  `  fix: ${severity} fix`,
];

/** What `act` prints on stderr. */
function printedBy(act: () => unknown): string {
  const printed: string[] = [];
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  try {
    act();
  } finally {
    write.mockRestore();
  }
  return printed.join('');
}

test('an error stops the synthesis with every finding, worst first, and nothing is written or printed', () =>
  inTemporaryDirectory((directory) => {
    const repository = join(directory, 'fleet');
    const rules = [Severity.INFO, Severity.ERROR, Severity.WARNING].map((severity) => new OwnRule(severity));
    const app = appWith(rules, { repository });
    const printed = printedBy(() =>
      expect(errorOf(() => app.synth())).toBe(
        [
          '1 error, 1 warning, 1 info, nothing was written:',
          '',
          ...part(Severity.ERROR),
          '',
          ...part(Severity.WARNING),
          '',
          ...part(Severity.INFO),
        ].join('\n'),
      ),
    );

    expect(printed).toBe('');
    expect(filesIn(directory)).toEqual({});
    expect(errorOf(() => app.synthFiles())).toBe(errorOf(() => app.synth()));
    expect(() => app.synth()).toThrow(expect.objectContaining({ name: 'VerificationError', code: 'FLUXCD_VERIFICATION' }));
  }));

test('what is no error is printed once the tree is written', () =>
  inTemporaryDirectory((directory) => {
    const app = appWith([new OwnRule(Severity.WARNING), new OwnRule(Severity.INFO)], { repository: directory });
    const printed = printedBy(() => app.synth());

    expect(printed).toBe([...part(Severity.WARNING), '', ...part(Severity.INFO), '1 warning, 1 info', ''].join('\n'));
    expect(Object.keys(filesIn(directory))).toContain('shared/settings/config-map.yaml');
  }));

test('where nothing is found, nothing is printed', () =>
  inTemporaryDirectory((directory) => {
    expect(printedBy(() => appWith([], { repository: directory }).synth())).toBe('');
  }));

test('the tree as text is refused as the tree on disk is, and prints nothing', () => {
  const app = appWith([new OwnRule(Severity.WARNING)]);

  expect(printedBy(() => app.synthFiles())).toBe('');
});

test('an app knows all that is found in it, as plain data', () => {
  expect(appWith([new OwnRule(Severity.ERROR)]).verify()).toEqual([
    {
      rule: 'acme-error',
      severity: 'error',
      message: 'ConfigMap shared/settings has no owner',
      cluster: 'shared',
      clusters: ['shared'],
      object: { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings', namespace: 'shared' },
      construct: "ConfigMap 'shared/settings'",
      ...SITE,
      path: 'metadata.labels.owner',
      why: 'error why',
      fix: 'error fix',
      docs: 'https://acme.io/owners',
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      waived: undefined,
    },
  ]);
});

test('a finding of ours has a page of ours', () => {
  const app = appOfCluster((cluster) => new ConfigMap(cluster.apps, 'settings', { data: {} }));
  const [{ rule, docs }] = app.verify();

  expect([rule, docs]).toEqual([
    'object-without-namespace',
    'https://github.com/cdk8s-fluxcd/cdk8s-fluxcd/blob/main/docs/rules/object-without-namespace.md',
  ]);
});

test('the fingerprint of a finding is the same in the next run, whatever stands above it, and another for another object', () => {
  const fingerprintsOf = (...ids: string[]) => {
    const app = new FluxApp({ rules: [new OwnRule(Severity.ERROR)] });
    const chart = new Chart(app, 'shared', { namespace: 'shared' });
    return ids
      .map((id) => new ConfigMap(chart, id, { data: {} }))
      .map(({ name }) => app.verify().find(({ object }) => object?.name === name)!.fingerprint);
  };
  const [a, b] = fingerprintsOf('a', 'b');

  expect(fingerprintsOf('b', 'c', 'a')[2]).toBe(a);
  expect(a).not.toBe(b);
});

test('ten clusters from one line of a loop are one finding of the report, and each is one of the app', () => {
  const app = new FluxApp({ rules: [new OwnRule(Severity.ERROR)] });
  for (let index = 0; index < 10; index++) {
    const layer = new Layer(new Cluster(app, `edge-${index}`, { install: Install.external() }), 'apps', { namespace: 'apps' });
    new ConfigMap(layer, 'settings', { data: { index: `${index}` } });
  }
  const site = siteOf(__filename, "new ConfigMap(layer, 'settings', { data: { index");
  const report = errorOf(() => app.synthFiles());

  expect(report).toMatch(/^1 error, /);
  expect(report.match(/^error\[.*$/gm)).toEqual(['error[acme-error] ConfigMap apps/settings has no owner']);
  expect(report).toContain(
    `  at:  ConfigMap 'edge-0/apps/settings' (metadata.labels.owner), ${site.file}:${site.line}:${site.column}, and 9 more from the same line\n`,
  );
  expect(
    app
      .verify()
      .filter(({ rule }) => rule === 'acme-error')
      .map(({ cluster }) => cluster),
  ).toEqual(Array.from({ length: 10 }, (_, index) => `edge-${index}`));
});

test('an object of plain cdk8s is named by its construct, which remembers no line', () => {
  const app = new FluxApp({ rules: [new OwnRule(Severity.ERROR)] });
  const chart = new Chart(app, 'shared');
  new ApiObject(chart, 'raw', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'raw', namespace: 'shared' } });
  const [{ construct, file, line }] = app.verify();

  expect([construct, file, line]).toEqual(["ApiObject 'shared/raw'", undefined, undefined]);
});

describe('a rule of the program', () => {
  const clusterWith = (rule: OwnRule, props: FluxAppProps = {}, environment = Environment.PRODUCTION) => {
    const app = new FluxApp({ rules: [rule], ...props });
    const cluster = new Cluster(app, 'x', { install: Install.external(), environment });
    new ConfigMap(new Layer(cluster, 'apps', { namespace: 'apps' }), 'settings', { data: {} });
    return app.verify().flatMap((found) => (found.rule === rule.meta.id ? found.severity : []));
  };

  test('sees each cluster as Flux would apply it', () => {
    const rule = new OwnRule(Severity.INFO);
    clusterWith(rule);
    const [context] = rule.asked;

    expect(rule.asked.length).toBe(1);
    expect([context.cluster, context.path, context.environment, context.fluxVersion]).toEqual(['x', 'clusters/x', 'production', '2.9']);
    expect(context.manifests.manifests.map((manifest) => `${manifest} of ${manifest.applier ?? 'the sync'}`)).toEqual([
      'Kustomization flux-system/apps of the sync',
      'Namespace apps of Kustomization flux-system/apps',
      'ConfigMap apps/settings of Kustomization flux-system/apps',
    ]);
  });

  test('is told the release of the operator, which is 0.58 where nobody says another', () => {
    const rule = new OwnRule(Severity.INFO);
    clusterWith(rule);
    const { cluster, manifests, fluxVersion } = rule.asked[0];
    const versionOf = (operatorVersion?: string) => new RuleContext({ cluster, manifests, fluxVersion, operatorVersion }).operatorVersion;

    expect([versionOf(), versionOf('0.58'), versionOf('0.59')]).toEqual(['0.58', '0.58', '0.59']);
  });

  test.each<[boolean | undefined, Environment, Severity]>([
    [undefined, Environment.PRODUCTION, Severity.WARNING],
    [false, Environment.PRODUCTION, Severity.WARNING],
    [true, Environment.PRODUCTION, Severity.ERROR],
    [true, Environment.STAGING, Severity.WARNING],
  ])('raised in production: %s, is on a cluster for %s: %s', (raisedInProduction, environment, severity) => {
    expect(clusterWith(new OwnRule(Severity.WARNING, { raisedInProduction }), {}, environment)).toEqual([severity]);
  });

  test('is asked only about clusters with its kinds and its releases of Flux', () => {
    const asked = (more: Partial<RuleMeta>) => clusterWith(new OwnRule(Severity.INFO, more)).length;

    expect([asked({ kinds: ['ConfigMap'] }), asked({ kinds: ['Secret'] })]).toEqual([1, 0]);
    expect([asked({ fluxVersions: '>=2.9' }), asked({ fluxVersions: '<2.9' })]).toEqual([1, 0]);
  });
});

describe('what the program says exists', () => {
  const missing = (props: FluxAppProps) => {
    const app = new FluxApp(props);
    const layer = new Layer(new LayeredCluster(app, 'production', { sync: SYNC }), 'web', { namespace: 'flux-system' });
    new GitRepository(layer, 'fleet', { url: 'https://git.acme.io/fleet', ref: GitRef.branch('main'), auth: Auth.secret('git') });
    return findingsOf(app).filter((line) => line.includes('[secret-not-found]'));
  };
  const line = (severity: string): unknown =>
    expect.stringMatching(
      `^${severity}\\[secret-not-found\\] GitRepository flux-system/fleet reads Secret flux-system/git, .* @ GitRepository 'production/web/fleet' \\(spec\\.secretRef\\.name\\)$`,
    );

  test('is mentioned where it declares nothing', () => {
    expect(missing({})).toEqual([line('info')]);
  });

  test('is missing where it declares something else', () => {
    expect(missing({ externals: [{ kind: 'Secret', name: 'other', namespace: 'flux-system' }] })).toEqual([line('error')]);
  });

  test.each([
    ['its name', { kind: 'Secret', name: 'git', namespace: 'flux-system' }],
    ['every name', { kind: 'Secret', name: '*', namespace: 'flux-system' }],
    ['every namespace', { kind: 'Secret', name: 'git', namespace: '*' }],
  ])('is there by %s', (_how, external) => {
    expect(missing({ externals: [external] })).toEqual([]);
  });
});

test('an object of a chart outside of all clusters may be in any of them', () => {
  const missing = (where: (app: FluxApp, cluster: LayeredCluster) => Chart) => {
    const app = new FluxApp();
    const [own, other] = ['own', 'other'].map((id) => new LayeredCluster(app, id, { sync: SYNC }));
    const metadata = { name: 'fleet', namespace: 'flux-system' };
    new ApiObject(where(app, other), 'fleet', {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata,
      ...REPOSITORY,
    });
    new ApiObject(own, 'web', { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata, ...KUSTOMIZATION });
    return findingsOf(app).filter((line) => line.includes('[source-not-found]'));
  };

  expect(missing((app) => new Chart(app, 'shared'))).toEqual([]);
  expect(missing((_app, other) => other.apps)).toEqual([
    "error[source-not-found] Kustomization flux-system/fleet takes its content from GitRepository flux-system/fleet, which the cluster does not have @ ApiObject 'own/web' (spec.sourceRef.name)",
  ]);
});

describe('what the program decides', () => {
  const found = (settings?: FluxAppProps['settings']) => {
    const chart = { repositoryUrl: 'https://charts.acme.io', version: '6.x' };
    const app = appOfCluster((cluster) => new HelmReleaseFromRepository(cluster.apps, 'podinfo', chart), {}, { settings });
    return app.verify().map(findingLine);
  };
  const about = (rule: string, lines: string[]) => lines.filter((line) => line.includes(`[${rule}]`)).length;

  test('changes what is found', () => {
    expect(about('chart-version-not-exact', found({ pinning: 'exact' }))).toBe(1);
    expect(about('chart-version-not-exact', found())).toBe(0);
  });

  test('is by default that versions may be ranges, and that advice is advice', () => {
    expect(found({ pinning: 'range' })).toEqual(found());
    expect(found({ strict: false })).toEqual(found());
  });
});
