import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
import { External } from './externals';
import { Resolution } from './existence';
import { isUnknown } from './known-text';

/** What is known about the content of a Secret or ConfigMap. Never its values. */
export interface ConfigContent {
  /** Keys; `undefined` where nobody can tell. */
  readonly keys?: readonly string[];
  /** Type of a Secret; `undefined` where nobody can tell. */
  readonly type?: string;
}

/** What is known about the content of what a reference names. */
export function contentOf({ manifest, external }: Resolution): ConfigContent {
  if (manifest) return contentOfManifest(manifest);
  return contentOfExternal(external);
}

/** Nobody knows what fills an object that is empty here. */
function contentOfManifest(manifest: Manifest): ConfigContent {
  if (manifest.generatedBy) return contentMadeBy(manifest.generatedBy);
  const keys = ['data', 'stringData', 'binaryData'].flatMap((part) => keysOf(manifest.at(part)));
  return contentWith(keys, manifest.at('type'));
}

/** What another operator puts into a Secret, where its object names all of it. */
function contentMadeBy(maker: Manifest): ConfigContent {
  const spec = maker.at('spec');
  switch (maker.id.qualifiedKind) {
    case Kind.EXTERNAL_SECRET:
      return contentFromStore(spec);
    case Kind.SEALED_SECRET:
      return contentWith([...keysOf(spec.at('encryptedData')), ...keysOf(spec.at('template', 'data'))], spec.at('template', 'type'));
    default:
      return {};
  }
}

/** An ExternalSecret that takes single keys has those, or what its template makes of them. */
function contentFromStore(spec: Field): ConfigContent {
  const target = spec.at('target');
  const template = target.at('template');
  const isOpen = spec.at('dataFrom').items().length > 0 || ['Merge', 'None'].includes(target.at('creationPolicy').text() ?? '');
  if (isOpen || target.at('manifest').exists || template.at('templateFrom').exists) return {};
  const made = keysOf(template.at('data'));
  const taken = spec
    .at('data')
    .items()
    .map((entry) => entry.at('secretKey').text() ?? '');
  const isReplaced = made.length > 0 && template.at('mergePolicy').text() !== 'Merge';
  return contentWith(isReplaced ? made : [...taken, ...made], template.at('type'));
}

function keysOf(map: Field): string[] {
  return map.entries().map(({ key }) => key);
}

/** Without a key that can be read nothing is known. */
function contentWith(keys: readonly string[], type: Field): ConfigContent {
  return keys.length === 0 || keys.some(isUnknown) ? {} : { keys, type: type.text() ?? 'Opaque' };
}

function contentOfExternal(external: External | undefined): ConfigContent {
  return { keys: external?.keys, type: external?.type };
}
