import { Field } from '../../src/manifests/manifest';
import { Steps } from '../../src/manifests/place';
import { ISourceFile } from '../../src/manifests/source-file';
import { YamlOrigin } from '../../src/manifests/yaml-source';
import { nodeAt, YamlDocument } from '../../src/manifests/yaml/yaml-file';
import { YamlNode } from '../../src/manifests/yaml/yaml-node';
import { NodeOrigin } from '../render/located-text';

/** A field in a file of the repository. */
export interface LocatedField {
  readonly document: YamlDocument;
  readonly node: YamlNode;
  /** The way to it in the document. */
  readonly path: Steps;
}

/** Where a field stands literally in a file of the repository; `undefined` when it does not, or nobody can be certain. */
export function locateField({ manifest, _steps }: Field, files: ReadonlyMap<string, ISourceFile>): LocatedField | undefined {
  const origin = manifest._origin;
  const located = origin instanceof YamlOrigin ? inDocument(origin, _steps) : isNodeOrigin(origin) ? ofRendered(origin, _steps) : undefined;
  if (!located || located.node.alias) return undefined;

  const { file } = located.document;
  // A text inside another, as a patch in a kustomization file, has no path; a repository beside this one is not ours to change.
  const isOurs = file.path !== '' && files.get(file.path)?.text === file.text;
  return isOurs && file.problems.length === 0 ? located : undefined;
}

function isNodeOrigin(origin: object): origin is NodeOrigin {
  return 'node' in origin;
}

function inDocument({ document, prefix }: YamlOrigin, steps: Steps): LocatedField | undefined {
  const path = [...prefix, ...steps];
  const node = nodeAt(document, path);
  return node && { document, node, path };
}

function ofRendered(origin: NodeOrigin, steps: Steps): LocatedField | undefined {
  const found = origin.node(steps);
  const path = found?.document.root && pathOf(found.document.root, found.node);
  return found && path && { ...found, path };
}

/** The way from a node to one below it. */
function pathOf(root: YamlNode, node: YamlNode): Steps | undefined {
  if (root.start === node.start && root.end === node.end && root.kind === node.kind) return [];
  if (root.alias || node.start < root.start || node.start > root.end) return undefined;
  const children: (readonly [string | number, YamlNode])[] = [
    ...(root.items ?? []).map((item, index) => [index, item] as const),
    ...(root.entries ?? []).filter(({ merge }) => !merge).map(({ key, value }) => [String(key.value), value] as const),
  ];
  for (const [step, child] of children) {
    const below = pathOf(child, node);
    if (below) return [step, ...below];
  }
  return undefined;
}
