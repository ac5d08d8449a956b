import { Manifest } from '../manifests/manifest';
import { External } from './externals';
import { Resolution } from './existence';

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

/** Nobody knows what another operator puts into an object, or what fills one that is empty here. */
function contentOfManifest(manifest: Manifest): ConfigContent {
  if (manifest.generatedBy) return {};
  const keys = ['data', 'stringData', 'binaryData'].flatMap((part) =>
    manifest
      .at(part)
      .entries()
      .map(({ key }) => key),
  );
  return keys.length === 0 ? {} : { keys, type: manifest.at('type').text() ?? 'Opaque' };
}

function contentOfExternal(external: External | undefined): ConfigContent {
  return { keys: external?.keys, type: external?.type };
}
