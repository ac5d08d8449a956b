import { setField } from '../yaml/merge-keys';
import { Lookup } from './envsubst';
import { hasDoubleDollar } from './expression';
import { substituteText, TextPlace } from './substitute-text';
import { ObjectPath, Retyped, SubstitutedObject, SubstitutionProblem, Variables } from './substituted-object';

/** Keeps Flux from looking into an object, as a label or an annotation. */
export const OPT_OUT = 'kustomize.toolkit.fluxcd.io/substitute';

/** Whether Flux leaves the expressions of an object as they are. */
export function isSubstitutionDisabled(object: unknown): boolean {
  const { labels, annotations } = ((object as { metadata?: unknown } | null)?.metadata ?? {}) as Record<string, unknown>;
  return [labels, annotations].some((marks) => (marks as Record<string, unknown> | null | undefined)?.[OPT_OUT] === 'disabled');
}

/**
 * Does to an object what Flux does with the variables of a Kustomization, and says where it would fail.
 *
 * An object without expressions is returned as it is, and so is every part of another one.
 */
export function substituteObject(object: unknown, variables: Variables, strict: boolean): SubstitutedObject {
  return hasExpression(object) ? new Substitution(variables, strict).substitute(object) : { ...UNTOUCHED, object };
}

/** What is said about an object without expressions, as nearly all are. */
const UNTOUCHED: Omit<SubstitutedObject, 'object'> = { problems: [], used: new Set(), retyped: [], doubleDollars: [] };

/** Whether Flux changes something in an object, in its texts or in the keys of its maps, or fails on it. */
export function hasExpression(value: unknown): boolean {
  if (typeof value === 'string') return needsFlux(value);
  if (Array.isArray(value)) return value.some(hasExpression);
  if (typeof value !== 'object' || value === null) return false;
  for (const key in value) {
    if (needsFlux(key) || hasExpression((value as Record<string, unknown>)[key])) return true;
  }
  return false;
}

class Substitution {
  private readonly problems: SubstitutionProblem[] = [];
  private readonly used = new Set<string>();
  private readonly retyped: Retyped[] = [];
  private readonly doubleDollars: ObjectPath[] = [];
  private readonly path: (string | number)[] = [];
  private readonly lookup: Lookup;

  constructor(
    variables: Variables,
    private readonly strict: boolean,
  ) {
    this.lookup = (name) => variables.get(name) ?? (variables.has(name) ? null : undefined);
  }

  public substitute(object: unknown): SubstitutedObject {
    const { problems, used, retyped, doubleDollars } = this;
    return { object: this.valueOf(object, 'field'), problems, used, retyped, doubleDollars };
  }

  private valueOf(value: unknown, place: TextPlace): unknown {
    if (typeof value === 'string') return needsFlux(value) ? this.textOf(value, place) : value;
    if (Array.isArray(value)) return this.listOf(value);
    return typeof value === 'object' && value !== null ? this.mapOf(value as Record<string, unknown>) : value;
  }

  private listOf(list: readonly unknown[]): readonly unknown[] {
    let copy: unknown[] | undefined;
    for (let index = 0; index < list.length; index++) {
      this.path.push(index);
      const item = this.valueOf(list[index], 'item');
      this.path.pop();
      if (item !== list[index]) (copy ??= [...list])[index] = item;
    }
    return copy ?? list;
  }

  private mapOf(map: Record<string, unknown>): Record<string, unknown> {
    let copy: Record<string, unknown> | undefined;
    let renamed: Map<string, string> | undefined;
    for (const key of Object.keys(map)) {
      this.path.push(key);
      const name = needsFlux(key) ? (this.textOf(key, 'key') as string) : key;
      const value = this.valueOf(map[key], 'field');
      this.path.pop();
      if (value !== map[key]) setField((copy ??= { ...map }), key, value);
      if (name !== key) (renamed ??= new Map()).set(key, name);
    }
    const result = copy ?? map;
    return renamed ? withKeys(result, renamed) : result;
  }

  private textOf(text: string, place: TextPlace): unknown {
    const { value, used, problems } = substituteText(text, place, this.lookup, this.strict);
    for (const name of used) this.used.add(name);
    for (const problem of problems) this.addProblem(problem, place);
    if (hasDoubleDollar(text)) this.doubleDollars.push([...this.path]);
    const to = typeOf(value);
    if (to !== undefined) this.retyped.push({ path: [...this.path], from: 'string', to, expression: text });
    return value;
  }

  private addProblem({ kind, expression, name }: Omit<SubstitutionProblem, 'path'>, place: TextPlace): void {
    const problem = { path: [...this.path], kind, expression };
    this.problems.push({ ...problem, ...(name === undefined ? {} : { name }), ...(place === 'key' ? { inKey: true } : {}) });
  }
}

/** A map with other names for some of its keys. */
function withKeys(map: Record<string, unknown>, names: ReadonlyMap<string, string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [names.get(key) ?? key, value]));
}

/** Whether Flux changes a text, or fails on it. */
function needsFlux(text: string): boolean {
  const dollar = text.indexOf('$');
  return dollar >= 0 && (text.includes('${', dollar) || text.includes('$$', dollar));
}

function typeOf(value: unknown): Retyped['to'] | undefined {
  if (value === null) return 'null';
  return typeof value === 'number' || typeof value === 'boolean' ? (typeof value as 'number' | 'boolean') : undefined;
}
