import { Field, Manifest } from '../manifests/manifest';
import { ObjectId } from '../manifests/object-id';
import { contentOf } from './config-keys';
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
  const sources = postBuild
    .at('substituteFrom')
    .items()
    .map((field) => sourceAt(context, kustomization, field));
  sources.push({ field: inline, optional: false, isEffective: true, values: textsIn(inline.value, new Map()) });
  return sources;
}

function sourceAt(context: RuleContext, { namespace }: Manifest, field: Field): VariableSource {
  const { value: entry } = field;
  const id = new ObjectId('', textOf(entry?.kind) ?? '', textOf(entry?.name) ?? '', namespace);
  const { manifest, external } = resolve(context, id);
  const optional = entry?.optional === true;
  if (manifest && !manifest.generatedBy) {
    const values = context.manifests._once(knownValues).of(manifest);
    return { field, id, optional, manifest, isEffective: values !== undefined, values };
  }
  const source = { field, id, optional, isEffective: manifest !== undefined || external !== undefined || !optional };
  const { keys } = contentOf({ manifest, external, exists: true });
  if (keys) return { ...source, values: new Map(keys.map((key) => [key, undefined])) };
  if (manifest) return source;
  return !external && optional && isCertainlyMissing(context, id) ? { ...source, values: new Map() } : source;
}

/** Whether nobody makes an object by hand, copies it, or applies it out of sight. */
function isCertainlyMissing(context: RuleContext, id: ObjectId): boolean {
  if (!context.externals.any || isUnknown(id.name) || mayBeMirrored(context.manifests, id)) return false;
  return !context.mayHoldUnseen(id.namespace, id.qualifiedKind);
}

/** What ConfigMaps and Secrets say: several Kustomizations read the same one. */
class KnownValues {
  private readonly known = new Map<Manifest, Values | undefined>();

  /** The values of one; `undefined` where others fill it. */
  public of(manifest: Manifest): Values | undefined {
    if (!this.known.has(manifest)) this.known.set(manifest, isFilledElsewhere(manifest) ? undefined : valuesOf(manifest));
    return this.known.get(manifest);
  }
}

function knownValues(): KnownValues {
  return new KnownValues();
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
  const values = textsIn(data, new Map(), isSecret ? decoded : valueOf);
  return textsIn(stringData, values);
}

/** Adds what a map says. */
function textsIn(
  map: unknown,
  values: Map<string, string | undefined>,
  read: (value: unknown) => string | undefined = valueOf,
): typeof values {
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return values;
  for (const [key, value] of Object.entries(map)) values.set(key, read(value));
  return values;
}

/** A value without its line breaks, as Flux takes it. One that is encrypted, or waits for variables itself, is not known. */
function valueOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.startsWith('ENC[') || value.includes('${')) return undefined;
  return value.includes('\n') ? value.replaceAll('\n', '') : value;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function decoded(value: unknown): string | undefined {
  const text = valueOf(value);
  return text === undefined ? undefined : valueOf(Buffer.from(text, 'base64').toString('utf8'));
}
