import { printGoYaml } from '../substitution/print-go-yaml';
import { TemplatePath } from './expansion';

/** A template of a ResourceSet. */
export interface TemplateSource {
  readonly text: string;
  readonly path: TemplatePath;
  readonly step?: string;
  /** Whether the text has many documents. */
  readonly isText: boolean;
}

/** The templates in the order in which the operator fills them. */
export function templatesOf(spec: any): TemplateSource[] {
  if (!Array.isArray(spec.steps) || spec.steps.length === 0) return templatesIn(spec, ['spec']);
  return spec.steps.flatMap((step: any, index: number) => templatesIn(step ?? {}, ['spec', 'steps', index], step?.name));
}

function templatesIn({ resources, resourcesTemplate }: any, path: TemplatePath, step?: string): TemplateSource[] {
  const sources: TemplateSource[] = [];
  const name = step === undefined ? {} : { step };
  for (const [index, resource] of (Array.isArray(resources) ? resources : []).entries()) {
    sources.push({ text: printGoYaml(resource), path: [...path, 'resources', index], isText: false, ...name });
  }
  if (typeof resourcesTemplate === 'string' && resourcesTemplate !== '') {
    sources.push({ text: resourcesTemplate, path: [...path, 'resourcesTemplate'], isText: true, ...name });
  }
  return sources;
}
