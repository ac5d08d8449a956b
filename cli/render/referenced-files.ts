import { Field, Manifest } from '../../src/manifests/manifest';
import { RepositoryFile } from '../repository/repository-file';

/** What happens with the files that a kustomization names besides its resources and patches. */
export interface FileReader {
  /** A file that the text of a field names. */
  readFile(field: Field): RepositoryFile | undefined;
  /** A file that a part of the text names. */
  readText(field: Field, path: string): RepositoryFile | undefined;
  /** A directory with a kustomization. */
  readDirectory(field: Field): void;
  isDirectory(path: string): boolean;
  /** What must not be built at all. */
  refuse(field: Field, message: string): void;
}

/** Reads all files that a kustomization names: of generators, replacements, configurations and transformers. */
export function referencedFiles(manifest: Manifest, reader: FileReader): void {
  for (const name of ['configMapGenerator', 'secretGenerator']) {
    for (const generator of manifest.at(name).items()) generatorFiles(generator, reader);
  }
  for (const name of ['crds', 'configurations'])
    manifest
      .at(name)
      .items()
      .forEach((field) => reader.readFile(field));
  for (const replacement of manifest.at('replacements').items()) {
    if (replacement.at('path').exists) reader.readFile(replacement.at('path'));
  }
  if (manifest.at('openapi', 'path').exists) reader.readFile(manifest.at('openapi', 'path'));
  for (const name of ['generators', 'transformers', 'validators']) {
    manifest
      .at(name)
      .items()
      .forEach((field) => pluginFiles(field, reader));
  }
}

function generatorFiles(generator: Field, reader: FileReader): void {
  for (const file of generator.at('files').items()) {
    const text = file.text() ?? '';
    reader.readText(file, text.slice(text.indexOf('=') + 1));
  }
  for (const env of [...generator.at('envs').items(), generator.at('env')]) {
    if (env.exists) reader.readFile(env);
  }
}

/** Plugins that are part of kustomize run no program. Others would, and Flux refuses them. */
function pluginFiles(field: Field, reader: FileReader): void {
  const text = field.text() ?? '';
  if (text.includes('\n')) return reader.refuse(field, 'a plugin inside of a kustomization file is not built here');
  if (reader.isDirectory(text)) return reader.readDirectory(field);
  const file = reader.readFile(field);
  for (const plugin of file?.manifests ?? []) {
    const isForeign = plugin.apiVersion !== 'builtin' || plugin.kind === 'HelmChartInflationGenerator';
    if (isForeign || plugin.annotation('config.kubernetes.io/function') !== undefined) {
      reader.refuse(plugin.root, `Flux does not let kustomize run the plugin ${plugin.kind.slice(0, 60)}`);
    }
    // Their files would be looked for beside the kustomization, by the rules of each plugin.
    if (['path', 'paths', 'files', 'envs', 'replacements'].some((name) => plugin.at(name).exists)) {
      reader.refuse(plugin.root, 'a plugin that reads files is not built here');
    }
  }
}
