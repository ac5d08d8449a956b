import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { Manifest } from '../manifests/manifest';
import { YamlSource } from '../manifests/yaml-source';
import { compareText } from '../primitives/compare';
import { InputError } from '../primitives/input-error';
import { isMap } from '../primitives/is-map';

/**
 * Files beside a program that it reads at synthesis: values of a chart, dashboards, configuration. Paths are relative to the working
 * directory.
 *
 * Nothing of them is copied as a file: their content becomes part of an object, which keeps its name when the content changes. Give a
 * ConfigMap that Flux reads `watched: true`, so that Flux acts on the change.
 *
 * @example
 *
 * const values = ProgramFiles.yaml('values/podinfo.yaml');
 * const dashboards = ProgramFiles.texts('dashboards');
 */
export class ProgramFiles {
  /**
   * The map in a file of YAML, for `values` of a release. Scalars are read as Flux and Helm read them. A file that SOPS has encrypted is
   * refused: include it into a layer, and name the Secret.
   *
   * @param path file of one document
   */
  public static yaml(path: string): { [key: string]: any } {
    const { problems, documents } = new YamlSource(path, read('ProgramFiles.yaml()', path));
    if (problems.length > 0) {
      const [{ message, place }] = problems;
      throw refused('ProgramFiles.yaml()', `${path}:${place.line}:${place.column}`, `valid YAML (${message})`, 'correct the file');
    }
    if (documents.some(isEncrypted)) {
      throw refused(
        'ProgramFiles.yaml()',
        path,
        'a file that is not encrypted; only the cluster decrypts what SOPS has encrypted',
        "include('secrets') of a layer for the directory of the file, and ValuesFrom.secret('app-values') for the Secret in it",
      );
    }
    const values = documents.map(({ object }) => object);
    if (values.length === 1 && isMap(values[0])) return values[0];
    throw refused('ProgramFiles.yaml()', path, 'a file of one document that is a map', 'keep values of one chart in one file');
  }

  /**
   * The text of a file, for a key of a ConfigMap.
   *
   * @param path file in UTF-8
   */
  public static text(path: string): string {
    return read('ProgramFiles.text()', path);
  }

  /**
   * The texts of the files of a directory, by the names of the files, for `data` of a ConfigMap. Directories in it and hidden files are
   * left out; links are followed.
   *
   * @param directory directory of files in UTF-8
   */
  public static texts(directory: string): { [name: string]: string } {
    if (!isThere(directory)?.isDirectory())
      throw refused('ProgramFiles.texts()', directory, 'an existing directory', "ProgramFiles.texts('dashboards')");
    // A link that leads nowhere is kept, so that reading it says so.
    const names = readdirSync(directory).filter((name) => !name.startsWith('.') && !isThere(join(directory, name))?.isDirectory());
    return Object.fromEntries(names.sort(compareText).map((name) => [name, read('ProgramFiles.texts()', join(directory, name))]));
  }

  private constructor() {}
}

function read(at: string, path: string): string {
  if (!isThere(path)?.isFile())
    throw refused(at, path, 'an existing file, relative to the working directory of the program', 'correct the path');
  const bytes = readFileSync(path);
  if (!isUtf8(bytes)) throw refused(at, path, 'a file of text in UTF-8', 'convert it');
  return bytes.toString().replace(/^\uFEFF/, '');
}

/** SOPS signs what it encrypts; charts may have values of the same name. */
function isEncrypted(document: Manifest): boolean {
  return document.at('sops', 'mac').text()?.startsWith('ENC[') ?? false;
}

function isThere(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

function refused(at: string, got: string, mustBe: string, fix: string): InputError {
  return new InputError(at, { prop: 'path', got, mustBe, fix });
}
