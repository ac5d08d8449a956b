import fc from 'fast-check';
import { defineScalarTag, FAILSAFE_SCHEMA, loadAll, mergeTag, NOT_RESOLVED } from 'js-yaml';
import { nodesIn, pieces, plainData, read, written } from './documents';
import { resolvePlain } from '../../../src/manifests/yaml/go-scalar';
import { nodeAt, readYamlFile } from '../../../src/manifests/yaml/yaml-file';

/** js-yaml with the plain scalars of Kubernetes. */
const KUBERNETES = FAILSAFE_SCHEMA.withTags(
  mergeTag,
  defineScalarTag('tag:yaml.org,2002:plain', {
    implicit: true,
    resolve: (text) => (typeof resolvePlain(text) === 'string' ? NOT_RESOLVED : resolvePlain(text)),
    identify: () => false,
  }),
);

describe('any text', () => {
  test('gives what js-yaml gives with the same scalars', () => {
    fc.assert(
      fc.property(pieces, (source) => {
        const { documents, problems } = readYamlFile(source, 'file.yaml');
        // It takes a byte order mark for the start of a document.
        fc.pre(problems.length === 0 && !source.includes('\ufeff'));
        let expected: unknown[] | undefined;
        try {
          expected = loadAll(source, { schema: KUBERNETES, maxDepth: 200 });
        } catch {
          // It knows no tags of others, and takes the indentation inside brackets for more than Kubernetes does.
        }
        fc.pre(expected !== undefined && !/[|>]/.test(source));
        expect(documents.map(({ value }) => plainData(value ?? null))).toEqual(expected!.map((value) => plainData(value ?? null)));
      }),
      { numRuns: 1000 },
    );
  });

  test('is read without an error, with places inside the text and in order', () => {
    fc.assert(
      fc.property(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 30 })), (source) => {
        const { documents, problems } = readYamlFile(source, 'file.yaml');
        for (const { start, end } of [...documents, ...problems])
          expect([start >= 0, start <= end, end <= source.length]).toEqual([true, true, true]);
        for (const document of documents) {
          for (const { node } of nodesIn(document)) {
            if (node.alias) continue;
            const children = [...(node.items ?? []), ...(node.entries ?? []).flatMap(({ key, value }) => [key, value])];
            const offsets = [node.start, ...children.flatMap(({ start, end }) => [start, end]), node.end];
            expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
            expect([document.start <= node.start, node.end <= document.end]).toEqual([true, true]);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a document', () => {
  test('gives the data it was written from', () => {
    fc.assert(
      fc.property(written, ({ data, source }) => {
        expect(plainData(read(source).value ?? null)).toEqual(data);
      }),
    );
  });

  test('has each scalar where its node says', () => {
    fc.assert(
      fc.property(written, ({ source }) => {
        for (const { node } of nodesIn(read(source))) {
          if (node.kind !== 'scalar' || /^[|>][-+]?\d/.test(source.slice(node.start))) continue;
          const again = read(`- ${source.slice(node.start, node.end)}`);
          expect(again.value).toEqual([node.value]);
        }
      }),
    );
  });

  test('has the node of each value at its path', () => {
    fc.assert(
      fc.property(written, ({ source }) => {
        const document = read(source);
        for (const { node, path } of nodesIn(document)) expect(nodeAt(document, path)).toBe(node);
      }),
    );
  });
});
