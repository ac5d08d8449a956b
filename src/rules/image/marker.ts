import { Field, Manifest } from '../../manifests/manifest';
import { ObjectId } from '../../manifests/object-id';
import { Steps } from '../../manifests/place';
import { ISourceFile } from '../../manifests/source-file';
import { nodeAt, YamlFile } from '../../manifests/yaml/yaml-file';
import { YamlNode } from '../../manifests/yaml/yaml-node';
import { YamlOrigin } from '../../manifests/yaml-source';

/** A comment that tells Flux to write what a policy selects into the value in front of it. */
export interface Marker {
  /** The value; what stands there instead where the comment has none. */
  readonly field: Field;
  /** The file. */
  readonly file: string;
  /** The policy that it names. */
  readonly policy?: ObjectId;
  /** What is written: the whole name where it says nothing. */
  readonly part?: 'tag' | 'name' | 'digest';
  /** Why Flux does not take it for a marker, as a phrase behind `the marker`. */
  readonly problem?: string;
}

/** A marker that Flux takes for one. */
export interface ValidMarker extends Marker {
  readonly policy: ObjectId;
}

/** What is probably meant as a marker. */
const LIKE_MARKER = /image[-_]?policy/i;

const files = new WeakMap<ISourceFile, readonly Marker[]>();

/** The markers of a file, read once. Files of one repository are those of many clusters. */
export function markersOf(file: ISourceFile): readonly Marker[] {
  let markers = files.get(file);
  if (!markers) {
    markers = /\.ya?ml$/.test(file.path) && LIKE_MARKER.test(file.text) ? file.documents.flatMap(readMarkers) : [];
    files.set(file, markers);
  }
  return markers;
}

function readMarkers(manifest: Manifest): Marker[] {
  const origin = manifest._origin;
  if (!(origin instanceof YamlOrigin)) return [];
  const { document, prefix } = origin;
  const root = nodeAt(document, prefix);
  if (!root) return [];
  const walk = new Walk(document.file, manifest);
  walk.visit(root, []);
  return [...walk.markers, ...walk.loose(prefix.length === 0 ? document : root)];
}

interface Extent {
  readonly start: number;
  readonly end: number;
}

/** Goes through one document. */
class Walk {
  public readonly markers: Marker[] = [];
  /** Where texts of several lines are, in which a `#` is no comment. */
  private readonly blocks: Extent[] = [];

  constructor(
    private readonly file: YamlFile,
    private readonly manifest: Manifest,
  ) {}

  public visit(node: YamlNode, steps: Steps): void {
    // What an alias stands for is written, and marked, elsewhere.
    if (node.alias) return;
    if (node.kind === 'scalar') this.visitScalar(node, steps);
    node.items?.forEach((item, index) => this.visit(item, [...steps, index]));
    for (const { key, value, merge } of node.entries ?? []) {
      if (merge) continue;
      const inside = [...steps, String(key.value)];
      if (value.style === 'block') this.visitHead(key, inside);
      this.visit(value, inside);
    }
  }

  private visitScalar(node: YamlNode, steps: Steps): void {
    const isBlock = node.style === 'literal' || node.style === 'folded';
    if (isBlock) this.blocks.push(node);
    // In a line such as `{a: 1, b: 2} # …` the comment is that of the map.
    const { text } = this.file;
    const comment = isBlock || /^[ \t]*#/.test(lineFrom(text, node.end)) ? this.file.commentOf(node) : undefined;
    if (comment !== undefined && looksLikeMarker(comment)) this.add(steps, comment);
  }

  /** A comment behind the key of a map or a list. */
  private visitHead(key: YamlNode, steps: Steps): void {
    const [, comment] = /^[ \t]*:[ \t]+#(.*)/.exec(lineFrom(this.file.text, key.end)) ?? [];
    if (comment === undefined || !looksLikeMarker(comment.trim())) return;
    this.markers.push({ field: this.manifest.root._in(steps), file: this.file.path, problem: 'stands at a map or a list, not at a value' });
  }

  private add(steps: Steps, comment: string): void {
    this.markers.push({ field: this.manifest.root._in(steps), file: this.file.path, ...readMarker(comment) });
  }

  /** Comments that have a line to themselves. Flux reads only those behind a value, or above an entry of a list. */
  public loose({ start, end }: Extent): Marker[] {
    const { text } = this.file;
    return [...text.slice(start, end).matchAll(/^[ \t]*#+[ \t]*\{.*$/gm)].flatMap((match) => {
      const at = start + match.index + match[0].indexOf('#');
      if (!looksLikeMarker(match[0].trim().replace(/^#+\s*/, '')) || this.blocks.some((block) => block.start < at && at < block.end))
        return [];
      const { line, column } = this.file.place(at);
      const around = [this.file.lineText(line - 1), this.file.lineText(line + 1)];
      // Flux reads one above an entry of a list. Others are examples in a longer comment, or commented out.
      if (/^\s*-/.test(around[1]) || around.some((other) => /^\s*#/.test(other))) return [];
      const { object, applier } = this.manifest;
      const origin = { place: () => ({ file: this.file.path, line, column }) };
      const field = new Manifest(object, { origin, applier }).root;
      return [{ field, file: this.file.path, problem: 'has a line to itself; Flux reads it only behind the value' }];
    });
  }
}

function lineFrom(text: string, from: number): string {
  const end = text.indexOf('\n', from);
  return text.slice(from, end < 0 ? text.length : end);
}

/** Whether a comment is meant for Flux: it starts like an object, or names the key of markers as one. */
function looksLikeMarker(comment: string): boolean {
  return (comment.startsWith('{') && LIKE_MARKER.test(comment)) || /\$image[-_]?policy["']?\s*:/i.test(comment);
}

const NAME = '[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?';
const POLICY = new RegExp(`^(${NAME}):(${NAME})(?::(tag|name|digest))?$`);

function readMarker(comment: string): Pick<Marker, 'policy' | 'part' | 'problem'> {
  const value = markerValue(comment);
  if (value === undefined) return { problem: 'is no JSON object with the key "$imagepolicy"' };
  const [, namespace, name, part] = POLICY.exec(value) ?? [];
  if (name === undefined) return { problem: `names '${value}', not <namespace>:<name> with :tag, :name, :digest or nothing behind it` };
  return {
    policy: ObjectId.of('image.toolkit.fluxcd.io/v1', 'ImagePolicy', name, namespace),
    part: part as Marker['part'],
  };
}

/** What a comment gives as policy: all of it must be one JSON object of texts. */
function markerValue(comment: string): string | undefined {
  try {
    const object = JSON.parse(comment) as Record<string, unknown>;
    const value = object.$imagepolicy;
    const isValid = Object.values(object).every((one) => typeof one === 'string') && typeof value === 'string' && value !== '';
    return isValid ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The markers in the files of a cluster that Flux takes for markers. */
export function validMarkers(files: readonly ISourceFile[]): ValidMarker[] {
  return files.flatMap((file) => markersOf(file).filter((marker): marker is ValidMarker => marker.policy !== undefined));
}
