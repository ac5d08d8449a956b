import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { CONFIG_SCHEMA } from '../../../cli/lint/config-schema';
import { compile } from '../../../src/schemas/compile';
import { Walk } from '../../../src/schemas/problem';
import { configSchema } from '../../../scripts/cli-reference';
import { APPS, clusterFiles, Directory } from '../support/run-cli';

const RULE = 'health-checks-ignored-by-wait';
const FLEET = { ...clusterFiles('staging', { 'apps.yaml': APPS }), 'apps/a.yaml': '' };

const lintWith = (config: string, ...args: string[]) =>
  new Directory({ ...FLEET, 'fluxcd.config.yaml': config }).run('lint', '--rule', RULE, '--rule', 'unused-waiver', ...args);

test.each([
  [`rules: { ${RULE}: off }`, 'no problems'],
  [`rules: { ${RULE}: "off" }`, 'no problems'],
  [`rules: { ${RULE}: error }`, '1 problem (1 error)'],
  [`rules: { ${RULE}: info }`, 'no problems, 1 info'],
  ['ignore: ["clusters/*/apps.yaml"]', 'no problems'],
  ['ignore: [clusters]', 'no problems'],
  [`waivers: [{ rule: ${RULE}, file: clusters/staging/apps.yaml, reason: known }]`, 'no problems, 1 cluster, 3 objects, 1 accepted'],
  [`waivers: [{ rule: ${RULE}, object: Kustomization flux-system/apps, reason: known }]`, 'no problems, 1 cluster, 3 objects, 1 accepted'],
  [`waivers: [{ rule: ${RULE}, file: other/**, reason: known }]`, '2 problems (2 warnings)'],
  ['fluxVersion: 2.8', 'Flux 2.8'],
  ['environments: { staging: production }', 'staging  clusters/staging  production'],
  ['', '1 problem (1 warning)'],
])('%s acts', async (config, expected) => {
  expect((await lintWith(config)).out).toContain(expected);
});

test('the command line wins', async () => {
  expect((await lintWith('fluxVersion: 2.8', '--flux', '2.7')).out).toContain('Flux 2.7');
});

test('what is accepted is told with its reason when somebody asks', async () => {
  const { out } = await lintWith(`waivers: [{ rule: ${RULE}, file: clusters/**, reason: we like it }]`, '--verbose');

  expect(out).toContain(`accepted: 1 finding\n  ${RULE} clusters/staging/apps.yaml:14:3: we like it\n`);
});

test('an annotation accepts a finding too', async () => {
  const apps = APPS.replace('  name: apps', `  name: apps\n  annotations:\n    waive.cdk8s-fluxcd.dev/${RULE}: known`);
  const { out, code } = await new Directory({ ...FLEET, 'clusters/staging/apps.yaml': apps }).run('lint', '--rule', RULE);

  expect(out).toContain('1 accepted');
  expect(code).toBe(0);
});

test.each([
  [
    'rule: {}',
    'fluxcd.config.yaml:1:1: rule is not a field of the object; did you mean rules?\n  allowed: externals, with, environments, fluxVersion, settings, rules, waivers, ignore\n',
  ],
  [
    'rules:\n  drift-detection-of: off',
    "fluxcd.config.yaml:2:3: there is no rule 'drift-detection-of'; did you mean 'drift-detection-off'?\n  'cdk8s-fluxcd explain' lists them all\n",
  ],
  ['rules:\n  drift-detection-off: warn', 'fluxcd.config.yaml:2:3: '],
  ['settings:\n  pinning: exactly', 'fluxcd.config.yaml:2:3: '],
  ['externals: Secret', 'fluxcd.config.yaml:1:1: externals must be a list'],
  ['externals:\n  - Secret', 'fluxcd.config.yaml:2:5: an external object must be written as '],
  ['waivers:\n  - rule: drift-detection-off', 'fluxcd.config.yaml:2:5: waivers[0] must have the field reason'],
  [
    'waivers:\n  - rule: drift-detection-off\n    reason: known',
    'fluxcd.config.yaml:2:5: waivers[0] must name a file or an object\n  to turn the rule off everywhere: rules: { drift-detection-off: off }\n',
  ],
  ['a: [', 'fluxcd.config.yaml:1:'],
  ['a: 1\n---\nb: 1', 'fluxcd.config.yaml: must be one document, got 2\n'],
  ['with: { other: ./nowhere }', "there is no directory for the repository 'other'"],
])('the configuration %j is refused with its place', async (config, expected) => {
  const { err, code } = await lintWith(config);

  expect(err.startsWith(`error: ${expected}`) ? expected : err).toBe(expected);
  expect(code).toBe(2);
});

test('the published schema is that of the program', () => {
  expect(JSON.parse(readFileSync('docs/config.schema.json', 'utf8'))).toEqual(JSON.parse(JSON.stringify(configSchema())));
});

test.each([
  [{}, true],
  [{ rules: { a: 'off', b: 'error' }, fluxVersion: 2.9, ignore: ['a'] }, true],
  [{ settings: { strict: true, domains: { a: ['b'] } }, with: { a: 'b' }, environments: { a: 'staging' } }, true],
  [{ waivers: [{ rule: 'a', reason: 'b', file: 'c' }] }, true],
  [{ waivers: [{ rule: 'a' }] }, false],
  [{ other: 1 }, false],
  [{ settings: { other: 1 } }, false],
  [{ rules: { a: 'fatal' } }, false],
  [{ environments: { a: 'test' } }, false],
  [{ fluxVersion: '3.0' }, false],
])('editors and the program agree about %j', (config, expected) => {
  const walk = new Walk();
  compile(CONFIG_SCHEMA, '', { rules: [], moreValues: () => [] })(config, walk);

  expect(walk.problems.length === 0).toBe(expected);
  expect(new Ajv({ strict: false }).validate(configSchema(), config)).toBe(expected);
});
