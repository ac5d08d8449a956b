import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { APPS, clusterFiles, Directory } from '../support/run-cli';
import { escapeXml } from '../../../cli/report/junit';

const RULE = 'health-checks-ignored-by-wait';
const MESSAGE = 'Kustomization flux-system/apps waits for everything it applies, so Flux ignores its healthChecks';
const DOCS = `https://github.com/cdk8s-fluxcd/cdk8s-fluxcd/blob/main/docs/rules/${RULE}.md`;
const WHY =
  'With wait: true Flux checks every object that it applied, and nothing else: healthChecks is not read, so an object of another Kustomization that is listed there is not waited for. healthCheckExprs goes on to act.';
const FIX = 'Remove spec.healthChecks, or set spec.wait to false to wait only for what is listed.';
const FLEET = { ...clusterFiles('staging', { 'apps.yaml': APPS }), 'apps/a.yaml': '' };

const lintAs = async (format: string, ...args: string[]) =>
  (await new Directory(FLEET).run('lint', '--rule', RULE, '-f', format, ...args)).out;

test('the JSON report says all that is known, and obeys its schema', async () => {
  const report = JSON.parse(await lintAs('json'));

  expect(new Ajv().validate(JSON.parse(readFileSync('docs/report.schema.json', 'utf8')), report)).toBe(true);
  expect(report).toEqual({
    version: 1,
    tool: { name: 'cdk8s-fluxcd', version: expect.any(String) },
    repository: {
      pattern: 'monorepo',
      reason: 'its Kustomizations sync from the repository itself',
      files: 3,
      renderer: expect.any(String),
    },
    clusters: [
      {
        name: 'staging',
        path: 'clusters/staging',
        environment: 'staging',
        fluxVersion: '2.9',
        objects: 3,
        errors: 0,
        warnings: 1,
        infos: 0,
        sync: { kind: 'GitRepository', url: 'https://git.example.com/acme/fleet', revision: 'branch main', path: './clusters/staging' },
        chains: [],
        strengths: expect.arrayContaining([expect.stringMatching(/^Pruning: /)]),
      },
    ],
    findings: [
      {
        rule: RULE,
        severity: 'warning',
        message: MESSAGE,
        cluster: 'staging',
        clusters: ['staging'],
        object: { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', name: 'apps', namespace: 'flux-system' },
        file: 'clusters/staging/apps.yaml',
        line: 14,
        column: 3,
        path: 'spec.healthChecks',
        why: WHY,
        fix: FIX,
        docs: DOCS,
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        fixable: true,
      },
    ],
    notRendered: [],
    waived: [],
    summary: { problems: 1, errors: 0, warnings: 1, infos: 0, fixable: 1, waived: 0, baselined: 0, clusters: 1, objects: 3 },
  });
});

test.each([['--rule', 'unused-waiver'], ['--verbose']])('reports of everything obey the schema (%s)', async (...args) => {
  const directory = new Directory({
    ...FLEET,
    'broken.yaml': 'a: [',
    'fluxcd.config.yaml': `waivers: [{ rule: ${RULE}, file: clusters/**, reason: known }]`,
    'clusters/staging/elsewhere.yaml': APPS.replaceAll('name: flux-system', 'name: elsewhere').replaceAll('name: apps', 'name: other'),
  });
  const report = JSON.parse((await directory.run('lint', '-f', 'json', ...args)).out);

  expect(new Ajv().validate(JSON.parse(readFileSync('docs/report.schema.json', 'utf8')), report)).toBe(true);
});

test('SARIF has the rule, the place, the fingerprint', async () => {
  const log = JSON.parse(await lintAs('sarif'));

  expect(log.version).toBe('2.1.0');
  expect(log.runs).toHaveLength(1);
  const [{ tool, results }] = log.runs;
  expect(tool.driver.rules).toEqual([
    {
      id: RULE,
      shortDescription: { text: expect.any(String) },
      fullDescription: { text: WHY },
      help: { text: `${WHY}\n\nFix: ${FIX}`, markdown: expect.stringContaining(`**Fix:** ${FIX}`) },
      helpUri: DOCS,
      defaultConfiguration: { level: 'warning' },
      properties: { tags: ['flux', 'gitops'] },
    },
  ]);
  expect(results).toEqual([
    {
      ruleId: RULE,
      ruleIndex: 0,
      level: 'warning',
      message: { text: `${MESSAGE}. Fix: ${FIX}` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'clusters/staging/apps.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 14, startColumn: 3 },
          },
          logicalLocations: [
            { kind: 'object', fullyQualifiedName: 'kustomize.toolkit.fluxcd.io/v1/Kustomization/flux-system/apps/spec.healthChecks' },
          ],
        },
      ],
      partialFingerprints: { 'cdk8sFluxcd/v1': expect.stringMatching(/^[0-9a-f]{16}$/) },
      properties: { clusters: ['staging'], path: 'spec.healthChecks' },
    },
  ]);
});

test('SARIF has what is accepted as suppressed', async () => {
  const config = `waivers: [{ rule: ${RULE}, file: clusters/**, reason: known }]`;
  const { out } = await new Directory({ ...FLEET, 'fluxcd.config.yaml': config }).run('lint', '--rule', RULE, '-f', 'sarif');

  expect(JSON.parse(out).runs[0].results[0].suppressions).toEqual([{ kind: 'external', justification: 'known' }]);
});

test('GitHub gets a command a finding', async () => {
  expect(await lintAs('github')).toBe(
    `::warning file=clusters/staging/apps.yaml,line=14,col=3,title=${RULE}::${MESSAGE} (staging)%0Awhy: ${WHY}%0Afix: ${FIX}%0A${DOCS}\n` +
      '1 problem (1 warning), 1 cluster, 3 objects, 1 fixable with --fix\n',
  );
});

test('JUnit gets a suite a rule and a case a finding', async () => {
  expect(await lintAs('junit', '--rule', 'dependency-cycle')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="cdk8s-fluxcd" tests="2" failures="1">
  <testsuite name="dependency-cycle" tests="1" failures="0" skipped="0">
    <testcase classname="dependency-cycle" name="no findings"/>
  </testsuite>
  <testsuite name="${RULE}" tests="1" failures="1" skipped="0">
    <testcase classname="${RULE}" name="clusters/staging/apps.yaml:14 ${MESSAGE}" file="clusters/staging/apps.yaml" line="14"><failure type="warning" message="${MESSAGE}">clusters: staging&#10;why: ${WHY}&#10;fix: ${FIX}&#10;${DOCS}</failure></testcase>
  </testsuite>
</testsuites>
`);
});

test('XML holds no text that would end it', () => {
  expect(escapeXml(`<a b="c">&'\u0000\u001b\ud800 ü`)).toBe('&lt;a b=&quot;c&quot;&gt;&amp;&apos;��� ü');
});

test('the audit says what is there, what is wrong and what is done well', async () => {
  const audit = await lintAs('markdown');

  expect(audit.match(/^## .*$/gm)).toEqual([
    '## Repository',
    '## Clusters',
    '## Delivery',
    '## Dependency chains',
    '## Inventory',
    '## Findings',
    '## Done well',
  ]);
  expect(audit).toContain('| **staging** | `clusters/staging` | staging | 2.9 | 3 | 0 errors, 1 warning, 0 infos |');
  expect(audit).toContain('| **flux-system/apps** | GitRepository flux-system | `./apps` | 1h | 1m | 5m | yes | yes | staging |');
  expect(audit).toContain(`- \`clusters/staging/apps.yaml:14\` (staging): ${MESSAGE}, \`spec.healthChecks\``);
  expect(audit).toContain('- **Pruning** (staging): on all 2: ');
});
