import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { compareText } from '../primitives/compare';
import { isImplicit } from '../primitives/implicit';
import { InputError } from '../primitives/input-error';
import { hasInput, piecesOf, requireNoAction } from '../primitives/template-input';
import { templateContents } from '../primitives/template-scope';
import { objectOwner } from './object-name';
import { DeclaredInputs } from './declared-inputs';
import { TemplateStep } from './template-step';

/** An object of a template, with references to inputs in it. */
export interface TemplateObject {
  readonly construct: ApiObject;
  readonly object: RenderedObject;
  readonly step?: TemplateStep;
  /** Whether it gives way to the same object defined by the program itself. */
  readonly implicit: boolean;
}

interface RenderedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** What others need comes first, as one reads it; the operator orders objects itself. */
const FIRST = [
  'Namespace',
  'ConfigMap',
  'Secret',
  'ServiceAccount',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ResourceQuota',
  'NetworkPolicy',
  'GitRepository',
  'OCIRepository',
  'HelmRepository',
  'Bucket',
  'HelmChart',
];

/** The objects of a template, in an order that does not depend on the program's. */
export function objectsOfTemplate(template: Construct): TemplateObject[] {
  const found: TemplateObject[] = [];
  const walk = (construct: IConstruct, step: TemplateStep | undefined, implicit: boolean): void => {
    if (ApiObject.isApiObject(construct)) found.push({ construct, object: construct.toJson() as RenderedObject, step, implicit });
    const inside = construct instanceof TemplateStep ? construct : step;
    for (const child of construct.node.children) walk(child, inside, implicit || isImplicit(child));
  };
  for (const child of templateContents(template)) walk(child, undefined, isImplicit(child));
  return withoutDuplicates(found).sort((a, b) => compareText(sortKey(a.object), sortKey(b.object)));
}

/** What the constructs of a template say about themselves; nobody else asks them. */
export function problemsInTemplate(template: Construct): string[] {
  const all = templateContents(template).flatMap(({ node }) => node.findAll());
  return all.flatMap(({ node }) => node.validate().map((message) => `[${node.path}] ${message}`));
}

/** Refuses inputs that there are not, and actions that somebody wrote by hand. */
export function requireKnownInputs({ construct, object }: TemplateObject, inputs: DeclaredInputs): void {
  const at = objectOwner(construct);
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'string') requireKnown(at, path, value, inputs);
    else if (Array.isArray(value)) value.forEach((item, index) => visit(item, `${path}[${index}]`));
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        requireKnown(at, path, key, inputs);
        visit(inner, path === '' ? key : `${path}.${key}`);
      }
    }
  };
  visit(object, '');
}

function requireKnown(at: IConstruct, prop: string, text: string, inputs: DeclaredInputs): void {
  if (!text.includes('<<')) return;
  requireNoAction(at, prop, text);
  for (const piece of piecesOf(text)) {
    if (typeof piece === 'string' || inputs.has(piece.path)) continue;
    throw new InputError(at, {
      prop,
      got: `<< inputs.${piece.path} >>`,
      mustBe: `a text with inputs of its own template (${[...inputs.keys()].sort().join(', ')})`,
      fix: 'use template.input() of the template that the object is defined in',
    });
  }
}

/** Refuses objects that differ between sets of inputs and share a name: the operator keeps the first and says nothing. */
export function requireVaryingName({ construct, object }: TemplateObject, example: string | undefined): void {
  const { name, namespace = '' } = object.metadata;
  if (example === undefined || hasInput(name) || hasInput(namespace) || !hasInput(JSON.stringify(object))) return;
  throw new InputError(objectOwner(construct), {
    prop: 'name',
    got: name,
    mustBe: 'different for each set of inputs, as the object is; of one name and namespace only the first is applied',
    fix: `name: \`${name}-\${template.input('${example}')}\``,
  });
}

function withoutDuplicates(objects: TemplateObject[]): TemplateObject[] {
  const explicit = new Map<string, TemplateObject>();
  for (const entry of objects.filter(({ implicit }) => !implicit)) {
    const id = identity(entry.object);
    if (explicit.has(id)) throw defined(entry);
    explicit.set(id, entry);
  }
  const implicit = new Map<string, TemplateObject>();
  for (const entry of objects) if (!explicit.has(identity(entry.object))) implicit.set(identity(entry.object), entry);
  return [...explicit.values(), ...implicit.values()];
}

function defined({ construct, object }: TemplateObject): InputError {
  const { name, namespace } = object.metadata;
  return new InputError(objectOwner(construct), {
    prop: 'name',
    got: `${object.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`,
    mustBe: 'defined once in a template; the operator keeps the first of one name and says nothing',
    fix: 'remove one of the two, or name it differently',
  });
}

function identity({ apiVersion, kind, metadata }: RenderedObject): string {
  const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
  return [group, kind, metadata.namespace ?? '', metadata.name].join('/');
}

function sortKey(object: RenderedObject): string {
  const rank = FIRST.indexOf(object.kind);
  return `${String(rank < 0 ? FIRST.length : rank).padStart(2, '0')}/${identity(object)}`;
}
