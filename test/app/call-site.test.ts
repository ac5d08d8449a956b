import { runInThisContext } from 'node:vm';
import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { ConfigMap, HelmReleaseFromOci } from '../../src';
import { callSiteOf } from '../../src/primitives/call-site';
import { PODINFO } from '../support/fleet';
import { siteOf } from '../support/site';
import { testChart } from '../support/synth';

const newMap = (scope: Construct, id = 'x') => new ConfigMap(scope, id, { data: {} });
const HERE = siteOf(__filename, 'new ConfigMap(scope, id');

/** What a function does, called by a function of another file. */
function from<T>(filename: string, act: () => T): T {
  return (runInThisContext('(act) => act()', { filename }) as (act: () => T) => T)(act);
}

/** A construct that the file itself makes, as its only line. */
function madeIn(filename: string): ConfigMap {
  const make = runInThisContext('(ConfigMap, scope) => new ConfigMap(scope, "x", { data: {} })', { filename });
  return (make as (type: unknown, scope: Construct) => ConfigMap)(ConfigMap, testChart());
}

test('it is the line of the program that makes the construct', () => {
  expect(callSiteOf(newMap(testChart()))).toEqual(HERE);
});

test('it is the line that makes the pattern, also for the objects inside of it', () => {
  const release = new HelmReleaseFromOci(testChart(), 'podinfo', PODINFO);
  const site = siteOf(__filename, "new HelmReleaseFromOci(testChart(), 'podinfo'");

  expect([callSiteOf(release.release), callSiteOf(release.source)]).toEqual([site, site]);
});

test('it is the first line that is of the program, and not one around it', () => {
  expect(callSiteOf(from('/elsewhere/main.ts', () => newMap(testChart())))).toEqual(HERE);
});

test('an object of plain cdk8s has that of the construct around it', () => {
  const raw = new ApiObject(newMap(testChart()), 'raw', { apiVersion: 'v1', kind: 'ConfigMap' });

  expect(callSiteOf(raw)).toEqual(HERE);
});

test('there is none where nothing around remembers', () => {
  expect(callSiteOf(new ApiObject(new Chart(new App(), 'x'), 'raw', { apiVersion: 'v1', kind: 'ConfigMap' }))).toBeUndefined();
});

test.each([
  ['a file elsewhere', '/elsewhere/main.ts', '/elsewhere/main.ts'],
  ['a module', 'file:///elsewhere/main.mjs', '/elsewhere/main.mjs'],
  ['a module in a folder with a space', 'file:///else%20where/main.mjs', '/else where/main.mjs'],
  ['a folder with parentheses', '/else (copy)/main.ts', '/else (copy)/main.ts'],
  ['a file in the working directory', `${process.cwd()}/fleet/main.ts`, 'fleet/main.ts'],
  ['a folder that only starts like the working directory', `${process.cwd()}-2/main.ts`, `${process.cwd()}-2/main.ts`],
  ['a folder of the program that is called src', '/elsewhere/src/main.ts', '/elsewhere/src/main.ts'],
  ['a folder that is called like a part of jsii', '/elsewhere/jsii-fleet/main.ts', '/elsewhere/jsii-fleet/main.ts'],
])('it is told for %s', (_name, filename, file) => {
  expect(callSiteOf(madeIn(filename))).toEqual({ file, line: 1, column: 23 });
});

test.each([
  ['this library', `${process.cwd()}/src/patterns/made-up.ts`],
  ['this library, compiled', `${process.cwd()}/lib/src/patterns/made-up.js`],
  ['the bindings', `${process.cwd()}/imports/made-up.ts`],
  ['another package', '/elsewhere/node_modules/acme/index.js'],
  ['Node itself', 'node:internal/modules/cjs/loader'],
])('lines of %s are passed over', (_name, filename) => {
  const site = siteOf(__filename, '(make as (type: unknown, scope: Construct) => ConfigMap)(ConfigMap, testChart())');

  expect(callSiteOf(madeIn(filename))).toMatchObject({ file: site.file, line: site.line });
});

test('a program in another language has none', () => {
  const made = madeIn('/tmp/runtime-of-python/lib/program.js');
  vi.stubEnv('JSII_AGENT', 'Python/3.11.7');
  onTestFinished(() => void vi.unstubAllEnvs());

  expect(callSiteOf(made)).toBeUndefined();
});

test('remembering leaves the traces of others as long as they were', () => {
  const before = Error.stackTraceLimit;
  newMap(testChart());

  expect(Error.stackTraceLimit).toBe(before);
});
