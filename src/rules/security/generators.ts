import { Field, Manifest } from '../../manifests/manifest';
import { ISourceFile } from '../../manifests/source-file';
import { RuleContext } from '../../verification/rule-context';

/** A generator of a kustomization, with the file that has it. */
export interface Generator {
  readonly field: Field;
  readonly file: ISourceFile;
}

/** The generators of the kustomizations that Flux builds for a cluster. */
export function generatorsIn({ files }: RuleContext, key: 'secretGenerator' | 'configMapGenerator'): Generator[] {
  return files.flatMap((file) => {
    // Only files that mention it are read; most are not.
    if (!file.text.includes(key)) return [];
    return file.documents.filter(isKustomization).flatMap((document) =>
      document
        .at(key)
        .items()
        .map((field) => ({ field, file })),
    );
  });
}

/** Whether an object is what one of the generators made: named like it, with a hash at the end, and perhaps a prefix and a suffix. */
export function isGenerated({ name }: Manifest, generators: readonly Generator[]): boolean {
  const bare = name.replace(/-[bcdfghkm2456789t]{10}$/, '');
  return generators.some(({ field }) => {
    const generated = field.at('name').text();
    // Without a hash nothing but the name itself tells where an object comes from.
    return generated !== undefined && (bare === generated || (bare !== name && bare.includes(generated)));
  });
}

/** `key=value` of an entry of `literals`; quotes around the value are kustomize's. */
export function literalOf(entry: Field): { key: string; value: string } | undefined {
  const text = entry.text();
  const equals = text?.indexOf('=') ?? -1;
  if (text === undefined || equals < 0) return undefined;
  return { key: text.slice(0, equals), value: text.slice(equals + 1).replace(/^(['"])(.*)\1$/s, '$2') };
}

/** The text of a file that a generator reads; `undefined` where it is not among those that are known. */
export function textBeside({ repositoryFiles }: RuleContext, { file }: Generator, path: string): string | undefined {
  const parts = [...file.path.split('/').slice(0, -1), ...path.split('/')];
  const resolved: string[] = [];
  for (const part of parts) {
    if (part === '..') resolved.pop();
    else if (part !== '.' && part !== '') resolved.push(part);
  }
  const whole = resolved.join('/');
  return repositoryFiles.find((other) => other.path === whole)?.text;
}

function isKustomization({ apiVersion, kind, object }: Manifest): boolean {
  if (apiVersion !== '') return apiVersion.startsWith('kustomize.config.k8s.io/');
  return kind === '' && typeof object === 'object' && object !== null;
}
