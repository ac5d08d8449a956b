import { Field } from '../../manifests/manifest';
import { fieldWhere, ResourceSet, templatesOf } from './resource-sets';

const COPY_FROM = 'fluxcd.controlplane.io/copyFrom';

/** An object of a ResourceSet whose data the operator copies. */
export interface Copy {
  /** Where the source is named. */
  readonly field: Field;
  readonly kind: string;
  /** `namespace/name` of the source. */
  readonly from: string;
}

/** What a ResourceSet copies: the objects that it becomes, and where those are not known, templates that say it without inputs. */
export function copiesOf({ manifest, expansion }: ResourceSet): Copy[] {
  const copies = new Map<string, Copy>();
  const add = (template: Field, object: unknown): void => {
    const { kind, metadata } = object as { kind?: unknown; metadata?: { annotations?: Record<string, unknown> } };
    const from = metadata?.annotations?.[COPY_FROM];
    if (typeof from !== 'string' || from.includes('<<') || (kind !== 'Secret' && kind !== 'ConfigMap')) return;
    const annotation = template.at('metadata', 'annotations', COPY_FROM);
    const field = annotation.exists ? annotation : fieldWhere(template, (text) => text.includes(from));
    const key = `${template.path} ${kind} ${from}`;
    if (!copies.has(key)) copies.set(key, { field, kind, from });
  };
  for (const { template, object } of expansion.objects) add(manifest.root._in(template), object);
  const unknown = new Set(expansion.unknownTemplates.map(({ template }) => template.join('.')));
  for (const { field, path } of templatesOf(manifest))
    if (unknown.has(path.join('.')) && field.text() === undefined) add(field, field.value ?? {});
  return [...copies.values()];
}
