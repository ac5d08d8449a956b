import { Layer, LayeredCluster, LayerProps } from '../../src';
import { Files, filesOfCluster, objectsByName } from '../support/fleet';
import { errorOf } from '../support/synth';
import { inTemporaryDirectory, putFiles } from './temporary-directory';

const OPT_OUT = 'kustomize.toolkit.fluxcd.io/substitute';
const VARIABLES = { A: 'a', B: 'b' };

/** A ConfigMap with one text, written as a person would. */
const configMap = (text: string, metadata = '', name = 'settings') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: web${metadata}}\ndata:\n  text: |\n    ${text}\n`;

/** The tree of a cluster with a layer that includes these files. */
function filesWith(existing: Files, variables: Record<string, string> = VARIABLES, props: LayerProps = {}): Files {
  return inTemporaryDirectory((directory) => {
    putFiles(directory, existing);
    const define = (cluster: LayeredCluster) => new Layer(cluster, 'web', props).include(directory, 'web');
    try {
      return filesOfCluster(define, { variables });
    } catch (error) {
      throw new Error((error as Error).message.replaceAll(directory, 'manifests'), { cause: error });
    }
  });
}

const isFilledIn = (files: Files) => files['clusters/production/web.yaml'].includes('postBuild:');
/** What becomes of a text where Flux fills in variables. */
const active = (text: string) => filesWith({ 'settings.yaml': configMap(text) }, VARIABLES, { substitute: true });

const refused = (expression: string, fix: string, file = 'manifests/settings.yaml', declared = 'A, B') =>
  [
    `Layer 'production/web': include must be a declared variable (${declared}) or one with a default; Flux would fail the whole layer, got ${JSON.stringify(`${expression} in ${file}`)}.`,
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
  expect(errorOf(() => filesWith({ 'settings.yaml': configMap(`${text} \${X}`) }))).toContain('include must be a declared variable (A, B)');
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
  expect(errorOf(() => active(text))).toBe(refused(text, "variables: { X: '…' }"));
});

test.each([
  ['in a default, which Flux fills in whether it is used or not', '${A:=${X}}'],
  ['behind an escaped dollar', '$$${X}'],
  ['behind others', '${A} ${X} ${a.b}'],
])('an undefined variable is refused %s', (_where, text) => {
  expect(errorOf(() => active(text))).toBe(refused('${X}', "variables: { X: '…' }"));
});

test.each([
  '${a.b}',
  '${a-b}',
  '${A-default}',
  '${A+x}',
  '${A?x}',
  '${array[0]}',
  '${ A }',
  '${}',
  '${!A}',
  '${#}',
  '${#A%x}',
  '${{ x }}',
  '${A:}',
  '${A%}',
  '${A%a${B}',
  '${A^^x}',
  '${A/a}',
  '${a',
  '${A:=x',
  '${A"',
])('%s is refused there, because Flux cannot read it', (text) => {
  expect(errorOf(() => active(text))).toBe(refused(text, 'write $${…}'));
});

test('the first argument of a script is refused there, because no variable can have its name', () => {
  expect(errorOf(() => active('echo ${1}'))).toBe(refused('${1}', 'write $${…}'));
});

test('the first file that is wrong is named', () => {
  const existing = {
    'a.yaml': configMap('${A}', '', 'a'),
    'deep/b.yaml': configMap('${X}', '', 'b'),
    'deep/c.yaml': configMap('${Y}', '', 'c'),
  };

  expect(errorOf(() => filesWith(existing))).toBe(refused('${X}', "variables: { X: '…' }", 'manifests/deep/b.yaml'));
});

test('a cluster without variables has none to offer', () => {
  expect(errorOf(() => filesWith({ 'settings.yaml': configMap('${X}') }, {}, { substitute: true }))).toMatch(
    /^LayeredCluster 'production': variables must be declared when a layer is to be substituted; Flux fills in nothing where it knows no variable, got \{\}\.\n {2}fix: variables: \{ DOMAIN: 'acme\.io' \}, or remove substitute from the layer$/,
  );
});

test('what a kustomization of its own reads is judged as well, whatever kind of file it is', () => {
  const existing = {
    'kustomization.yaml': 'kind: Kustomization\nconfigMapGenerator:\n  - name: scripts\n    files: [run.sh]\n',
    'run.sh': `echo \${A} \${HOME} # ${OPT_OUT}: disabled\n`,
  };

  expect(errorOf(() => filesWith(existing))).toBe(refused('${HOME}', "variables: { HOME: '…' }", 'manifests/run.sh'));
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
    expect(errorOf(() => filesWith({ 'settings.yaml': configMap(`\${A} ${text}`, metadata) }))).toBe(
      refused('${HOME}', "variables: { HOME: '…' }"),
    );
  });

  test('says nothing about others in its file', () => {
    const documents = [configMap('${HOME}', `, annotations: {${OPT_OUT}: disabled}`, 'a'), configMap('${A}', '', 'b')];

    expect(isFilledIn(filesWith({ 'settings.yaml': documents.join('---\n') }))).toBe(true);
    expect(errorOf(() => filesWith({ 'settings.yaml': [...documents, configMap('${X}', '', 'c')].join('---\n') }))).toBe(
      refused('${X}', "variables: { X: '…' }"),
    );
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
    expect(errorOf(() => filesWith({ 'a.yaml': configMap('${A}'), 'list.yaml': list('disabled', 'enabled') }))).toBe(
      refused('${HOME}', "variables: { HOME: '…' }", 'manifests/list.yaml'),
    );
  });
});

test('a long script is read at once', () => {
  const start = performance.now();
  errorOf(() => active('${A:=x ${a.b} $$${B '.repeat(5_000)));

  expect(performance.now() - start).toBeLessThan(2_000);
});
