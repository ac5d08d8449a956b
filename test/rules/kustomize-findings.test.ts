import { KUSTOMIZE_RULES_A } from '../../src/rules/kustomize/rules-a';
import { contextsOf } from '../support/rule-fixture';

/** What a rule says about a cluster: each message, with its own fix and its edits. */
function said(id: string, ...documents: string[]): string[] {
  const rule = KUSTOMIZE_RULES_A.find(({ meta }) => meta.id === id)!;
  return contextsOf(documents.join('\n---\n'))
    .flatMap((context) => rule.check(context))
    .flatMap(({ message, fix, edits }) => [
      message,
      ...(fix ? [`fix: ${fix}`] : []),
      ...edits.map(
        ({ action, field, key, value }) => `edit: ${[action, field.path, key, JSON.stringify(value)].filter(Boolean).join(' ')}`,
      ),
    ]);
}

function kustomization(spec: string): string {
  return `{ apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: { name: apps, namespace: flux-system }, spec: { ${spec} } }`;
}

function configMap(name: string, data: string): string {
  const labels = '{ kustomize.toolkit.fluxcd.io/name: apps, kustomize.toolkit.fluxcd.io/namespace: flux-system }';
  return `{ apiVersion: v1, kind: ConfigMap, metadata: { name: ${name}, namespace: apps, labels: ${labels} }, data: { ${data} } }`;
}

function settings(metadata: string, kind = 'ConfigMap', more = ''): string {
  return `{ apiVersion: v1, kind: ${kind}, metadata: { name: settings, namespace: flux-system, ${metadata} }, ${more} data: { A: a } }`;
}

const DOMAIN = kustomization("postBuild: { substitute: { DOMAIN: example.com, AB: x, quote: '\"' } }");
const SETTINGS = kustomization('postBuild: { substituteFrom: [{ kind: ConfigMap, name: settings }] }');

describe('undefined-variable', () => {
  test('counts the places', () => {
    const one = configMap('one', "a: '${HOST}'");
    const start = '${HOST}, which Kustomization flux-system/apps does not define, is used by ConfigMap apps/one';
    expect(said('undefined-variable', DOMAIN, one)).toEqual([start]);
    expect(said('undefined-variable', DOMAIN, one, configMap('two', "a: '${HOST}'"))).toEqual([`${start} and in 1 more place`]);
    expect(said('undefined-variable', DOMAIN, one, configMap('two', "a: '${HOST}', b: '${HOST}'"))).toEqual([
      `${start} and in 2 more places`,
    ]);
  });

  test('suggests a name that is nearly the same, unless both are short', () => {
    const fixes = (name: string): string[] => said('undefined-variable', DOMAIN, configMap('one', `a: '\${${name}}'`)).slice(1);
    expect(fixes('DOMIAN')).toEqual(['fix: Write ${DOMAIN}, or define DOMIAN in postBuild of Kustomization flux-system/apps.']);
    expect(fixes('QUOTE')).toEqual([]);
    expect(fixes('DOMNS')).toEqual([]);
    expect(fixes('quot')).toEqual([]);
    expect(fixes('quota')).toEqual(['fix: Write ${quote}, or define quota in postBuild of Kustomization flux-system/apps.']);
  });
});

describe('foreign-expression-substituted', () => {
  test('shows an expression, but not what stands in it', () => {
    const shown = (text: string): string[] => said('foreign-expression-substituted', DOMAIN, configMap('one', `a: '${text}'`));
    const start = 'Kustomization flux-system/apps fills variables into ConfigMap apps/one, where ';
    expect(shown('${a.b}')).toEqual([`${start}Flux fails on \${a.b}`]);
    expect(shown('${{ a }}')).toEqual([`${start}Flux fails on \${{ a…`]);
    expect(shown('${a-secret pass}')).toEqual([`${start}Flux fails on \${a-secret…`]);
    expect(shown('$$1 $2')).toEqual([`${start}two dollars become one`]);
  });

  test('says what Flux did before 2.9', () => {
    expect(said('foreign-expression-substituted', '# flux: 2.8', DOMAIN, configMap('one', "a.sh: '${HOME}'"))).toEqual([
      'Kustomization flux-system/apps fills variables into ConfigMap apps/one, where Flux replaces ${HOME} by nothing',
    ]);
  });
});

describe('inert-substitution', () => {
  test('knows what helps in which release', () => {
    const empty = kustomization('postBuild: {}');
    const message = 'Kustomization flux-system/apps has no variable, so the default of ${A} in ConfigMap apps/one is not filled in';
    expect(said('inert-substitution', empty, configMap('one', "a: '${A:=b}'"))).toEqual([
      message,
      'fix: Set spec.postBuild.substituteStrategy to Always.',
    ]);
    expect(said('inert-substitution', '# flux: 2.8', empty, configMap('one', "a: '${A:=b}'"))).toEqual([message]);
  });
});

test('invalid-variable-name says where the name comes from', () => {
  const start = 'Kustomization flux-system/apps cannot be built, because the variable ';
  expect(said('invalid-variable-name', kustomization('postBuild: { substitute: { a-b: c } }'))).toEqual([
    `${start}'a-b' has no valid name`,
  ]);
  expect(said('invalid-variable-name', '# external: ConfigMap flux-system/settings a.b', SETTINGS)).toEqual([
    `${start}'a.b' of ConfigMap flux-system/settings has no valid name`,
  ]);
});

describe('missing-watch-label', () => {
  const message = 'Kustomization flux-system/apps sees changes of ConfigMap flux-system/settings only at its next interval';
  const label = 'reconcile.fluxcd.io/watch';

  test('adds the label', () => {
    expect(said('missing-watch-label', SETTINGS, settings(''))).toEqual([message, `edit: add metadata labels {"${label}":"Enabled"}`]);
    expect(said('missing-watch-label', SETTINGS, settings('labels: { a: b }'))).toEqual([
      message,
      `edit: add metadata.labels ${label} "Enabled"`,
    ]);
    expect(said('missing-watch-label', SETTINGS, settings('labels: {}'))).toEqual([message]);
  });

  test('corrects one that is there', () => {
    expect(said('missing-watch-label', SETTINGS, settings(`labels: { ${label}: enabled }`))).toEqual([
      `${message}, because its label ${label} is not Enabled`,
      `edit: replace metadata.labels["${label}"] "Enabled"`,
    ]);
    expect(said('missing-watch-label', SETTINGS, settings(`labels: { a: b }, annotations: { ${label}: Enabled }`))).toEqual([
      `${message}, because ${label} is an annotation and no label`,
      `edit: add metadata.labels ${label} "Enabled"`,
    ]);
  });

  test('changes nothing that SOPS has signed, nor a template that is not there', () => {
    const secrets = kustomization('postBuild: { substituteFrom: [{ kind: Secret, name: settings }] }');
    const late = message.replace('ConfigMap', 'Secret');
    expect(said('missing-watch-label', secrets, settings('labels: { a: b }', 'Secret', 'sops: { version: 3.9.0 },'))).toEqual([late]);
    const sealed = '{ apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, metadata: { name: settings, namespace: flux-system } }';
    expect(said('missing-watch-label', secrets, sealed)).toEqual([
      late,
      `fix: Put the label ${label}: Enabled at spec.template.metadata.labels of SealedSecret flux-system/settings, from where the Secret gets its labels.`,
    ]);
  });

  test('says where an ExternalSecret has the labels of its Secret: on itself, or in its template, which then has all of them', () => {
    const secrets = kustomization('postBuild: { substituteFrom: [{ kind: Secret, name: settings }] }');
    const late = message.replace('ConfigMap', 'Secret');
    const saidOf = (labels: string, template: string): string[] =>
      said(
        'missing-watch-label',
        secrets,
        `{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: settings, namespace: flux-system, ${labels} }, spec: { target: { ${template} } } }`,
      );
    const own = `fix: Put the label ${label}: Enabled on ExternalSecret flux-system/settings: without a template, the operator copies its labels onto the Secret.`;
    const templated = `fix: Put the label ${label}: Enabled at spec.target.template.metadata.labels of ExternalSecret flux-system/settings. The keys of the Secret stay as they are: mergePolicy and engineVersion of the template are about data only.`;

    expect(saidOf('', '')).toEqual([late, own, `edit: add metadata labels {"${label}":"Enabled"}`]);
    expect(saidOf('labels: { a: b }', 'template: null')).toEqual([late, own, `edit: add metadata.labels ${label} "Enabled"`]);
    expect(saidOf('', 'template: {}')).toEqual([late, templated]);
    expect(saidOf(`labels: { ${label}: Enabled }`, 'template: { metadata: { annotations: { a: b } } }')).toEqual([
      `${late}, because beside its template the labels of ExternalSecret flux-system/settings itself do not reach the Secret`,
      templated,
      `edit: add spec.target.template.metadata labels {"${label}":"Enabled"}`,
    ]);
  });
});

describe('ineffective-control-annotation', () => {
  test('corrects what differs only in case and hyphens', () => {
    const annotated = (key: string, value: string): string[] =>
      said('ineffective-control-annotation', settings(`annotations: { kustomize.toolkit.fluxcd.io/${key}: '${value}' }`));
    expect(annotated('ssa', 'if-not-present')).toEqual([
      'Flux ignores kustomize.toolkit.fluxcd.io/ssa: "if-not-present" of ConfigMap flux-system/settings; it acts on Merge, IfNotPresent, Ignore',
      'fix: Write IfNotPresent.',
      'edit: replace metadata.annotations["kustomize.toolkit.fluxcd.io/ssa"] "IfNotPresent"',
    ]);
    expect(annotated('prune', 'false')).toEqual([
      'Flux ignores kustomize.toolkit.fluxcd.io/prune: "false" of ConfigMap flux-system/settings; it acts on disabled',
    ]);
  });
});

test('kustomization-without-timeout says what the timeout is', () => {
  const start = 'Kustomization flux-system/apps has ';
  expect(said('kustomization-without-timeout', kustomization('interval: 10m'))).toEqual([`${start}no timeout, which makes it 9m30s`]);
  expect(said('kustomization-without-timeout', kustomization('interval: x'))).toEqual([
    `${start}no timeout, which makes it its interval less 30s`,
  ]);
  expect(said('kustomization-without-timeout', kustomization('timeout: 5s'))).toEqual([
    `${start}a timeout below 30s, which Flux raises to 30s`,
  ]);
});

test('remote-base names the host, and no password', () => {
  const remote = (url: string): string[] => said('remote-base', `# file: kustomization.yaml\nresources: ['${url}']`);
  const text = (host: string): string =>
    `The kustomization file takes one of its resources from ${host}, which is fetched anew at each build`;
  expect(remote('https://user:pass@example.com/a')).toEqual([text('example.com')]);
  expect(remote('https://${HOST}/a')).toEqual([text('another place')]);
});

test('substitute-from-not-found tells where the object is', () => {
  const elsewhere = settings('').replace('namespace: flux-system', 'namespace: apps');
  const message = 'Kustomization flux-system/apps takes variables from ConfigMap flux-system/settings, which does not exist';
  expect(said('substitute-from-not-found', SETTINGS)).toEqual([message]);
  expect(said('substitute-from-not-found', SETTINGS, elsewhere)).toEqual([
    message,
    'fix: There is ConfigMap apps/settings: did you mean that? Flux looks only in the namespace of the Kustomization.',
  ]);
});

test('substituted-value-changes-type says what the text becomes, and not its value', () => {
  const becomes = (value: string): string[] =>
    said(
      'substituted-value-changes-type',
      kustomization(`postBuild: { substitute: { A: '${value}' } }`),
      configMap('one', "a: '${A}${A}'"),
    );
  const start = 'data.a of ConfigMap apps/one takes text, and ${A} of Kustomization flux-system/apps makes it ';
  expect(becomes('1')).toEqual([`${start}a number`]);
  expect(
    said('substituted-value-changes-type', kustomization("postBuild: { substitute: { A: '~' } }"), configMap('one', "a: '${A}'")),
  ).toEqual([`${start}null`]);
});
