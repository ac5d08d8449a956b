import { Field, Manifest } from '../manifests/manifest';
import { ObjectId } from '../manifests/object-id';
import { resolve } from './existence';
import { isUnknown } from './known-text';
import { mayBeMirrored } from './mirrored-secrets';
import { RuleContext } from './rule-context';

/** Something that defines variables for a Kustomization: an entry of `substituteFrom`, or `substitute`. */
export interface VariableSource {
  /** The entry of the Kustomization. */
  readonly field: Field;
  /** The ConfigMap or Secret; nothing for `substitute`. */
  readonly id?: ObjectId;
  /** The same as it stands in the repository. */
  readonly manifest?: Manifest;
  readonly optional: boolean;
  /** Whether it has variables whenever Flux applies something, be their names known or not. */
  readonly isEffective: boolean;
  /** The values by name, `undefined` for one that is not known; nothing where not even the names are. */
  readonly values?: ReadonlyMap<string, string | undefined>;
}

type Values = ReadonlyMap<string, string | undefined>;

/** What defines variables for a Kustomization, the one that wins last. */
export function variableSources(context: RuleContext, kustomization: Manifest): VariableSource[] {
  const postBuild = kustomization.at('spec', 'postBuild');
  const inline = postBuild.at('substitute');
  const from = postBuild
    .at('substituteFrom')
    .items()
    .map((field) => sourceAt(context, kustomization, field));
  return [...from, { field: inline, optional: false, isEffective: true, values: textsIn(inline.value, new Map()) }];
}

function sourceAt(context: RuleContext, { namespace }: Manifest, field: Field): VariableSource {
  const id = new ObjectId('', field.at('kind').text() ?? '', field.at('name').text() ?? '', namespace);
  const { manifest, external } = resolve(context, id);
  const optional = field.at('optional').isTrue();
  const source = { field, id, optional, isEffective: manifest !== undefined || external !== undefined || !optional };
  if (manifest?.generatedBy) return source;
  if (manifest && isFilledElsewhere(manifest)) return { ...source, manifest, isEffective: false };
  if (manifest) return { ...source, manifest, values: valuesOf(manifest) };
  if (external?.keys) return { ...source, values: new Map(external.keys.map((key) => [key, undefined])) };
  return !external && optional && isCertainlyMissing(context, id) ? { ...source, values: new Map() } : source;
}

/** Whether nobody makes an object by hand, copies it, or applies it out of sight. */
function isCertainlyMissing(context: RuleContext, id: ObjectId): boolean {
  if (!context.externals.any || isUnknown(id.name) || mayBeMirrored(context.manifests, id)) return false;
  return !context.mayHoldUnseen(id.namespace, id.qualifiedKind);
}

/** Whether an object stands here without content, or only in its first version. */
function isFilledElsewhere(manifest: Manifest): boolean {
  const isEmpty = manifest.at('data').isEmpty() && manifest.at('stringData').isEmpty();
  return isEmpty || manifest.annotation('kustomize.toolkit.fluxcd.io/ssa') !== undefined;
}

/** The values of a ConfigMap or Secret. SOPS leaves their names readable. */
function valuesOf(manifest: Manifest): Values {
  const isSecret = manifest.kind === 'Secret';
  const { data, stringData } = manifest.object;
  const values = textsIn(data, new Map(), isSecret ? decoded : textOf);
  return textsIn(stringData, values);
}

/** Adds what a map says. */
function textsIn(
  map: unknown,
  values: Map<string, string | undefined>,
  read: (value: unknown) => string | undefined = textOf,
): typeof values {
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return values;
  for (const [key, value] of Object.entries(map)) values.set(key, read(value));
  return values;
}

/** A value without its line breaks, as Flux takes it. One that is encrypted, or waits for variables itself, is not known. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.startsWith('ENC[') || value.includes('${')) return undefined;
  return value.replaceAll('\n', '');
}

function decoded(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : textOf(Buffer.from(text, 'base64').toString('utf8'));
}
