import { remembered } from '../../primitives/remembered';
import { Field, Manifest } from '../../manifests/manifest';
import { ObjectPath } from '../../manifests/substitution/substituted-object';

/** Whether Flux takes a name for a variable. */
export const isVariableName = remembered((name: string): boolean => /^[_a-zA-Z][_a-zA-Z0-9]*$/.test(name));

/** Expressions that cannot be meant for Flux: no variable of Flux has such a name, or is asked in such a way. */
export function isForeignExpression(expression: string, name = ''): boolean {
  return !isVariableName(name) || name.startsWith('__') || /^\$\{\w+:[A-Za-z]/.test(expression);
}

/** Whether a text is a program, a dashboard, or about types: others than Flux replace the expressions in it. */
export function isForeignText(manifest: Manifest, path: ObjectPath, text: string): boolean {
  if (manifest.kind === 'CustomResourceDefinition' || text.startsWith('#!') || isJson(text)) return true;
  if (PROGRAMS.test(String(path[path.length - 1]))) return true;
  return ['command', 'args'].includes(String(path[path.length - 2])) && /[\n;|]|&&/.test(text);
}

/** Keys that are files with `${…}` of their own. */
const PROGRAMS = /\.(sh|bash|zsh|py|js|mjs|ts|lua|pl|rb|php|ps1|groovy|json|tmpl|tpl|gotmpl)$/;

/** Dashboards are JSON of many lines. */
function isJson(text: string): boolean {
  const trimmed = text.trim();
  return text.includes('\n') && ['{}', '[]'].includes(trimmed.charAt(0) + trimmed.slice(-1));
}

/** The field of an object at a path that was found before Flux filled in variables. */
export function fieldAt(manifest: Manifest, path: ObjectPath): Field {
  return manifest.root._in(path);
}

/** The text at a path before Flux filled in variables; empty where there is none, as at a key. */
export function textAt(manifest: Manifest, path: ObjectPath): string {
  const value = path.reduce<any>((parent, step) => parent?.[step], manifest._unsubstituted);
  return typeof value === 'string' ? value : '';
}
