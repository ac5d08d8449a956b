import { Manifest } from '../../src/manifests/manifest';
import { ManifestSet } from '../../src/manifests/manifest-set';
import { YamlSource } from '../../src/manifests/yaml-source';
import { Environment } from '../../src/primitives/environment';
import { FluxVersion } from '../../src/primitives/flux-version';
import { Finding } from '../../src/verification/finding';
import { IRule, RuleMeta } from '../../src/verification/rule';
import { RuleContext } from '../../src/verification/rule-context';
import { Severity } from '../../src/verification/severity';
import { verifyFleet } from '../../src/verification/verify';

/** Reports every value of every ConfigMap, with the severity that the value names, and the resources of every kustomization file. */
function rule(id: string, meta: Partial<RuleMeta> = {}): IRule {
  return {
    meta: { id, severity: Severity.WARNING, summary: 'S.', why: 'W.', fix: 'F.', references: [], ...meta },
    check: ({ manifests, files }) => [
      ...manifests.ofKind('ConfigMap').flatMap((map) =>
        map
          .at('data')
          .entries()
          .reverse()
          .map((entry) => new Finding(entry, `${entry.key} of ${map.name}`, { severity: severityOf(entry.value) })),
      ),
      ...files.flatMap(({ documents }) =>
        documents.filter(({ kind }) => kind === 'Kustomization').map((document) => new Finding(document.at('resources'), 'resources')),
      ),
    ],
  };
}

const severityOf = (value: unknown): Severity | undefined => Object.values(Severity).find((severity) => severity === value);

const map = (name: string, data: string, annotations = '{}'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, annotations: ${annotations} }\ndata: ${data}\n---\n`;

const waiver = (reason: string, id = 'one'): string => `{ waive.cdk8s-fluxcd.dev/${id}: ${reason} }`;

function cluster(source: YamlSource, name = 'edge', environment?: Environment): RuleContext {
  // Each cluster has objects of its own, whose fields stand in one file.
  const manifests = source.documents
    .filter((document) => document.name !== '')
    .map(({ object, _origin: origin }) => new Manifest(object as unknown, { origin }));
  const options = { cluster: name, environment, fluxVersion: FluxVersion.V2_9, files: [source] };
  return new RuleContext({ ...options, manifests: new ManifestSet(manifests) });
}

/** What is found in one file: severity, rule, message, the clusters, and why it is accepted. */
function told(text: string, rules = [rule('one')], contexts = (source: YamlSource) => [cluster(source)], known?: string[]): string[] {
  const found = verifyFleet(contexts(new YamlSource('a.yaml', text)), rules, [], known && new Set(known));
  return found.map(
    ({ severity, rule: { id }, finding, clusters, waiver: accepted }) =>
      `${severity} ${id}: ${finding.message} [${clusters.join(', ')}]${accepted ? ` accepted: ${accepted.reason}` : ''}`,
  );
}

test('what is worst comes first, then rule by rule, then from the top of a file to its end', () => {
  const values = Array.from({ length: 11 }, (_, index) => `\n  k${index}: x`).join('');
  expect(told(map('a', `${values}\n  last: error`), [rule('two'), rule('one')])).toEqual([
    'error one: last of a [edge]',
    'error two: last of a [edge]',
    ...Array.from({ length: 11 }, (_, index) => `warning one: k${index} of a [edge]`),
    ...Array.from({ length: 11 }, (_, index) => `warning two: k${index} of a [edge]`),
  ]);
  expect(told(map('a', '{ p: info, q: warning, r: error }'))).toEqual([
    'error one: r of a [edge]',
    'warning one: q of a [edge]',
    'info one: p of a [edge]',
  ]);
});

test('in production a finding matters one step more, where its rule says so and it does not itself', () => {
  const text = map('a', '{ x: x, z: warning }');
  const inProduction = (source: YamlSource): RuleContext[] => [cluster(source, 'edge', Environment.PRODUCTION)];
  const judged = (meta: Partial<RuleMeta>, contexts?: typeof inProduction): string[] => told(text, [rule('one', meta)], contexts);
  const kept = 'warning one: z of a [edge]';
  expect(judged({ raisedInProduction: true }, inProduction)).toEqual(['error one: x of a [edge]', kept]);
  expect(judged({ raisedInProduction: true, severity: Severity.INFO }, inProduction)).toEqual(['warning one: x of a [edge]', kept]);
  expect(judged({ raisedInProduction: true, severity: Severity.ERROR }, inProduction)).toEqual(['error one: x of a [edge]', kept]);
  expect(judged({}, inProduction)).toEqual(['warning one: x of a [edge]', kept]);
  expect(judged({ raisedInProduction: true })).toEqual(['warning one: x of a [edge]', kept]);
});

test('a rule is asked where its release of Flux runs and one of its kinds is', () => {
  const found: IRule['check'] = ({ manifests }) => [new Finding(manifests.manifests[0].root, 'found')];
  const asked = (meta: Partial<RuleMeta>): number => told(map('a', '{}'), [{ meta: rule('one', meta).meta, check: found }]).length;
  expect([asked({ kinds: ['Secret', 'ConfigMap'] }), asked({ kinds: ['Secret'] }), asked({ kinds: [] })]).toEqual([1, 0, 0]);
  expect([asked({ fluxVersions: '>=2.9' }), asked({ fluxVersions: '<2.9' })]).toEqual([1, 0]);
  expect(asked({ kinds: ['ConfigMap'], fluxVersions: '<2.9' })).toBe(0);
});

test('a rule names kinds one by one, or all of an API group', () => {
  const found: IRule['check'] = ({ manifests }) => [new Finding(manifests.manifests[0].root, 'found')];
  const text = 'apiVersion: acme.io/v1\nkind: Widget\nmetadata: { name: a }';
  const asked = (kind: string): boolean => told(text, [{ meta: rule('one', { kinds: [kind] }).meta, check: found }]).length === 1;
  const kinds = ['Widget.acme.io', '*.acme.io', '*.io', '*.', '*', 'Widget', 'Gadget.acme.io', '*.widgets.acme.io'];
  expect(kinds.filter(asked)).toEqual(['Widget.acme.io', '*.acme.io']);
});

test('a rule that names kinds, fields or files is asked where one of them is', () => {
  const found: IRule['check'] = ({ manifests }) => [new Finding(manifests.manifests[0].root, 'found')];
  const source = new YamlSource('a.yaml', 'kind: Widget\nsops: {}\nmetadata: { name: a, labels: {} }\nspec: { suspend: false, list: [] }');
  const asked = (meta: Partial<RuleMeta>, files: YamlSource[] = []): boolean => {
    const context = new RuleContext({
      cluster: 'edge',
      fluxVersion: FluxVersion.V2_9,
      manifests: new ManifestSet([...source.documents]),
      files,
    });
    return verifyFleet([context], [{ meta: rule('one', meta).meta, check: found }]).length === 1;
  };
  const fields = ['spec.suspend', 'metadata.labels', 'sops', 'spec.force', 'spec.list.0', 'labels', 'spec.toString', 'Widget'];
  expect(fields.filter((field) => asked({ fields: [field] }))).toEqual(['spec.suspend', 'metadata.labels', 'sops', 'spec.list.0']);
  expect([asked({ files: true }), asked({ files: true }, [source]), asked({ files: false })]).toEqual([false, true, true]);
  expect(asked({ kinds: ['Secret'], fields: ['spec.force'], files: true })).toBe(false);
  expect([asked({ kinds: ['Widget'], fields: ['spec.force'] }), asked({ kinds: ['Secret'], fields: ['sops'] })]).toEqual([true, true]);
});

test('each cluster is asked the rules for its own kinds', () => {
  const found: IRule['check'] = ({ manifests }) => [new Finding(manifests.manifests[0].root, 'found')];
  const rules = [{ meta: rule('one', { kinds: ['ConfigMap'] }).meta, check: found }];
  const secret = new YamlSource('b.yaml', 'kind: Secret\nmetadata: { name: a }');
  const contexts = (source: YamlSource): RuleContext[] => [
    cluster(secret, 'a'),
    cluster(source, 'b'),
    cluster(secret, 'c'),
    cluster(source, 'd'),
  ];
  expect(told(map('a', '{}'), rules, contexts)).toEqual(['warning one: found [b, d]']);
});

test('what two clusters read from one file is told once, and the one where it matters most comes first', () => {
  const contexts = (source: YamlSource): RuleContext[] => [
    cluster(source, 'staging'),
    cluster(source, 'production', Environment.PRODUCTION),
    cluster(source, 'development'),
  ];
  const raised = [rule('one', { raisedInProduction: true })];
  expect(told(map('a', '{ x: x }'), raised, contexts)).toEqual(['error one: x of a [production, staging, development]']);
});

test('an annotation accepts what its rule finds in its object, and nothing else', () => {
  const text = map('a', '{ x: x }', waiver('as agreed')) + map('b', '{ x: x }');
  expect(told(text, [rule('one'), rule('two')])).toEqual([
    'warning one: x of a [edge] accepted: as agreed',
    'warning one: x of b [edge]',
    'warning two: x of a [edge]',
    'warning two: x of b [edge]',
  ]);
});

test('an annotation of a kustomization file accepts what is found in that file', () => {
  const text = `kind: Kustomization\nmetadata:\n  annotations: ${waiver('as agreed')}\nresources: []\n`;
  expect(told(text)).toEqual(['warning one: resources [edge] accepted: as agreed']);
});

test('other annotations, or none, accept nothing', () => {
  const text = `${map('a', '{ x: x }', '{ note: accepted }')}${map('b', '{ x: x }', 'null')}kind: Kustomization\nresources: []\n`;
  expect(told(text)).toEqual(['warning one: x of a [edge]', 'warning one: x of b [edge]', 'warning one: resources [edge]']);
});

test('two fields that are not written are two findings, though they stand in one place', () => {
  const [object] = new YamlSource('a.yaml', map('a', '{}')).documents;
  const found = [
    ['spec', 'a'],
    ['spec', 'b'],
  ].map((path) => new Finding(object.at(...path), 'must be written'));
  const context = new RuleContext({ cluster: 'edge', fluxVersion: FluxVersion.V2_9, manifests: new ManifestSet([object]) });
  const judged = verifyFleet([context], [{ meta: rule('one').meta, check: () => found }]);
  expect(judged.map(({ finding }) => finding.field.path)).toEqual(['spec.a', 'spec.b']);
});

test.each([
  ['of another rule', '{ x: x }', waiver('as agreed', 'two'), "the waiver names 'two', and there is no such rule"],
  ['without a reason', '{ x: x }', waiver('" "'), "the waiver of 'one' gives no reason"],
  ['with a reason that is no text', '{ x: x }', waiver('1'), "the waiver of 'one' gives no reason"],
  ['of nothing', '{}', waiver('as agreed'), "the waiver of 'one' accepts nothing"],
])('a waiver %s is a finding', (_, data, annotations, message) => {
  const found = data === '{}' ? [] : ['warning one: x of a [edge]'];
  expect(told(map('a', data, annotations))).toEqual([...found, `warning unused-waiver: ${message} []`]);
});

test('of a rule that was not asked nobody knows whether its waiver accepts something', () => {
  expect(told(map('a', '{ x: x }', waiver('as agreed', 'two')), [rule('one')], undefined, ['one', 'two'])).toEqual([
    'warning one: x of a [edge]',
  ]);
});

test('one waiver that is used does not excuse another one', () => {
  expect(told(map('a', '{ x: x }', waiver('as agreed')) + map('b', '{}', waiver('as agreed')))).toEqual([
    'warning one: x of a [edge] accepted: as agreed',
    "warning unused-waiver: the waiver of 'one' accepts nothing []",
  ]);
});

test('a waiver that one of two clusters needs is used', () => {
  const text = map('a', '{ x: x }', waiver('as agreed', 'production-only'));
  const productionOnly: IRule = {
    meta: rule('production-only').meta,
    check: (context) => (context.isProduction ? rule('production-only').check(context) : []),
  };
  const contexts = (source: YamlSource): RuleContext[] => [
    cluster(source, 'staging'),
    cluster(source, 'production', Environment.PRODUCTION),
  ];
  expect(told(text, [productionOnly], contexts)).toEqual(['warning production-only: x of a [production] accepted: as agreed']);
});

test('what is accepted in one cluster counts in the other', () => {
  const [object] = new YamlSource('a.yaml', map('a', '{ x: x }')).documents;
  // The same object, read anew for each cluster.
  const [first, second] = [0, 1].map(() => new Manifest(object.object, { origin: { place: (at) => object._origin.place(at) } }));
  const contexts = [first, second].map(
    (manifest, index) =>
      new RuleContext({ cluster: ['staging', 'production'][index], fluxVersion: FluxVersion.V2_9, manifests: new ManifestSet([manifest]) }),
  );
  const accepting = (...accepted: Manifest[]): string[] => {
    const waivers = accepted.map((at) => ({ rule: 'one', reason: 'R.', at: at.root, covers: (other: Manifest) => other === at }));
    return verifyFleet(contexts, [rule('one')], waivers).map(
      ({ clusters, waiver: by }) => `${clusters.join(', ')}: ${by?.reason ?? 'counts'}`,
    );
  };
  expect(accepting(first)).toEqual(['staging, production: counts']);
  expect(accepting(second)).toEqual(['staging, production: counts']);
  expect(accepting(first, second)).toEqual(['staging, production: R.']);
});
