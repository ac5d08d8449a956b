import fc from 'fast-check';
import { Json, json, nodesIn, Path, plainData, read, text, written } from './documents';
import { addEntry, applyEdits, removeEntry, renameKey, replaceScalar, TextEdit } from '../../../src/manifests/yaml/edits';
import { setField } from '../../../src/manifests/yaml/merge-keys';
import { entryAt, nodeAt, readYamlFile, YamlDocument } from '../../../src/manifests/yaml/yaml-file';

/** The data with another value at a path; without one, without the field or item. */
const changed = (data: unknown, [step, ...rest]: Path, change: (parent: any, step: string | number) => void): unknown => {
  const copy: any = Array.isArray(data) ? [...(data as unknown[])] : { ...(data as object) };
  if (rest.length === 0) change(copy, step);
  else setField(copy, step as string, changed(copy[step], rest, change));
  return copy;
};

describe('an edit', () => {
  type Edit = (document: YamlDocument, path: Path, key: string, value: Json) => [TextEdit | undefined, unknown] | undefined;

  /** What an edit of any value of a document leaves is what was to be expected, and nothing outside the edit changed. */
  const check = (edit: Edit): void =>
    fc.assert(
      fc.property(written, fc.nat(), text, json.value, ({ source }, pick, key, value) => {
        const document = read(source);
        const nodes = nodesIn(document).slice(1);
        fc.pre(nodes.length > 0);
        const [change, expected] = edit(document, nodes[pick % nodes.length].path, key, value) ?? [];
        fc.pre(change !== undefined);
        const after = readYamlFile(applyEdits(source, [change!]), 'file.yaml');
        expect([after.problems, plainData(after.documents[0].value)]).toEqual([[], plainData(expected)]);
        expect([after.text.slice(0, change!.start), after.text.slice(change!.start + change!.text.length)]).toEqual([
          source.slice(0, change!.start),
          source.slice(change!.end),
        ]);
      }),
      { numRuns: 300 },
    );

  test('that replaces a scalar changes this value alone', () => {
    check((document, path, _, value) => {
      const node = nodeAt(document, path)!;
      if (node.kind !== 'scalar' || typeof value === 'object') return undefined;
      return [
        replaceScalar(document.file, node, value),
        changed(document.value, path, (parent, step) => setField(parent, step as string, value)),
      ];
    });
  });

  test('that removes an entry removes this one alone', () => {
    check((document, path) => {
      const remove = (parent: any, step: string | number): void => {
        if (Array.isArray(parent)) parent.splice(Number(step), 1);
        else delete parent[step];
      };
      return [removeEntry(document.file, document, path), changed(document.value, path, remove)];
    });
  });

  test('that adds an entry adds this one alone', () => {
    check((document, path, key, value) => {
      const edit = addEntry(document.file, document, path.slice(0, -1), key, value);
      return (
        edit && [edit, changed(document.value, [...path.slice(0, -1), key], (parent, step) => setField(parent, step as string, value))]
      );
    });
  });

  test('that renames a key changes this one alone', () => {
    check((document, path, key) => {
      const entry = entryAt(document, path);
      if (!entry || entryAt(document, [...path.slice(0, -1), key])) return undefined;
      const rename = (parent: any, step: string | number): void => {
        setField(parent, key, parent[step]);
        delete parent[step];
      };
      return [renameKey(document.file, entry, key), changed(document.value, path, rename)];
    });
  });
});
