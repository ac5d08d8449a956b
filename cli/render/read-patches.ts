import { Field } from '../../src/manifests/manifest';
import { YamlOrigin } from '../../src/manifests/yaml-source';
import { RepositoryFile } from '../repository/repository-file';
import { embeddedYaml } from './located-text';
import { PatchTarget, PatchText } from './patch-text';

/**
 * The patches of a kustomization file, or of a Kustomization of Flux, with their places.
 *
 * @param at the object that has the lists of patches
 * @param read reads the file that a field names; reports it itself when there is none
 */
export function readPatches(at: Field, read: (field: Field) => RepositoryFile | undefined): PatchText[] {
  const fromFile = (field: Field, target?: PatchTarget): PatchText[] => {
    const file = read(field);
    return file ? [ofFile(field, file, target)] : [];
  };
  const merges = at.at('patchesStrategicMerge').items();
  const others = ['patchesJson6902', 'patches'].flatMap((name) => at.at(name).items());
  return [
    ...merges.flatMap((field) => ((field.text() ?? '').includes('\n') ? [embeddedYaml(field)] : fromFile(field))),
    ...others.flatMap((field) => {
      const target = targetOf(field.at('target'));
      if (field.at('path').exists) return fromFile(field.at('path'), target);
      return [{ ...embeddedYaml(field.at('patch')), target }];
    }),
  ];
}

function ofFile(field: Field, file: RepositoryFile, target: PatchTarget | undefined): PatchText {
  const documents = file.manifests.flatMap(({ _origin }) => (_origin instanceof YamlOrigin ? [_origin.document] : []));
  const placeOf = (offset: number) => ({ file: file.path, ...documents[0].file.place(offset) });
  return { text: file.text, field, file, documents, placeOf, target };
}

function targetOf(field: Field): PatchTarget | undefined {
  if (!field.exists) return undefined;
  const text = (name: string) => field.at(name).text();
  return { group: text('group'), kind: text('kind'), name: text('name'), namespace: text('namespace') };
}
