import { Field, Manifest } from '../manifests/manifest';
import { ISourceFile } from '../manifests/source-file';
import { readYamlFile } from '../manifests/yaml/yaml-file';

/** An argument of a controller, and where it is written. */
export interface Argument {
  readonly text: string;
  readonly field: Field;
}

/** What a patch does to the arguments of the controllers that it selects. */
export interface ArgumentPatch {
  /** Whether it selects a controller. */
  readonly selects: (controller: string) => boolean;
  /** Whether its arguments take the place of those that were there. */
  readonly replaces: boolean;
  readonly args: readonly Argument[];
}

/** A patch as it is written: its field, and the documents of its text. */
export interface Patch {
  readonly field: Field;
  readonly documents: readonly unknown[];
}

/** What a kustomization of controllers mentions; another one in the same place says nothing about them. */
const CONTROLLERS = /gotk-components|fluxcd\/flux2|(source|kustomize|helm|notification)-controller/;

/** The kustomization that lists what `flux bootstrap` wrote. */
export function bootstrapKustomization(files: readonly ISourceFile[]): Manifest | undefined {
  const file = files.find(({ path, text }) => /(^|\/)flux-system\/kustomization\.ya?ml$/.test(path) && CONTROLLERS.test(text));
  return file?.documents.find((document) => document.at('resources').exists || document.at('patches').exists);
}

/** The patches of a kustomization, whichever of the three fields of kustomize holds them. */
export function patchesOf(kustomization: Manifest, files: readonly ISourceFile[]): Patch[] {
  const lists = ['patches', 'patchesJson6902', 'patchesStrategicMerge'].flatMap((key) => kustomization.at(key).items());
  const directory = kustomization.at().place.file?.replace(/[^/]*$/, '') ?? '';
  const fileAt = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : files.find((file) => file.path === directory + path.replace(/^\.\//, ''))?.text;
  // An entry of patchesStrategicMerge is a text itself: a patch, or the path of one.
  return lists.map((field) => patchOf(field, field.at('patch').text() ?? fileAt(field.at('path').text() ?? field.text()) ?? field.text()));
}

/** A patch with the documents of a text. */
export function patchOf(field: Field, text: string | undefined): Patch {
  return { field, documents: text === undefined ? [] : readYamlFile(text, 'patch').documents.map(({ value }) => value) };
}

/** What a patch does to the arguments of Deployments; nothing when it is for something else. */
export function argumentPatches({ field, documents }: Patch): ArgumentPatch[] {
  return documents.flatMap((document) => {
    const selects = selectorOf(field, document, 'Deployment');
    if (!selects) return [];
    if (Array.isArray(document)) return document.flatMap((operation) => ofOperation(operation, field, selects));
    const containers = at(document, 'spec', 'template', 'spec', 'containers');
    return (Array.isArray(containers) ? containers : []).flatMap((container) => replacing(at(container, 'args'), field, selects));
  });
}

/** The account that a patch gives to Kustomizations, which those of the sync are. */
export function patchedAccount({ field, documents }: Patch): string | undefined {
  const accounts = documents.flatMap((document) => {
    if (!selectorOf(field, document, 'Kustomization')) return [];
    if (!Array.isArray(document)) return [at(document, 'spec', 'serviceAccountName')];
    return document.filter((operation) => at(operation, 'path') === '/spec/serviceAccountName').map((operation) => at(operation, 'value'));
  });
  return accounts.find((account): account is string => typeof account === 'string' && account !== '');
}

function ofOperation(operation: unknown, field: Field, selects: ArgumentPatch['selects']): ArgumentPatch[] {
  const [op, path, value] = ['op', 'path', 'value'].map((key) => at(operation, key));
  if (op !== 'add' && op !== 'replace') return [];
  if (typeof path !== 'string' || !path.startsWith('/spec/template/spec/containers/')) return [];
  if (/\/args$/.test(path)) return replacing(value, field, selects);
  if (!/\/args\/(-|\d+)$/.test(path) || typeof value !== 'string') return [];
  return [{ selects, replaces: false, args: [{ text: value, field }] }];
}

/** A whole list of arguments: neither kind of patch merges it with the one that is there. */
function replacing(args: unknown, field: Field, selects: ArgumentPatch['selects']): ArgumentPatch[] {
  if (!Array.isArray(args)) return [];
  const texts = args.filter((arg): arg is string => typeof arg === 'string');
  return [{ selects, replaces: true, args: texts.map((text) => ({ text, field })) }];
}

/** Which objects of a kind a patch changes: those of its target, or the one that the patch itself names. */
function selectorOf(field: Field, document: unknown, kind: string): ((name: string) => boolean) | undefined {
  const target = field.at('target');
  if (!target.exists) {
    const name = at(document, 'metadata', 'name');
    return at(document, 'kind') === kind ? (other) => other === name : undefined;
  }
  if (!matchesWhole(target.at('kind').text() ?? kind, kind)) return undefined;
  const pattern = target.at('name').text();
  const labels = target.at('labelSelector').text() ?? '';
  return (name) => (pattern === undefined || matchesWhole(pattern, name)) && mayHaveLabels(name, labels);
}

/** Whether a label selector may select a controller: only the label with its name tells controllers apart. */
function mayHaveLabels(controller: string, selector: string): boolean {
  return [...selector.matchAll(/app\.kubernetes\.io\/component\s*(!=|={1,2}|\bin\b|\bnotin\b)\s*([\w-]+|\([^)]*\))/g)].every(
    ([, operator, values]) => {
      const isNamed = values.split(/[(),\s]+/).includes(controller);
      return operator === '!=' || operator === 'notin' ? !isNamed : isNamed;
    },
  );
}

/** Names and kinds of a target are regular expressions for the whole text. */
function matchesWhole(pattern: string, text: string): boolean {
  // What people match names of controllers with is short; a long pattern may be slow on purpose, and so may nested repetitions.
  if (pattern.length > 300 || /[*+}]\)[*+{]/.test(pattern)) return false;
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return false;
  }
}

function at(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>((inner, key) => {
    const isMap = typeof inner === 'object' && inner !== null && Object.prototype.hasOwnProperty.call(inner, key);
    return isMap ? (inner as Record<string, unknown>)[key] : undefined;
  }, value);
}
