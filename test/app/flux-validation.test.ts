import { join } from 'node:path';
import { ValidationContext } from '../../node_modules/cdk8s-cli/lib/plugins/validation';
import { Finding, FluxValidation, FluxValidationProps, FluxVersion, IRule, Severity } from '../../src';
import { inTemporaryDirectory, putFiles } from './temporary-directory';

interface Report {
  readonly success: boolean;
  readonly violations: {
    readonly ruleName: string;
    readonly recommendation: string;
    readonly fix: string;
    readonly violatingConstructs: { resourceName: string; locations: string[]; manifestPath: string; constructPath?: string }[];
  }[];
}

/** What cdk8s reports about manifests. */
async function reportOf(files: Record<string, string>, props?: FluxValidationProps, metadata = {}): Promise<Report> {
  return inTemporaryDirectory(async (directory) => {
    putFiles(directory, files);
    const context = new ValidationContext(
      Object.keys(files).map((file) => join(directory, file)),
      'cdk8s-fluxcd',
      '0.0.0',
      metadata,
      false,
    );
    await new FluxValidation(props).validate(context);
    const { violations } = JSON.parse(JSON.stringify(context.report.toJson()).replaceAll(directory, 'dist')) as Report;
    return { success: context.report.success, violations };
  });
}

/** The rules that found something about manifests, apart from those that every program meets. */
const rulesOf = async (files: Record<string, string>, props?: FluxValidationProps) =>
  (await reportOf(files, props)).violations.map(({ ruleName }) => ruleName);

const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: apps\n';
const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n  namespace: apps\nstringData:\n  password: canary-4711\n';
const repositoryWith = (fields: string) =>
  `apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata:\n  name: charts\n  namespace: apps\nspec:\n  interval: 1h\n  timeout: 1m\n  url: https://charts.acme.io\n${fields}`;

test('what is wrong is a violation of its rule, with the construct, the field and the line, and without a value', async () => {
  const report = await reportOf({ 'apps.k8s.yaml': `${NAMESPACE}---\n${SECRET}` }, {}, { db: { path: 'apps/db/Resource' } });

  expect(report.success).toBe(false);
  expect(report.violations.filter(({ ruleName }) => ruleName === 'plaintext-secret')).toEqual([
    {
      ruleName: 'plaintext-secret',
      recommendation: 'A Secret with readable values stands in the repository.',
      fix: expect.stringContaining('Encrypt the Secret with SOPS'),
      violatingConstructs: [
        {
          resourceName: 'db',
          locations: ['stringData: Secret apps/db has password in plain text (line 11)'],
          manifestPath: 'dist/apps.k8s.yaml',
          constructPath: 'apps/db/Resource',
        },
      ],
    },
  ]);
  expect(JSON.stringify(report)).not.toContain('canary');
});

test('each violation names the file that it is in, and violations of one rule are together', async () => {
  const files = {
    'a.k8s.yaml': `${NAMESPACE}---\n${SECRET.replace('name: db', 'name: a')}`,
    'b.k8s.yaml': SECRET.replace('name: db', 'name: b'),
  };
  const { violations } = await reportOf(files);
  const [violation, ...others] = violations.filter(({ ruleName }) => ruleName === 'plaintext-secret');

  expect(others).toEqual([]);
  expect(violation.violatingConstructs.map(({ resourceName, manifestPath }) => [resourceName, manifestPath])).toEqual([
    ['a', 'dist/a.k8s.yaml'],
    ['b', 'dist/b.k8s.yaml'],
  ]);
});

test('healthy manifests have no violation', async () => {
  expect(await reportOf({ 'apps.k8s.yaml': NAMESPACE })).toEqual({ success: true, violations: [] });
});

test('what only a whole repository can tell does not fail', async () => {
  const release = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: elsewhere\n';

  expect((await reportOf({ 'apps.k8s.yaml': release })).success).toBe(true);
});

test('objects in different files find each other', async () => {
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: charts\n  namespace: apps\ntype: Opaque\n';

  expect(await rulesOf({ 'a.k8s.yaml': NAMESPACE, 'b.k8s.yaml': repositoryWith('  secretRef: {name: charts}\n') })).toContain(
    'secret-not-found',
  );
  expect(
    await rulesOf({ 'a.k8s.yaml': `${NAMESPACE}---\n${secret}`, 'b.k8s.yaml': repositoryWith('  secretRef: {name: charts}\n') }),
  ).not.toContain('secret-not-found');
});

test('what is declared to exist is there', async () => {
  const externals = [{ kind: 'Secret', name: 'charts', namespace: 'apps' }];
  const files = { 'a.k8s.yaml': `${NAMESPACE}---\n${repositoryWith('  secretRef: {name: charts}\n')}` };

  expect(await rulesOf(files, { externals })).not.toContain('secret-not-found');
});

test('an annotation accepts a finding', async () => {
  const accepted = SECRET.replace(
    '  namespace: apps\n',
    '  namespace: apps\n  annotations:\n    waive.cdk8s-fluxcd.dev/plaintext-secret: a password that everybody knows\n',
  );

  expect(await rulesOf({ 'a.k8s.yaml': `${NAMESPACE}---\n${accepted}` })).not.toContain('plaintext-secret');
});

test('a rule of somebody else judges the manifests too', async () => {
  const rule: IRule = {
    meta: { id: 'acme-labels', severity: Severity.ERROR, summary: 'S.', why: 'W.', fix: 'F.', references: [] },
    check: ({ manifests }) =>
      manifests.ofKind('Namespace').map((namespace) => new Finding(namespace.at('metadata', 'labels'), 'no labels')),
  };

  expect(await reportOf({ 'apps.k8s.yaml': NAMESPACE }, { rules: [rule] })).toEqual({
    success: false,
    violations: [
      {
        ruleName: 'acme-labels',
        recommendation: 'S.',
        fix: 'F.',
        violatingConstructs: [
          { resourceName: 'apps', locations: ['metadata.labels: no labels (line 3)'], manifestPath: 'dist/apps.k8s.yaml' },
        ],
      },
    ],
  });
  expect(() => new FluxValidation({ rules: [rule, rule] })).toThrow(/^FluxValidation: rules: meta.id must be another id/);
});

describe('it fails', () => {
  /** An artifact that nobody signed: a warning. */
  const unsigned = repositoryWith('  ref: {semver: 6.x}\n')
    .replace('HelmRepository', 'OCIRepository')
    .replace('https://charts', 'oci://charts');
  const warned = { 'a.k8s.yaml': `${NAMESPACE}---\n${unsigned}` };

  test.each<[Severity | undefined, Record<string, string>, boolean]>([
    [undefined, warned, true],
    [Severity.ERROR, warned, true],
    [Severity.WARNING, warned, false],
    [Severity.INFO, warned, false],
    [undefined, { 'a.k8s.yaml': SECRET }, false],
  ])('on %s and worse', async (failOn, files, success) => {
    expect((await reportOf(files, { failOn })).success).toBe(success);
  });
});

test('manifests are for Flux 2.9, unless it is told another release', async () => {
  const files = { 'a.k8s.yaml': `${NAMESPACE}---\n${repositoryWith('').replace('/v1\n', '/v1beta2\n')}` };
  const found = (props?: FluxValidationProps) => reportOf(files, props);
  const newest = { fluxVersion: FluxVersion.V2_9 };
  const older = { fluxVersion: FluxVersion.V2_7 };

  expect(await found(newest)).toEqual(await found());
  expect(await found(older)).not.toEqual(await found());
});
