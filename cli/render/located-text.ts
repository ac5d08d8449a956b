import { Field } from '../../src/manifests/manifest';
import { Origin, Place, Steps } from '../../src/manifests/place';
import { YamlOrigin } from '../../src/manifests/yaml-source';
import { nodeAt, readYamlFile, YamlDocument } from '../../src/manifests/yaml/yaml-file';
import { YamlNode } from '../../src/manifests/yaml/yaml-node';

/** A value in a text. */
export interface LocatedNode {
  readonly node: YamlNode;
  readonly document: YamlDocument;
}

/** An origin that knows more than places: the very text of a value. */
export interface NodeOrigin extends Origin {
  node(steps: Steps): LocatedNode | undefined;
}

/** A text inside another, as a patch in a kustomization file, read as YAML. */
export interface EmbeddedYaml {
  readonly text: string;
  readonly field: Field;
  readonly documents: readonly YamlDocument[];
  placeOf(offset: number): Place;
}

/** Reads the text of a field as YAML. What is written as a block of lines keeps the place of each. */
export function embeddedYaml(field: Field): EmbeddedYaml {
  const text = field.text() ?? '';
  const file = readYamlFile(text, '');
  const located = locate(field);
  const block = located && ['literal', 'folded'].includes(located.node.style ?? '') ? blockStart(located) : undefined;
  return {
    text,
    field,
    documents: file.documents,
    placeOf: (offset) => {
      if (!block) return field.place;
      const { line, column } = file.place(offset);
      return { file: block.file, line: block.line + line - 1, column: block.indent + column };
    },
  };
}

function locate({ manifest, _steps }: Field): LocatedNode | undefined {
  const origin = manifest._origin;
  if (origin instanceof YamlOrigin) {
    const node = nodeAt(origin.document, [...origin.prefix, ..._steps]);
    return node && { node, document: origin.document };
  }
  return 'node' in origin ? (origin as NodeOrigin).node(_steps) : undefined;
}

/** The line on which the text of a block starts, and how deep it is indented. */
function blockStart({ node, document }: LocatedNode): { file: string; line: number; indent: number } {
  const { file } = document;
  const header = file.place(node.start).line;
  let first = header + 1;
  while (file.lineText(first).trim() === '' && file.place(node.end).line > first) first++;
  const indent = /^ */.exec(file.lineText(first))![0].length;
  return { file: file.path, line: header + 1, indent };
}
