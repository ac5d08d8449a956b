import { readYamlFile, YamlFile } from '../manifests/yaml/yaml-file';
import { YamlNode } from '../manifests/yaml/yaml-node';

/** A value in the text of a file, with the marker behind it. */
export interface WrittenValue {
  /** The comment, with its `#`. */
  readonly comment: string;
  readonly value: string;
  /** As it is written, where every reader takes it for this text. */
  readonly written?: string;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

/** A marker that Flux takes for one. */
const MARKER = /^\{\s*"\$imagepolicy"\s*:\s*"[^":]+:[^":]+(?::(?:tag|name|digest))?"\s*\}$/;

/** Whether a text may have markers at all. */
export function mayHaveMarkers(text: string): boolean {
  return text.includes('"$imagepolicy"');
}

/** The values of a file that have markers. */
export function writtenValues(text: string): WrittenValue[] {
  if (!mayHaveMarkers(text)) return [];
  const values: WrittenValue[] = [];
  const visit = (file: YamlFile, node: YamlNode): void => {
    const comment = node.kind === 'scalar' && !node.alias ? file.commentOf(node) : undefined;
    if (comment !== undefined && MARKER.test(comment)) values.push(valueOf(file, node, `# ${comment}`));
    node.items?.forEach((item) => visit(file, item));
    node.entries?.forEach((entry) => visit(file, entry.value));
  };
  for (const { root, file } of readYamlFile(text, '').documents) if (root) visit(file, root);
  return values;
}

function valueOf({ text }: YamlFile, { value, start, end, style }: YamlNode, comment: string): WrittenValue {
  const written = text.slice(start, end);
  // A tag that was written without the quotes it needs is meant as the text that a person sees.
  if (typeof value !== 'string') return { comment, value: written, start, end };
  const isLine = style !== 'literal' && style !== 'folded' && !written.includes('\n');
  return { comment, value, written: isLine ? written : undefined, start, end };
}
