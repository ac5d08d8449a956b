import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Cluster,
  ConfigMap,
  Finding,
  FluxApp,
  FluxAppProps,
  Install,
  IRule,
  Layer,
  Namespace,
  RuleContext,
  RuleMeta,
  Severity,
  Waivers,
} from '../../src';
import { findingLine } from '../support/findings';
import { errorOf } from '../support/synth';
import { inTemporaryDirectory, putFiles } from './temporary-directory';

/** Every ConfigMap is an error here. */
class NoConfigMaps implements IRule {
  public readonly meta: RuleMeta = {
    id: 'no-config-maps',
    severity: Severity.ERROR,
    summary: 'A ConfigMap.',
    why: 'We have none.',
    fix: 'Remove it.',
    references: ['https://acme.io/none'],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind('ConfigMap').map((map) => new Finding(map.root, `${map} is one`));
  }
}

interface Fleet {
  readonly app: FluxApp;
  readonly cluster: Cluster;
  readonly layer: Layer;
  readonly group: Construct;
  readonly a: ConfigMap;
}

/** A cluster with two ConfigMaps, one of them inside of a construct. */
function fleet(props: FluxAppProps = {}): Fleet {
  const app = new FluxApp({ rules: [new NoConfigMaps()], ...props });
  const cluster = new Cluster(app, 'edge', { install: Install.external() });
  const layer = new Layer(cluster, 'apps', { namespace: 'apps' });
  new Namespace(layer, 'apps');
  const group = new Construct(layer, 'group');
  const a = new ConfigMap(group, 'a', { data: {} });
  new ConfigMap(layer, 'b', { data: {} });
  return { app, cluster, layer, group, a };
}

/** The findings of the rule: the name of the object, with the reason why it is accepted. */
const judged = (app: FluxApp) =>
  app.verify().flatMap(({ rule, object, waived }) => (rule === 'no-config-maps' ? `${object!.name}: ${waived ?? 'counts'}` : []));

/** What is said about waivers. */
const aboutWaivers = (app: FluxApp) =>
  app
    .verify()
    .filter(({ rule }) => rule === 'unused-waiver')
    .map(findingLine);

test.each<[string, (fleet: Fleet) => Construct, string[]]>([
  ['an object covers that', ({ a }) => a, ['a: why not', 'b: counts']],
  ['a construct covers what is in it', ({ group }) => group, ['a: why not', 'b: counts']],
  ['a layer covers what is in it', ({ layer }) => layer, ['a: why not', 'b: why not']],
  ['a cluster covers what is in it', ({ cluster }) => cluster, ['a: why not', 'b: why not']],
  ['the app covers everything', ({ app }) => app, ['a: why not', 'b: why not']],
])('a waiver at %s, and nothing else', (_sentence, at, expected) => {
  const all = fleet();
  Waivers.of(at(all)).waive('no-config-maps', ' why not ');

  expect(judged(all.app).sort()).toEqual(expected);
  expect(aboutWaivers(all.app)).toEqual([]);
});

test('an error that is accepted does not stop the synthesis', () => {
  const { app, layer } = fleet();
  expect(errorOf(() => app.synthFiles())).toContain('2 errors');
  Waivers.of(layer).waive('no-config-maps', 'these two are old');

  expect(Object.keys(app.synthFiles())).toContain('apps/edge/b/config-map.yaml');
});

test('it covers files that a layer includes', () =>
  inTemporaryDirectory((directory) => {
    putFiles(directory, { 'c.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: apps}\n' });
    const { app, layer } = fleet();
    layer.include(directory, 'c');
    Waivers.of(layer).waive('no-config-maps', 'old');

    expect(judged(app).sort()).toEqual(['a: old', 'b: old', 'c: old']);
  }));

test('it covers its rule, and no other', () => {
  const { app, layer } = fleet();
  Waivers.of(layer).waive('plaintext-secret', 'another one');

  expect(judged(app).sort()).toEqual(['a: counts', 'b: counts']);
});

test('one that accepts nothing is a finding at its construct', () => {
  const { app, cluster } = fleet();
  Waivers.of(cluster).waive('plaintext-secret', 'there was one');

  expect(aboutWaivers(app)).toEqual(["warning[unused-waiver] the waiver of 'plaintext-secret' accepts nothing @ Cluster 'edge'"]);
});

test('the nearest counts, and one further away is for what that leaves', () => {
  const { app, a, layer } = fleet();
  Waivers.of(a).waive('no-config-maps', 'near');
  Waivers.of(layer).waive('no-config-maps', 'far');

  expect(judged(app).sort()).toEqual(['a: near', 'b: far']);
  expect(aboutWaivers(app)).toEqual([]);
});

test.each(['', ' \n'])('a reason is required, which "%s" is none of', (reason) => {
  const { a } = fleet();

  expect(errorOf(() => Waivers.of(a).waive('no-config-maps', reason))).toBe(
    [
      `ConfigMap 'edge/apps/group/a': reason must be given: whoever reads the report asks why 'no-config-maps' is accepted, got ${JSON.stringify(reason)}.`,
      "  fix: Waivers.of(…).waive('no-config-maps', 'because …')",
    ].join('\n'),
  );
});

test('the waivers of a construct are the same whenever they are asked for, and add up', () => {
  const { app, layer, a } = fleet();
  Waivers.of(layer).waive('no-config-maps', 'old');
  Waivers.of(layer).waive('monorepo-without-split', 'small');

  expect(Waivers.of(layer)).toBe(Waivers.of(layer));
  expect(Waivers.of(a)).not.toBe(Waivers.of(layer));
  expect(judged(app).sort()).toEqual(['a: old', 'b: old']);
});

test('nothing of it reaches the manifests', () => {
  const accepting = fleet();
  Waivers.of(accepting.app).waive('no-config-maps', 'canary');
  const plain = fleet({ rules: [] });

  expect(accepting.app.synthFiles()).toEqual(plain.app.synthFiles());
});

describe('an annotation of an object', () => {
  const KEY = 'waive.cdk8s-fluxcd.dev/no-config-maps';
  const annotated = (reason: string, kind = 'ConfigMap') => {
    const all = fleet();
    const metadata = { name: 'c', namespace: 'apps', annotations: { [KEY]: reason } };
    new ApiObject(all.layer, 'c', { apiVersion: 'v1', kind, metadata });
    return all.app;
  };

  test('accepts findings in that object', () => {
    expect(judged(annotated('a vendor needs it')).sort()).toEqual(['a: counts', 'b: counts', 'c: a vendor needs it']);
  });

  test('needs a reason', () => {
    expect(judged(annotated(' ')).sort()).toEqual(['a: counts', 'b: counts', 'c: counts']);
    expect(aboutWaivers(annotated(' '))).toEqual([
      `warning[unused-waiver] the waiver of 'no-config-maps' gives no reason @ ApiObject 'edge/apps/c' (metadata.annotations["${KEY}"])`,
    ]);
  });

  test('that accepts nothing is a finding', () => {
    expect(aboutWaivers(annotated('why', 'ServiceAccount'))).toEqual([
      `warning[unused-waiver] the waiver of 'no-config-maps' accepts nothing @ ApiObject 'edge/apps/c' (metadata.annotations["${KEY}"])`,
    ]);
  });

  test('does so in a file as well', () =>
    inTemporaryDirectory((directory) => {
      const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\n  namespace: apps\n  annotations:\n    ${KEY}: a vendor needs it\n`;
      putFiles(directory, { 'c.yaml': text });
      const { app, layer } = fleet();
      layer.include(directory, 'c');

      expect(judged(app).sort()).toEqual(['a: counts', 'b: counts', 'c: a vendor needs it']);
    }));
});
