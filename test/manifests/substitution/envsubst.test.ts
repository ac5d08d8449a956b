import * as fc from 'fast-check';
import { envsubst } from '../../../src/manifests/substitution/envsubst';

const VALUES: Record<string, string> = { A: 'hello world', E: '', P: 'a/b/c.txt', U: 'ÉCOLE', N: '5' };
const lookup = (name: string) => VALUES[name];

// Every row was made by github.com/fluxcd/pkg/envsubst v1.7.0.
test.each([
  ['${A}', 'hello world'],
  ['$A $(A)', '$A $(A)'],
  ['$${A} $$A $$$$ $', '${A} $A $$ $'],
  ['$$${N}', '$5'],
  ['${E:=x}${E:-x}${E=x}${E:?x}', 'xxxx'],
  ['${A:+x}', 'hello world'],
  ['${X:+x}', 'x'],
  ['${X:=}', ''],
  ['${X:=${N}}-${X:=a${N}b}', '5-a5b'],
  ['${X:=$$}', '$$'],
  ['${A:6}|${A:0:5}|${A:-3}|${A: -3}', 'world|hello|hello world|hello world'],
  ['${A:99}|${A:x}|${A:0:99}', '|hello world|hello world'],
  ['${P#*/}|${P##*/}|${P%/*}|${P%%/*}', 'b/c.txt|c.txt|a/b|a'],
  ['${P#[a-c]}|${P%.???}|${P#[}', '/b/c.txt|a/b/c|a/b/c.txt'],
  ['${A/l/L}|${A//l/L}|${A/#hell/H}|${A/%world/W}', 'heLlo world|heLLo worLd|Ho world|hello W'],
  ['${P//\\//-}|${A//l/}|${A/#h/}|${A/l//x}', 'a-b-c.txt|heo word|hello world|hexlo world'],
  ['${A^}|${A^^}|${U,}|${U,,}|${A^,}', 'Hello world|HELLO WORLD|éCOLE|école|hello world'],
  ['${#A}|${#U}|${#X:=}', undefined],
  ['${#A}|${#U}|${#E}', '11|6|0'],
  ['${A:0:-1}', undefined],
  ['${A-x}', undefined],
  ['${A', undefined],
  ['${a.b}', undefined],
])('%j becomes %j', (text, expected) => {
  const result = envsubst(text, lookup, false);
  expect('text' in result ? result.text : undefined).toBe(expected);
});

test('an undefined variable is empty, and an error in strict mode', () => {
  expect(envsubst('a${X}b', lookup, false)).toEqual({ text: 'ab', used: ['X'] });
  expect(envsubst('a${X}b', lookup, true)).toEqual({ error: 'variable not set (strict mode): "X"', name: 'X' });
  expect(envsubst('a${X:=c}b', lookup, true)).toEqual({ text: 'acb', used: ['X'] });
});

test('what is inside of a default is evaluated even if the default is not used', () => {
  expect(envsubst('${A:=${X}}', lookup, true)).toEqual({ error: 'variable not set (strict mode): "X"', name: 'X' });
});

test('an expression whose value is not known stays as it is', () => {
  expect(envsubst('${A}-${S^^}-${X:=${S}}', (name) => (name === 'S' ? null : VALUES[name]), true)).toEqual({
    text: 'hello world-${S^^}-${X:=${S}}',
    used: ['A', 'S', 'X'],
  });
});

test('a text without a dollar is returned as it is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }).filter((text) => !/[$\0]/.test(text)),
      (text) => {
        expect(envsubst(text, lookup, true)).toEqual({ text, used: [] });
      },
    ),
  );
});

test('no text and no value makes it throw', () => {
  const part = fc.constantFrom(
    '${',
    '}',
    'A',
    'X',
    ':',
    ':=',
    '/',
    '//',
    '#',
    '%',
    '[',
    ']',
    '*',
    '\\',
    '1',
    '-1',
    '^^',
    '$$',
    'é',
    '\ud800',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), fc.string({ unit: 'binary' }), fc.boolean(), (parts, value, strict) => {
      expect(envsubst(parts.join(''), (name) => (name === 'A' ? value : undefined), strict)).toBeTypeOf('object');
    }),
    { numRuns: 1000 },
  );
});
