import { printDocuments, printYaml } from '../../src/repository/yaml-printer';
import { errorOf } from '../support/synth';
import { readings } from './yaml-readers';

test('a Flux object is written as Flux people write it', () => {
  const release = {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'podinfo', namespace: 'apps', annotations: {}, labels: undefined },
    spec: {
      interval: '1h30m',
      chartRef: { kind: 'OCIRepository', name: 'podinfo' },
      valuesFrom: [
        { kind: 'ConfigMap', name: 'defaults' },
        { kind: 'Secret', name: 'tokens', optional: true },
      ],
      values: {
        replicaCount: 2,
        ratio: 0.5,
        tag: '6.10',
        schedule: '*/5 * * * *',
        host: 'podinfo.${DOMAIN}',
        sidecar: null,
        args: ['--log-level=info', '-v', '8080:80'],
        tolerations: [],
        matrix: [[1, 2], [], [[{ deep: true }]]],
        config: 'level: info\n\nformat: json\n',
      },
    },
  };

  expect(printYaml(release)).toBe(`apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: podinfo
  namespace: apps
  annotations: {}
spec:
  interval: 1h30m
  chartRef:
    kind: OCIRepository
    name: podinfo
  valuesFrom:
    - kind: ConfigMap
      name: defaults
    - kind: Secret
      name: tokens
      optional: true
  values:
    replicaCount: 2
    ratio: 0.5
    tag: "6.10"
    schedule: "*/5 * * * *"
    host: podinfo.\${DOMAIN}
    sidecar: null
    args:
      - --log-level=info
      - -v
      - "8080:80"
    tolerations: []
    matrix:
      - - 1
        - 2
      - []
      - - - deep: true
    config: |
      level: info

      format: json
`);
});

test('documents are separated by three dashes', () => {
  expect(printDocuments([{ a: 1 }, { b: 2 }])).toBe('a: 1\n---\nb: 2\n');
  expect(printDocuments([])).toBe('');
});

describe('text', () => {
  test.each(
    [
      ['./apps', 'oci://ghcr.io/stefanprodan/charts/podinfo', '6.x', '6.5.0', '^1.2.3', '~1.2', '10.0.0.0/8', '5m', '100m', '10Gi'],
      ['main@sha1:abc', 'semver', '<< inputs.tenant >>', '${NAME:=default}', 'a:b', 'a#b', 'ünïcödé', '日本', '(?P<ts>[0-9]+)'],
      ['--flag', '-v', 'a  b', '2026-01-01-build', '1h30m', 'e', 'nobody', 'yesterday', '1.2.3.4', '2026.1.0', '🚀 launch'],
    ].flat(),
  )('%s is plain', (text) => {
    expect(printYaml({ text })).toBe(`text: ${text}\n`);
  });

  test.each(
    [
      ['', ' ', 'yes', 'No', 'ON', 'off', 'y', 'N', 'true', 'False', 'null', 'NULL', '~', '<<', '=', '-', '?', ':', '---', '...', '.'],
      [
        '0',
        '-1',
        '+1',
        '017',
        '0o17',
        '0x1F',
        '0b11',
        '1_000',
        '1,000',
        '1.0',
        '.5',
        '1.',
        '1e3',
        'e1',
        '-E5',
        '1.5e-7',
        '12e03',
        '+_18',
        '0o+0_',
        '0_x1f',
      ],
      ['.inf', '-.INF', '.nan', 'inf', 'NaN', '22:22', '1:2:3.5', '-22:22', '2026-01-01', '2026-1-1', '2026-01-01T00:00:00Z'],
      ['2026-01-01 10:00:00', ' a', 'a ', 'a: b', 'a:', 'a #b', '# a', '&a', '*a', '!a', '|', '>', "'a'", '%a', '@a', '`a', '>=1'],
      ['[a]', '{a}', ', a', '- a', '? a', ': a', '-1a b: c', '=a', ']', '}'],
    ].flat(),
  )('%j is quoted', (text) => {
    expect(printYaml({ text })).toBe(`text: "${text.replace('"', '\\"')}"\n`);
  });

  test('characters that a reviewer cannot see are escaped', () => {
    const hidden =
      'tab\t quote" back\\ bell\u0007 del\u007f next\u0085 blank\u00a0 left\u202e mark\ufeff line\u2028 private\ue000 tag\u{e0041}\r\n';

    expect(printYaml({ hidden })).toBe(
      'hidden: "tab\\t quote\\" back\\\\ bell\\u0007 del\\u007F next\\u0085 blank\\u00A0 left\\u202E mark\\uFEFF line\\u2028 ' +
        'private\\uE000 tag\\U000E0041\\r\\n"\n',
    );
  });

  test.each([
    ['one line and its break', 'a\n', 'text: |\n  a\n'],
    ['no break at the end', 'a\nb', 'text: |-\n  a\n  b\n'],
    ['several breaks at the end', 'a\n\n\n', 'text: |+\n  a\n\n\n'],
    ['breaks in front', '\n\na\n', 'text: |\n\n\n  a\n'],
    ['later lines that are indented', 'a\n  b\n\tc\td\n', 'text: |\n  a\n    b\n  \tc\td\n'],
    ['what looks like YAML', '---\n- "x": #y\n...\n', 'text: |\n  ---\n  - "x": #y\n  ...\n'],
    ['breaks only', '\n\n', 'text: "\\n\\n"\n'],
    ['an indented first line', '\n a\nb', 'text: "\\n a\\nb"\n'],
    ['a tab in front', '\ta\nb', 'text: "\\ta\\nb"\n'],
    ['a blank at the end of a line', 'a \nb', 'text: "a \\nb"\n'],
    ['a blank at the very end', 'a\nb\t', 'text: "a\\nb\\t"\n'],
    ['a line of blanks', 'a\n  \nb', 'text: "a\\n  \\nb"\n'],
    ['line breaks of Windows', 'a\r\nb\r\n', 'text: "a\\r\\nb\\r\\n"\n'],
  ])('of several lines: %s', (_, text, printed) => {
    expect(printYaml({ text })).toBe(printed);
    for (const read of readings(printed)) expect(read).toEqual({ text });
  });

  test('of many megabytes is quoted', () => {
    const text = 'a'.repeat(20_000_000);
    expect(printYaml({ text }) === `text: "${text}"\n`).toBe(true);
  });

  test('a block in a list is indented from the dash', () => {
    expect(printYaml({ list: ['a\nb\n', { text: 'c\nd' }] })).toBe('list:\n  - |\n    a\n    b\n  - text: |-\n      c\n      d\n');
  });
});

describe('keys', () => {
  test('follow the rules of text', () => {
    expect(printYaml({ 'app.kubernetes.io/name': 1, on: 2, '8080': 3, 'a: b': 4, '': 5, 'a\nb': 6, '*': 7 })).toBe(
      '"8080": 3\napp.kubernetes.io/name: 1\n"on": 2\n"a: b": 4\n"": 5\n"a\\nb": 6\n"*": 7\n',
    );
  });

  test('that are too long for one line get a line of their own', () => {
    const key = 'k'.repeat(2000);

    const printed = printYaml({ [key]: { a: [1] }, [`${key}2`]: 'b' });

    expect(printed).toBe(`? ${key}\n:\n  a:\n    - 1\n? ${key}2\n: b\n`);
    for (const read of readings(printed)) expect(read).toEqual({ [key]: { a: [1] }, [`${key}2`]: 'b' });
  });

  test('keep the order in which they were given', () => {
    expect(printYaml({ b: 1, a: 2 })).toBe('b: 1\na: 2\n');
  });
});

test.each([
  [0, '0'],
  [-0, '0'],
  [1.5, '1.5'],
  [-3, '-3'],
  [1e21, '1.0e+21'],
  [1e-7, '1.0e-7'],
  [1.5e-7, '1.5e-7'],
  [Number.MAX_SAFE_INTEGER, '9007199254740991'],
])('the number %d is printed as %s', (number, text) => {
  expect(printYaml({ number })).toBe(`number: ${text}\n`);
});

describe('what is not a map', () => {
  test.each([
    ['list', [1, { a: 2, b: 3 }], '- 1\n- a: 2\n  b: 3\n'],
    ['empty list', [], '[]\n'],
    ['empty map', {}, '{}\n'],
    ['map of nothing', { a: undefined }, '{}\n'],
    ['null', null, 'null\n'],
    ['text', 'a: b', '"a: b"\n'],
    ['text of two lines', 'a\nb\n', '|\n  a\n  b\n'],
    ['boolean', true, 'true\n'],
  ])('%s', (_, value, printed) => {
    expect(printYaml(value)).toBe(printed);
  });
});

describe('what is not JSON data is refused', () => {
  class Secret {
    public readonly token = 'hunter2';
  }
  const loop: Record<string, unknown> = { name: 'loop' };
  loop.spec = { items: [{ parent: loop }] };
  const notData = 'must be JSON data (text, number, boolean, null, list or plain object), got';
  const omit = '  fix: pass its text or its number, or leave the field out';

  test.each([
    ['a function', { spec: { run: () => 1 } }, [`spec.run ${notData} a function.`, omit]],
    ['a date', { spec: { 'created.at': new Date(0) } }, [`spec["created.at"] ${notData} an instance of Date.`, omit]],
    ['not a number', { list: [0, Number.NaN] }, [`list[1] ${notData} NaN.`, omit]],
    ['infinity', [Number.NEGATIVE_INFINITY], [`[0] ${notData} -Infinity.`, omit]],
    ['a bigint', { a: 1n }, [`a ${notData} a bigint.`, omit]],
    ['a symbol', { a: Symbol('x') }, [`a ${notData} a symbol.`, omit]],
    ['an instance', { a: [{ b: new Secret() }] }, [`a[0].b ${notData} an instance of Secret.`, omit]],
    ['a Map', { a: new Map() }, [`a ${notData} an instance of Map.`, omit]],
    ['nothing in a list', { a: [undefined] }, [`a[0] ${notData} undefined.`, omit]],
    ['nothing at all', undefined, [`the document ${notData} undefined.`, omit]],
    [
      'half a character',
      { a: 'x\ud83d' },
      ['a must be text, got half of a surrogate pair.', '  fix: cut text between characters, not inside of one'],
    ],
    [
      'half a character in a key',
      { '\udc00': 1 },
      ['["\\udc00"] must be text, got half of a surrogate pair.', '  fix: cut text between characters, not inside of one'],
    ],
    [
      'a cycle',
      { root: loop },
      [
        'root.spec.items[0].parent must be a tree, got a value that contains itself: it is the same object as root.',
        '  fix: pass a copy of the part that is meant',
      ],
    ],
  ])('%s', (_, value, message) => {
    expect(() => printYaml(value)).toThrow(TypeError);
    expect(errorOf(() => printYaml(value))).toBe(message.join('\n'));
  });

  test('10,000 levels', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 10_000; level++) deep = level % 2 ? { a: deep } : [deep];

    expect(errorOf(() => printYaml({ spec: deep }))).toBe(
      ['spec.a[0] must be nested at most 1000 levels deep, got more.', '  fix: look for the code that wraps a value again and again'].join(
        '\n',
      ),
    );
  });

  test('the same object in two places is no cycle', () => {
    const shared = { a: 1 };
    expect(printYaml({ x: shared, z: shared })).toBe('x:\n  a: 1\nz:\n  a: 1\n');
  });
});
