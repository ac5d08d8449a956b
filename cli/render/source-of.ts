import { Field, Manifest } from '../../src/manifests/manifest';
import { Place } from '../../src/manifests/place';
import { YamlOrigin } from '../../src/manifests/yaml-source';
import { resolvePath } from '../repository/paths';
import { BuildPlan, PlannedKustomization } from './build-plan';
import { BuiltObject } from './build-output';
import { documentSource, FieldSource, patchSources } from './field-source';
import { isMap } from '../is-map';
import { PatchTarget, PatchText } from './patch-text';
import { RenderedOrigin } from './rendered-origin';
import { SourceDocuments } from './source-documents';
import { transformerSource } from './transformer-source';
import { escapeRegex } from '../../src/primitives/escape-regex';

/** Tells where the fields of a built object were written. Nothing is looked for before somebody asks. */
export function originOf(built: BuiltObject, plan: BuildPlan, documents: SourceDocuments): RenderedOrigin {
  return new RenderedOrigin(built.object, () => {
    const manifest = documents.find(built);
    const own = manifest && manifestSource(manifest);
    if (!own) return { texts: [], fallback: generatorPlace(built.object, built.from.configuredIn, plan) };
    return {
      texts: [own, transformerSource(plan, manifest), ...patchesFor(built.object, manifest, plan.patches)],
      fallback: manifest.root.place,
    };
  });
}

function manifestSource(manifest: Manifest): FieldSource | undefined {
  const origin = manifest._origin;
  if (!(origin instanceof YamlOrigin)) return undefined;
  const { file } = origin.document;
  return documentSource(origin.document, origin.prefix, (offset) => ({ file: file.path, ...file.place(offset) }));
}

function patchesFor(object: any, manifest: Manifest, patches: readonly PatchText[]): FieldSource[] {
  const names = [manifest.name, String(object.metadata?.name ?? '')];
  return patches.flatMap((patch) => {
    const target = patch.target ?? ownTarget(patch);
    return target && isTarget(target, manifest, names) ? patchSources(patch) : [];
  });
}

/** A strategic merge patch says itself whom it is for. */
function ownTarget(patch: PatchText): PatchTarget | undefined {
  const value = patch.documents.map((document) => document.value).find(isMap);
  return value && { kind: escaped(value.kind), name: escaped(value.metadata?.name) };
}

function escaped(value: unknown): string | undefined {
  return typeof value === 'string' ? escapeRegex(value) : undefined;
}

function isTarget(target: PatchTarget, { kind, id }: Manifest, names: readonly string[]): boolean {
  return (
    matches(target.kind, [kind]) &&
    matches(target.group, [id.group]) &&
    matches(target.name, names) &&
    (target.namespace === undefined || id.namespace === undefined || matches(target.namespace, [id.namespace]))
  );
}

/** Patterns are those of the repository: a long one may be slow on purpose. Which text a value is from matters less than an end. */
function matches(pattern: string | undefined, texts: readonly string[]): boolean {
  if (pattern === undefined || pattern === '') return true;
  if (pattern.length > 200 || /[)\]}*+?][*+{]/.test(pattern)) return true;
  try {
    const regex = new RegExp(`^(?:${pattern})$`);
    return texts.some((text) => regex.test(text));
  } catch {
    return false;
  }
}

/** The generator in a kustomization file that makes an object. */
function generatorPlace(object: any, configuredIn: string | undefined, plan: BuildPlan): Place {
  const path = configuredIn === undefined ? plan.top.path : resolvePath(plan.directory, configuredIn);
  const kustomization: PlannedKustomization = plan.kustomizations.find((known) => known.path === path) ?? plan.top;
  const list = object.kind === 'Secret' ? 'secretGenerator' : 'configMapGenerator';
  const name = String(object.metadata?.name ?? '');
  const generator = kustomization.manifest
    .at(list)
    .items()
    .find((field: Field) => name.includes(field.at('name').text() ?? '\0'));
  return (generator ?? kustomization.manifest.root).place;
}
