import { FluxApp, Layer, LayeredCluster, LayerProps, SubstituteFrom } from '../../src';
import { Files, objectsByName } from '../support/fleet';
import { appOfCluster, refusalOf } from '../support/findings';
import { errorOf } from '../support/synth';
import { inTemporaryDirectory, putFiles } from './temporary-directory';
import { cpuTimeOf } from '../support/cpu-time';

const OPT_OUT = 'kustomize.toolkit.fluxcd.io/substitute';
const VARIABLES: Record<string, string> = { A: 'a', B: 'b' };

/** A ConfigMap with one text, written as a person would. */
const configMap = (text: string, metadata = '', name = 'settings') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: web${metadata}}\ndata:\n  text: |\n    ${text}\n`;

/** Looks at the app of a cluster with a layer that includes these files. */
function withApp<T>(existing: Files, variables: Record<string, string>, props: LayerProps, look: (app: FluxApp) => T): T {
  return inTemporaryDirectory((directory) => {
    putFiles(directory, existing);
    const define = (cluster: LayeredCluster) => new Layer(cluster, 'web', props).include(directory, 'web');
    return JSON.parse(JSON.stringify(look(appOfCluster(define, { variables }))).replaceAll(directory, 'manifests')) as T;
  });
}

const filesWith = (existing: Files, variables = VARIABLES, props: LayerProps = {}) =>
  withApp(existing, variables, props, (app) => app.synthFiles());
const errorWith = (existing: Files, variables = VARIABLES, props: LayerProps = {}) =>
  errorOf(() => filesWith(existing, variables, props)).replaceAll(/\/\S*cdk8s-fluxcd-test-\w+/g, 'manifests');
const refusalWith = (existing: Files, props: LayerProps = {}) => withApp(existing, VARIABLES, props, refusalOf);

const isFilledIn = (files: Files) => files['clusters/production/web.yaml'].includes('postBuild:');
/** What becomes of a text where Flux fills in variables. */
const active = (text: string) =>
  filesWith({ 'settings.yaml': configMap(text) }, VARIABLES, { substituteFrom: [SubstituteFrom.clusterVariables()] });
/** Why it is refused there. */
const refusal = (text: string) =>
  refusalWith({ 'settings.yaml': configMap(text) }, { substituteFrom: [SubstituteFrom.clusterVariables()] });

/** Where an expression stands in the text of `configMap()`. */
const placeOf = (expression: string, text: string) => `settings.yaml:6:${5 + text.indexOf(expression)}`;
const undefinedVariable = (name: string, at = 'settings.yaml:6:5', object = 'settings') =>
  `error[undefined-variable] \${${name}}, which Kustomization flux-system/web does not define, is used by ConfigMap web/${object} @ manifests/${at} (data.text)`;
const unreadable = (expression: string, at = 'settings.yaml:6:5') =>
  `error[foreign-expression-substituted] Kustomization flux-system/web fills variables into ConfigMap web/settings, where Flux fails on ${expression} @ manifests/${at} (data.text)`;

/** What only this library can tell about files that kustomize changes. */
const refused = (expression: string, fix: string, file: string) =>
  [
    `Layer 'production/web': include must be a declared variable (A, B) or one with a default; Flux would fail the whole layer, got ${JSON.stringify(`${expression} in ${file}`)}.`,
    `  fix: ${fix}, or the annotation ${OPT_OUT}: disabled on the object`,
  ].join('\n');

test('a declared variable lets Flux fill in the values of the cluster', () => {
  const objects = objectsByName(filesWith({ 'settings.yaml': configMap('host: ${A}.acme.io') }));

  expect(objects['Kustomization flux-system/web'].spec.postBuild).toEqual({
    substituteFrom: [{ kind: 'ConfigMap', name: 'cluster-variables' }],
    substituteStrategy: 'Always',
  });
  expect(objects['ConfigMap flux-system/cluster-variables'].data).toEqual({ A: 'a', B: 'b' });
});

test.each([
  ['behind a default', '${A:=x}'],
  ['with an operation', '${A^^}'],
  ['as a length', '${#A}'],
  ['inside the default of another', '${X:=${A}}'],
  ['inside what is no expression', '${a.b ${A}'],
  ['behind a dollar', '$$${A}'],
])('a declared variable counts %s', (_where, text) => {
  const whole = `${text} \${X}`;
  expect(refusalWith({ 'settings.yaml': configMap(whole) })).toContain(undefinedVariable('X', placeOf('${X}', whole)));
});

test.each([
  ['a script', 'echo ${HOME} ${array[0]} ${a.b}'],
  ['a workflow', 'run: ${{ github.sha }}'],
  ['a script with a brace to come', 'echo "${a" }'],
  ['a default of a shell', 'echo ${NAME-default} ${1:-x} ${!a} $A $$ $(A)'],
  ['an escaped variable', 'echo $${A}'],
  ['an escaped dollar before an escaped variable', 'echo $$$${A}'],
  ['the name of a variable inside of another', '${AA} ${xA} ${A.b}'],
])('%s is copied verbatim, and starts nothing', (_name, text) => {
  const manifest = configMap(text);
  const files = filesWith({ 'settings.yaml': manifest });

  expect(files['web/production/web/settings.yaml']).toBe(manifest);
  expect(isFilledIn(files)).toBe(false);
  expect(Object.keys(objectsByName(files))).not.toContain('ConfigMap flux-system/cluster-variables');
});

test('a script is copied verbatim in a cluster without variables, and no empty ConfigMap is written', () => {
  const files = filesWith({ 'settings.yaml': configMap('echo ${HOME} ${a.b}') }, {});

  expect(Object.keys(objectsByName(files)).sort()).toEqual([
    'ConfigMap web/settings',
    'FluxInstance flux-system/flux',
    'Kustomization flux-system/web',
  ]);
});

// All of it as fluxcd/pkg/envsubst 1.7 does, with which Flux 2.9 fills in variables.
test.each([
  'no variable: $A, $(A), {A}, $ {A}, $',
  '${A} ${B}',
  '$${X} $${a.b} $$$${X}',
  '${X:=x} ${X=x} ${X:-x} ${X:?x} ${X:+x} ${X:=} ${X:=a b: {c} ${1:-x}',
  '${A:=${B}} ${X:=${Y:=${Z:-z}}} ${X:=a-${A}-b}',
  '${A:1} ${A:1:2} ${A:${B}}',
  '${A#p} ${A##p} ${A%suffix} ${A%%suffix} ${A%${B}}',
  '${A/a/b} ${A//a/b} ${A/#a/b} ${A/%a/b} ${A/a/} ${A/a\\/b/c}',
  '${A^} ${A^^} ${A,} ${A,,} ${#A}',
])('%s is written where Flux fills in variables', (text) => {
  expect(active(text)['web/production/web/settings.yaml']).toBe(configMap(text));
});

test.each(['${X}', '${X:1}', '${X%suffix}', '${X/a/b}', '${X^^}', '${#X}'])('%s is refused there, because X has no value', (text) => {
  expect(refusal(text)).toEqual([undefinedVariable('X')]);
});

test.each([
  ['in a default, which Flux fills in whether it is used or not', '${A:=${X}}', []],
  ['behind an escaped dollar', '$$${X}', []],
  ['behind others', '${A} ${X} ${a.b}', [unreadable('${a.b}', 'settings.yaml:6:15')]],
])('an undefined variable is refused %s', (_where, text, others) => {
  expect(refusal(text)).toEqual([...others, undefinedVariable('X', placeOf('${X}', text))]);
});

test.each([
  ['${a.b}', '${a.b}'],
  ['${a-b}', '${a-b}'],
  ['${A-default}', '${A-default}'],
  ['${A+x}', '${A…'],
  ['${A?x}', '${A…'],
  ['${array[0]}', '${array[0]}'],
  ['${ A }', '${ A…'],
  ['${}', '${}'],
  ['${!A}', '${!A}'],
  ['${#}', '${#}'],
  ['${#A%x}', '${#A…'],
  ['${{ x }}', '${{ x…'],
  ['${A:}', '${A…'],
  ['${A%}', '${A…'],
  ['${A%a${B}', '${A…'],
  ['${A^^x}', '${A…'],
  ['${A/a}', '${A…'],
  ['${a', '${a…'],
  ['${A:=x', '${A…'],
  ['${A"', '${A…'],
])('%s is refused there, because Flux cannot read it', (text, shown) => {
  expect(refusal(text)).toEqual([unreadable(shown)]);
});

test('the first argument of a script is refused there, because no variable can have its name', () => {
  expect(refusal('echo ${1}')).toEqual([unreadable('${1}', 'settings.yaml:6:10')]);
});

test('every file that is wrong is named', () => {
  const existing = {
    'a.yaml': configMap('${A}', '', 'a'),
    'deep/b.yaml': configMap('${X}', '', 'b'),
    'deep/c.yaml': configMap('${Y}', '', 'c'),
  };

  expect(refusalWith(existing)).toEqual([undefinedVariable('X', 'deep/b.yaml:6:5', 'b'), undefinedVariable('Y', 'deep/c.yaml:6:5', 'c')]);
});

test('a cluster without variables has none to offer', () => {
  expect(errorWith({ 'settings.yaml': configMap('${X}') }, {}, { substituteFrom: [SubstituteFrom.clusterVariables()] })).toMatch(
    /^LayeredCluster 'production': variables must be declared when a layer is to be substituted; Flux fills in nothing where it knows no variable, got \{\}\.\n {2}fix: variables: \{ DOMAIN: 'acme\.io' \}, or remove SubstituteFrom\.clusterVariables\(\) from the layer$/,
  );
});

test('what a kustomization of its own reads is judged as well, whatever kind of file it is', () => {
  const existing = {
    'kustomization.yaml': 'kind: Kustomization\nconfigMapGenerator:\n  - name: scripts\n    files: [run.sh]\n',
    'run.sh': `echo \${A} \${HOME} # ${OPT_OUT}: disabled\n`,
  };

  expect(errorWith(existing)).toBe(refused('${HOME}', "variables: { HOME: '…' }", 'manifests/run.sh'));
});

describe('an object that Flux does not look into', () => {
  test.each([
    ['an annotation', `, annotations: {${OPT_OUT}: disabled}`],
    ['a label', `, labels: {"${OPT_OUT}": 'disabled'}`],
  ])('is left alone by %s', (_name, metadata) => {
    const manifest = configMap('echo ${HOME} ${a.b}', metadata);

    expect(filesWith({ 'a.yaml': manifest, 'b.yaml': configMap('${A}', '', 'b') })['web/production/web/a.yaml']).toBe(manifest);
  });

  test('starts nothing', () => {
    expect(isFilledIn(filesWith({ 'a.yaml': configMap('${A}', `, annotations: {${OPT_OUT}: disabled}`) }))).toBe(false);
  });

  test.each([
    ['another value', `, annotations: {${OPT_OUT}: Disabled}`, '${HOME}'],
    ['a mark that is only data', '', `${OPT_OUT}: disabled \${HOME}`],
  ])('has not %s', (_name, metadata, text) => {
    const whole = `\${A} ${text}`;
    expect(refusalWith({ 'settings.yaml': configMap(whole, metadata) })).toEqual([undefinedVariable('HOME', placeOf('${HOME}', whole))]);
  });

  test('says nothing about others in its file', () => {
    const documents = [configMap('${HOME}', `, annotations: {${OPT_OUT}: disabled}`, 'a'), configMap('${A}', '', 'b')];

    expect(isFilledIn(filesWith({ 'settings.yaml': documents.join('---\n') }))).toBe(true);
    expect(refusalWith({ 'settings.yaml': [...documents, configMap('${X}', '', 'c')].join('---\n') })).toEqual([
      undefinedVariable('X', 'settings.yaml:20:5', 'c'),
    ]);
  });

  test('may stand in a list, where all of the list must say so', () => {
    const list = (...marks: string[]) =>
      `apiVersion: v1\nkind: List\nitems:\n${marks
        .map(
          (mark, index) =>
            `  - apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: c-${index}, namespace: web, annotations: {${OPT_OUT}: ${mark}}}\n    data: {text: "\${HOME}"}\n`,
        )
        .join('')}`;

    expect(isFilledIn(filesWith({ 'a.yaml': configMap('${A}'), 'list.yaml': list('disabled', 'disabled') }))).toBe(true);
    expect(refusalWith({ 'a.yaml': configMap('${A}'), 'list.yaml': list('disabled', 'enabled') })).toEqual([
      undefinedVariable('HOME', 'list.yaml:11:12', 'c-1'),
    ]);
  });
});

test('a long script is read at once', () => {
  expect(cpuTimeOf(() => refusal('${A:=x ${a.b} $$${B '.repeat(5_000)))).toBeLessThan(5_000);
});
