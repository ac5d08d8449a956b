import { Field } from '../manifests/manifest';

/** Whether a variable or a template is left in a text, so that nobody can tell here what it is in the cluster. */
export function isUnknown(text: string): boolean {
  return text.includes('${') || text.includes('<<');
}

/** The text of a field; `undefined` when there is none, or when nobody can tell what it is. */
export function knownText(field: Field): string | undefined {
  const text = field.text();
  return text === undefined || isUnknown(text) ? undefined : text;
}
