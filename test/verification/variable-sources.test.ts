import { variableSources } from '../../src/verification/variable-sources';
import { contextsOf } from '../support/rule-fixture';

const layer = (postBuild: string): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: web, namespace: apps }\nspec: { postBuild: ${postBuild} }\n`;

const config = (kind: string, body: string, annotations = '{}'): string =>
  `---\napiVersion: v1\nkind: ${kind}\nmetadata: { name: settings, namespace: apps, annotations: ${annotations} }\n${body}\n`;

/** What the entries of a Kustomization define, without its own `substitute`. */
function sources(text: string) {
  const [context] = contextsOf(text);
  const [kustomization] = context.manifests.ofKind('Kustomization.kustomize.toolkit.fluxcd.io');
  return variableSources(context, kustomization)
    .slice(0, -1)
    .map(({ id, manifest, optional, isEffective, values }) => ({
      id: String(id),
      isThere: manifest !== undefined,
      optional,
      isEffective,
      values: values && Object.fromEntries(values),
    }));
}

const FROM_MAP = layer('{ substituteFrom: [{ kind: ConfigMap, name: settings }] }');
const FROM_SECRET = layer('{ substituteFrom: [{ kind: Secret, name: settings }] }');
const OPTIONAL = layer('{ substituteFrom: [{ kind: ConfigMap, name: settings, optional: true }] }');

test('what the Kustomization says itself comes last, and wins', () => {
  const [context] = contextsOf(layer('{ substituteFrom: [{ kind: ConfigMap, name: settings }], substitute: { a: b, c: "${d}", e: 1 } }'));
  const last = variableSources(context, context.manifests.manifests[0]).pop()!;
  expect({ ...last, field: last.field.path }).toEqual({
    field: 'spec.postBuild.substitute',
    optional: false,
    isEffective: true,
    values: new Map([
      ['a', 'b'],
      ['c', undefined],
      ['e', undefined],
    ]),
  });
});

test.each<[string, string, object | undefined]>([
  [
    'a ConfigMap, as Flux takes them',
    FROM_MAP + config('ConfigMap', 'data: { a: b, c: "d\\ne\\n", f: "${g}", h: "", i: 1 }'),
    { a: 'b', c: 'de', f: undefined, h: '', i: undefined },
  ],
  [
    'a Secret',
    FROM_SECRET + config('Secret', 'data: { a: Yg==, c: "ENC[x]", d: JHtlfQ== }\nstringData: { f: g, a: h }'),
    { a: 'h', c: undefined, d: undefined, f: 'g' },
  ],
  ['a Secret that says them in plain text only', FROM_SECRET + config('Secret', 'stringData: { a: b }'), { a: 'b' }],
  ['a ConfigMap whose data is no map', FROM_MAP + config('ConfigMap', 'data: [a]'), {}],
  ['a ConfigMap that others fill', FROM_MAP + config('ConfigMap', 'data: {}'), undefined],
  [
    'a ConfigMap of which this is the first version',
    FROM_MAP + config('ConfigMap', 'data: { a: b }', '{ kustomize.toolkit.fluxcd.io/ssa: IfNotPresent }'),
    undefined,
  ],
])('the values are those of %s', (_, text, values) => {
  const kind = text.startsWith(FROM_MAP) ? 'ConfigMap' : 'Secret';
  expect(sources(text)).toEqual([
    { id: `${kind} apps/settings`, isThere: true, optional: false, isEffective: values !== undefined, values },
  ]);
});

const MISSING = { id: 'ConfigMap apps/settings', isThere: false, optional: false, isEffective: true, values: undefined };

test('of what is not there nobody knows the values, unless somebody declares its keys', () => {
  expect(sources(FROM_MAP)).toEqual([MISSING]);
  expect(sources(OPTIONAL)).toEqual([{ ...MISSING, optional: true, isEffective: false }]);
  expect(sources(`# external: ConfigMap apps/settings\n${OPTIONAL}`)).toEqual([{ ...MISSING, optional: true }]);
  expect(sources(`# external: ConfigMap apps/settings a,b\n${OPTIONAL}`)).toEqual([
    { ...MISSING, optional: true, values: { a: undefined, b: undefined } },
  ]);
});

test('what is optional and certainly missing defines nothing', () => {
  const declared = '# external: ConfigMap apps/other\n';
  const nothing = { ...MISSING, optional: true, isEffective: false, values: {} };
  expect(sources(declared + OPTIONAL)).toEqual([nothing]);
  expect(sources(declared + FROM_MAP)).toEqual([MISSING]);
  expect(sources(declared + OPTIONAL.replace('name: settings', 'name: "${name}"'))).toEqual([
    { ...nothing, id: 'ConfigMap apps/${name}', values: undefined },
  ]);
  expect(sources(`${declared}# unseen: Kustomization apps/web\n${OPTIONAL}`)).toEqual([{ ...nothing, values: undefined }]);
});

test('what another operator fills is there, and its values are not known', () => {
  const sealed = '---\napiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: settings, namespace: apps }\n';
  expect(sources(FROM_SECRET + sealed)).toEqual([{ ...MISSING, id: 'Secret apps/settings' }]);
});

test('an entry that names nothing breaks nothing', () => {
  expect(sources(layer('{ substituteFrom: [null, { kind: 7, name: "" }] }')).map(({ isThere, values }) => ({ isThere, values }))).toEqual([
    { isThere: false, values: undefined },
    { isThere: false, values: undefined },
  ]);
});
