import { printGoYaml } from '../../manifests/substitution/print-go-yaml';
import { Template } from '../../manifests/resource-set/render-template';
import { identityOf, readTemplateResult } from '../../manifests/resource-set/template-result';
import { ResourceSet, TemplateField, templatesOf } from './resource-sets';

/** An object that a template becomes with one set of inputs, also one that the operator leaves out because it is there already. */
export interface Rendering {
  readonly template: TemplateField;
  /** Group, kind, namespace and name. */
  readonly identity: string;
  readonly name: string;
  readonly body: string;
}

/** All that the templates of a ResourceSet become, where some of it is there twice. */
export function renderingsWithDuplicates({ manifest, expansion }: ResourceSet): Rendering[] {
  if (!expansion.problems.some(({ kind }) => kind === 'duplicate')) return [];
  return templatesOf(manifest).flatMap((template) => {
    try {
      return expansion.inputSets.flatMap((inputs) => render(template, inputs));
    } catch {
      // A template that only the operator can fill in, e.g. with the ID of a provider.
      return [];
    }
  });
}

function render(template: TemplateField, inputs: object): Rendering[] {
  const text = template.field.text();
  const filled = new Template(text ?? printGoYaml(template.field.value)).render(inputs as Record<string, unknown>);
  const objects = readTemplateResult(filled, text !== undefined).filter((object) => !isLeftOut(object));
  return objects.map((object) => {
    const { kind, metadata } = object as { kind: string; metadata?: { name?: string } };
    return { template, identity: identityOf(object), name: `${kind} ${metadata?.name ?? ''}`, body: JSON.stringify(object) };
  });
}

/** Whether an annotation keeps the operator from applying an object. */
export function isLeftOut(object: unknown): boolean {
  const { metadata } = object as { metadata?: { annotations?: Record<string, unknown> } };
  return metadata?.annotations?.['fluxcd.controlplane.io/reconcile'] === 'disabled';
}
