import * as fc from 'fast-check';
import { CORE_SCHEMA, loadAll } from 'js-yaml';
import { MarkedText } from '../../src/repository/marked-text';
import { printDocuments, printYaml } from '../../src/repository/yaml-printer';
import { readYamlFile } from '../../src/manifests/yaml/yaml-file';
import { readings } from './yaml-readers';

const words = ['y', 'Yes', 'no', 'on', 'OFF', 'null', '~', 'true', '.inf', '.nan', '<<', '=', '---', '...', '22:22', '2026-01-01'];
const numbers = ['e1', '1e3', '0o17', '017', '0x1f', '0b1', '1_0', '+_1', '.5', '5.', '1,000', '+1', '-0', '0.0', '1:1:1', '1e', '.e1'];
const indicators = fc.constantFrom(...'-?:,[]{}#&*!|>\'"%@`~=<.$+\\/ \t\n\r');
const digits = fc.constantFrom(...'0123456789__.:-+eExXobTZ ');
const text = fc.oneof(
  fc.constantFrom(...words, ...numbers),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: fc.oneof(indicators, fc.constantFrom('a', 'b')), maxLength: 12 }),
  fc.string({ unit: digits, maxLength: 10 }),
  fc
    .array(fc.string({ unit: fc.constantFrom('a', ' ', '\t', ':', '#', '-', 'é'), maxLength: 5 }), { maxLength: 5 })
    .map((lines) => lines.join('\n')),
);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: text },
    fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(text, tie('json'), { maxKeys: 4 }),
  ),
}));
/** -0 is printed as 0: JSON has one zero. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

test('every reader reads back what was printed', () => {
  fc.assert(
    fc.property(json, (value) => {
      for (const read of readings(printYaml(value))) expect(plain(read)).toEqual(plain(value));
    }),
    { numRuns: 3000 },
  );
});

test('every text is read back as itself, as value, as key and in a list', () => {
  fc.assert(
    fc.property(text, (value) => {
      const object = { [value]: value, list: [value, [value]] };
      for (const read of readings(printYaml(object))) expect(read).toEqual(object);
    }),
    { numRuns: 3000 },
  );
});

test('several documents stay several documents', () => {
  fc.assert(
    fc.property(fc.array(json, { minLength: 1, maxLength: 4 }), (values) => {
      expect(plain(loadAll(printDocuments(values), { schema: CORE_SCHEMA }))).toEqual(plain(values));
    }),
    { numRuns: 500 },
  );
});

test('the same data gives the same text, whatever was printed before', () => {
  fc.assert(
    fc.property(json, json, (value, other) => {
      const first = printYaml(value);
      printYaml(other);
      expect(printYaml(structuredClone(value))).toBe(first);
    }),
    { numRuns: 500 },
  );
});

test('a comment behind a text changes no reading, and belongs to the text', () => {
  const comment = '# {"$imagepolicy": "apps:web:tag"}';
  fc.assert(
    fc.property(text, fc.boolean(), (value, inList) => {
      const marked = new MarkedText(value, comment);
      const printed = printYaml({ before: 1, field: inList ? [marked, 2] : marked, after: 3 });
      const expected = { before: 1, field: inList ? [value, 2] : value, after: 3 };
      for (const read of readings(printed)) expect(read).toEqual(expected);

      const file = readYamlFile(printed, 'file.yaml');
      const { value: node } = file.documents[0].root!.entries![1];
      expect(file.commentOf(inList ? node.items![0] : node)).toBe(comment.slice(2));
    }),
    { numRuns: 1000 },
  );
});
