import { KEYS, SCALARS } from '../../test/manifests/yaml/go-scalars';
import { READ, REFUSED_AT } from '../../test/manifests/yaml/go-sentences';
import { REFUSED, TEXTS } from '../../test/manifests/yaml/go-texts';

/** Texts that other readers got wrong when they were measured: real ones, and what every list of traps of YAML has. */
const TRAPS: readonly string[] = [
  'zone: .',
  'time: 22:22',
  'date: 2026-01-01',
  'a: e1',
  'a: 0644',
  'mode: 0o644',
  'on: push',
  'a: 1e3',
  'n: 1000',
  'a: |\n  x',
  'a: |\n  x\n',
  'a: >-\n  x\n\n  y',
  'a: "x\n y"',
  'a: !tag x',
  'a: !Ref b',
  'a: 1\na: 2',
  'a: *b',
  'a: &b 1\nc: *b',
  'a: {<<: {b: 1}}',
  'a:\n\t- b',
  'a: "b"c',
  "a: 'it''s'",
  'a: "\\x41\\u00e9\\U0001F600"',
  '- a\n b',
  'a: [b,\nc]',
  'a: {b: [c\n]}',
  '? a\n: b',
  '%YAML 1.2\n---\na: 1',
  '\ufeffa: 1',
  'a: 12e03',
  'a: 1_000',
  'a: 0x_1',
  'a: +.inf',
  'a: .NaN',
  'a: ~',
  'a: NULL',
  '~: a',
  '1: a',
  '1.5: a',
  'true: a',
  '',
  '# only a comment',
  '---',
  '...',
  'a: b: c',
  'a: `b`',
  'a: @b',
  'a: %b',
];

/** The hard cases of the library's own tests, and those above. */
export function hardTexts(): string[] {
  return [
    ...TRAPS,
    ...TEXTS.map(([text]) => text),
    ...REFUSED,
    ...[...READ, ...REFUSED_AT].map(([, text]) => text),
    ...SCALARS.map(([text]) => `a: ${text}`),
    ...KEYS.map(([text]) => `${text}: x`),
  ];
}
