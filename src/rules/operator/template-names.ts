import { Field, Manifest } from '../../manifests/manifest';
import { providerKey } from '../../primitives/provider-inputs';
import { ResourceSet, TemplateField } from './resource-sets';

/** An object of a template, as text. */
export interface TemplateObject {
  readonly field: Field;
  /** Kind, namespace and name, with the inputs in them. */
  readonly name: string;
  /** All of it. */
  readonly body: string;
}

/** The objects that a template has before it is filled in; none for a text that is more than objects with inputs in them. */
export function objectsOf({ field }: TemplateField): TemplateObject[] {
  const text = field.text();
  if (text === undefined) return [{ field, name: nameOf(field), body: JSON.stringify(field.value) }];
  if (/<<-?\s*(?:if|range|with|define|template|block)\b/.test(text)) return [];
  return text
    .split(/^---.*$/m)
    .filter((document) => /^metadata:\s*$/m.test(document))
    .map((document) => ({ field, name: (document.match(/^(?:kind| {2}name| {2}namespace): .*$/gm) ?? []).join(' '), body: document }));
}

function nameOf(object: Field): string {
  const parts = [object.at('kind'), object.at('metadata', 'namespace'), object.at('metadata', 'name')];
  return parts.map((part) => part.text() ?? '').join(' ');
}

/** The inputs in a text, by the names that lead to them; one without names where all of them are used at once. */
export function inputsIn(text: string): string[][] {
  const actions = [...text.matchAll(/<<((?:(?!>>)[^])*)>>/g)].map(([, action]) => action);
  return actions.flatMap((action) => [...action.matchAll(/\binputs\b((?:\.\w+)*)/g)].map(([, names]) => names.split('.').slice(1)));
}

/** Whether an input differs from set to set of a provider; default values are the same for all of them. */
export function isOfProvider({ isPermuted }: ResourceSet, provider: Manifest, names: readonly string[]): boolean {
  const [first, second] = names;
  if (first === undefined || (isPermuted && first === 'id')) return true;
  if (isPermuted && first !== providerKey(provider.name)) return false;
  const name = isPermuted ? second : first;
  return name === undefined || (name !== 'provider' && !provider.at('spec', 'defaultValues', name).exists);
}
