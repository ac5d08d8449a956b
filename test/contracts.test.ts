import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import * as fluxcd from '../src';
import { Files, objectsByName } from './support/fleet';
import { MINIMAL, minimalApp, OPTIONS, Scope } from './support/minimal';
import { crdOf } from '../src/schemas/crds';
import { schemaErrors } from './support/schema';

const ROOT = join(__dirname, '..');
const ASSEMBLY = join(ROOT, '.jsii');
const MAX_LINES = 250;
const MAX_PROPS = 12;

const filesWith = (...args: Parameters<typeof minimalApp>): Files => minimalApp(...args).synthFiles();

/** Whether a class of the public API is a construct that users make. */
function isConstructClass(value: unknown): value is new (...args: any[]) => Construct {
  for (let at = value; typeof at === 'function'; at = Object.getPrototypeOf(at)) if (at === Construct) return true;
  return false;
}

describe('every construct', () => {
  test('of the public API is in the table of this test', () => {
    const classes = Object.entries(fluxcd).filter(([, value]) => isConstructClass(value));

    expect(classes.map(([name]) => name).sort()).toEqual([...Object.keys(MINIMAL), 'FluxApp'].sort());
  });

  test.each(Object.keys(MINIMAL))('%s synthesizes with minimal props, to objects that are valid by their schemas', (name) => {
    const objects = Object.values(objectsByName(filesWith(name))).filter(({ apiVersion, kind }) => crdOf(apiVersion.split('/')[0], kind));

    expect(objects.length).toBeGreaterThan(1);
    expect(objects.flatMap(schemaErrors)).toEqual([]);
  });
});

/** Defaults that are those of Flux, so that leaving the prop out writes nothing. */
const DEFAULTS_OF_FLUX = [
  'AlertProps.eventSeverity',
  'FluxInstanceOptions.domain',
  'GitSyncOptions.interval',
  'HelmReleaseOptions.maxHistory',
  'OciSyncOptions.interval',
  'ValuesFromOptions.key',
];

/** Defaults of what has no manifest of its own, each with the test that proves it. */
const PROVEN_ELSEWHERE: Record<string, string> = {
  'FleetProfileOptions.onFailure': 'test/app/fleet-profile.test.ts',
  'FleetProfileOptions.pinning': 'test/app/fleet-profile.test.ts',
  'FluxAppProps.fluxVersion': 'test/patterns/cluster.test.ts',
  'FluxAppProps.secrets': 'test/patterns/secret-strategy.test.ts',
  'ExternalSecretsOptions.storeName': 'test/patterns/secret-strategy.test.ts',
  'SopsOptions.directory': 'test/patterns/sops.test.ts',
  'SopsOptions.encryptedRegex': 'test/patterns/sops.test.ts',
  'SopsOptions.keySecretName': 'test/patterns/sops.test.ts',
  'FluxAppProps.profile': 'test/app/fleet-profile.test.ts',
  'FluxAppProps.repository': 'test/app/flux-app.test.ts',
  'FluxAppProps.variation': 'test/app/variation.test.ts',
  'FluxValidationProps.failOn': 'test/app/flux-validation.test.ts',
  'FluxValidationProps.fluxVersion': 'test/app/flux-validation.test.ts',
  'PresetLayer.prune': 'test/patterns/layered-cluster.test.ts',
  'LayeredClusterProps.layers': 'test/patterns/layered-cluster.test.ts',
  'RuleContextOptions.operatorVersion': 'test/app/judgement.test.ts',
  'RuleMeta.files': 'test/verification/verify.test.ts',
  'RuleMeta.raisedInProduction': 'test/app/judgement.test.ts',
  'VerificationSettings.pinning': 'test/app/judgement.test.ts',
  'VerificationSettings.strict': 'test/app/judgement.test.ts',
};

interface DocumentedDefault {
  readonly owner: string;
  readonly prop: string;
  readonly text: string;
}

/** The `@default` of every prop that is a value, and not a sentence. */
function documentedDefaults(): DocumentedDefault[] {
  const { types, submodules } = JSON.parse(readFileSync(ASSEMBLY, 'utf8'));
  const own = Object.values<any>(types).filter(
    ({ namespace, fqn, datatype }) => datatype && !(`cdk8s-fluxcd.${namespace}` in submodules && fqn),
  );
  return own.flatMap(({ name, properties = [] }) =>
    properties
      .filter(({ docs }: any) => docs?.default && !docs.default.startsWith('-'))
      .map(({ name: prop, docs }: any) => ({ owner: name, prop, text: docs.default.split(/,? - |, /)[0] })),
  );
}

/** The value of a default as its documentation writes it. */
function valueOf(text: string): unknown {
  const names = { ...fluxcd, ...fluxcd.operator, Duration };
  return new Function(...Object.keys(names), `return ${text}`)(...Object.values(names));
}

describe.skipIf(!existsSync(ASSEMBLY))('every documented default (skipped where .jsii is not compiled)', () => {
  const defaults = existsSync(ASSEMBLY) ? documentedDefaults() : [];

  test('is found', () => {
    expect(defaults.length).toBeGreaterThan(60);
  });

  test.each(defaults.map(({ owner, prop, text }) => [`${owner}.${prop}`, owner, prop, text]))(
    '%s is what leaving it out does',
    (id, owner, prop, text) => {
      if (id in PROVEN_ELSEWHERE) {
        expect(existsSync(join(ROOT, PROVEN_ELSEWHERE[id]))).toBe(true);
        return;
      }
      const [construct, props] = OPTIONS[owner] ?? [owner.replace(/Props$/, ''), (more: Record<string, unknown>) => more];
      const withDefault = filesWith(construct, (scope: Scope) => props({ [prop]: valueOf(text) }, scope));
      const without = filesWith(construct, (scope: Scope) => props({}, scope));

      if (DEFAULTS_OF_FLUX.includes(id) || valueOf(text) === false) expect(withoutField(withDefault, without)).toEqual([]);
      else expect(withDefault).toEqual(without);
    },
  );
});

/** Lines that stand only in one of two trees, apart from the one field that Flux fills in itself. */
function withoutField(withDefault: Files, without: Files): string[] {
  const lines = (files: Files) => Object.values(files).flatMap((text) => text.split('\n'));
  const added = [...lines(withDefault)];
  for (const line of lines(without)) {
    const index = added.indexOf(line);
    if (index < 0) return [`missing: ${line}`];
    added.splice(index, 1);
  }
  return added.length <= 1 ? [] : added;
}

describe('the house rules', () => {
  test('no file is longer than a reader can follow', () => {
    const files = ['src', 'cli']
      .filter((directory) => existsSync(join(ROOT, directory)))
      .flatMap((directory) =>
        readdirSync(join(ROOT, directory), { recursive: true, encoding: 'utf8' }).map((file) => join(directory, file)),
      )
      .filter((file) => file.endsWith('.ts') && !file.startsWith(join('src', 'schemas', 'generated')));
    const long = files.filter((file) => readFileSync(join(ROOT, file), 'utf8').trimEnd().split('\n').length > MAX_LINES);

    expect(long).toEqual([]);
  });

  /** Props of a pattern that has more of its own than a reader can choose from, with the reason. */
  const MANY_PROPS: Record<string, string> = {
    LayerProps: 'a layer is a Kustomization, a directory and a chart in one, and each prop belongs to one of them',
  };

  test.skipIf(!existsSync(ASSEMBLY))('no pattern has more props than a reader can choose from', () => {
    const { types } = JSON.parse(readFileSync(ASSEMBLY, 'utf8'));
    const many = Object.values<any>(types)
      .filter(({ datatype, locationInModule }) => datatype && locationInModule.filename.startsWith('src/patterns/'))
      .filter(({ name, properties = [] }) => properties.length > MAX_PROPS && !(name in MANY_PROPS))
      .map(({ name, properties }) => `${name}: ${properties.length}`);

    expect(many).toEqual([]);
  });
});
