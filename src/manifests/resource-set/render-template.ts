import { isMap } from '../../primitives/is-map';
import { isEmpty, kindOf, print, sortedKeys } from './go-values';
import { callFunction, isFunction, isOtherFunction } from './template-functions';
import { Command, Operand, Pipeline, TemplateError, TemplateNode, UnknownFunction, UnsupportedTemplate } from './template-nodes';
import { parseTemplate } from './template-parser';

/** No text that a template may make is longer than this. */
const MAX_LENGTH = 5_000_000;
const BUILT_IN = new Set(['and', 'or', 'inputs']);

/** A scope of variables, inside of another one. */
interface Scope {
  readonly values: Map<string, unknown>;
  readonly outer?: Scope;
}

/** A template that was read, and can be filled with many sets of inputs. */
export class Template {
  private readonly nodes: readonly TemplateNode[];

  /** @throws TemplateError or UnsupportedTemplate */
  constructor(text: string) {
    this.nodes = parseTemplate(text);
    requireKnown(this.nodes, new Set());
  }

  /** @throws TemplateError or UnsupportedTemplate */
  public render(inputs: unknown): string {
    return new Renderer(inputs).render(this.nodes);
  }
}

class Renderer {
  private text = '';

  constructor(private readonly inputs: unknown) {}

  public render(nodes: readonly TemplateNode[]): string {
    this.renderAll(nodes, undefined, { values: new Map() });
    return this.text;
  }

  private renderAll(nodes: readonly TemplateNode[], dot: unknown, scope: Scope): void {
    for (const node of nodes) {
      if (node.kind === 'text') this.add(node.text);
      else if (node.kind === 'action') this.renderAction(node.pipeline, dot, scope);
      else this.renderBlock(node, dot, { values: new Map(), outer: scope });
    }
  }

  private add(text: string): void {
    this.text += text;
    if (this.text.length > MAX_LENGTH) throw new UnsupportedTemplate('a text of many megabytes');
  }

  private renderAction(pipeline: Pipeline, dot: unknown, scope: Scope): void {
    const value = this.valueOf(pipeline, dot, scope);
    if (pipeline.variables.length > 0) this.assign(pipeline, pipeline.variables[0], value, scope);
    else this.add(kindOf(value) === 'nil' ? '<no value>' : print(value));
  }

  private renderBlock(node: Exclude<TemplateNode, { kind: 'text' | 'action' }>, dot: unknown, scope: Scope): void {
    const { kind, pipeline, then, otherwise } = node;
    const value = this.valueOf(pipeline, dot, scope);
    if (kind === 'range') return this.renderRange(node, value, dot, scope);
    if (pipeline.variables.length > 0) this.assign(pipeline, pipeline.variables[0], value, scope);
    if (isEmpty(value)) this.renderAll(otherwise, dot, scope);
    else this.renderAll(then, kind === 'with' ? value : dot, scope);
  }

  private renderRange(
    node: Extract<TemplateNode, { pipeline: Pipeline }> & { then?: unknown },
    value: unknown,
    dot: unknown,
    scope: Scope,
  ): void {
    const { pipeline, then, otherwise } = node as Exclude<TemplateNode, { kind: 'text' | 'action' }>;
    const entries = entriesOf(value);
    if (entries.length === 0) return this.renderAll(otherwise, dot, scope);
    const [first, second] = pipeline.variables;
    for (const [key, item] of entries) {
      const inner = { values: new Map(), outer: scope };
      if (second !== undefined) this.assign(pipeline, second, item, inner);
      if (first !== undefined) this.assign(pipeline, first, second === undefined ? item : key, inner);
      this.renderAll(then, item, inner);
    }
  }

  private assign({ isDeclaration }: Pipeline, name: string, value: unknown, scope: Scope): void {
    if (isDeclaration) scope.values.set(name, value);
    else scopeOf(name, scope).values.set(name, value);
  }

  private valueOf({ commands }: Pipeline, dot: unknown, scope: Scope): unknown {
    const [first, ...others] = commands;
    return others.reduce<unknown>((value, command) => this.run(command, dot, scope, [value]), this.run(first, dot, scope, []));
  }

  private run([first, ...rest]: Command, dot: unknown, scope: Scope, last: readonly unknown[]): unknown {
    if (first.kind !== 'function') {
      if (rest.length > 0 || last.length > 0) throw new TemplateError("can't give argument to non-function");
      return this.evaluate(first, dot, scope);
    }
    if (first.name === 'and' || first.name === 'or') return this.choose(first.name, rest, dot, scope, last);
    const args = [...rest.map((operand) => this.evaluate(operand, dot, scope)), ...last];
    if (first.name !== 'inputs') return callFunction(first.name, args);
    if (args.length > 0) throw new TemplateError('wrong number of args for inputs: want 0');
    return this.inputs;
  }

  /** The first argument that decides, or the last one; those behind are not looked at. */
  private choose(name: string, rest: readonly Operand[], dot: unknown, scope: Scope, last: readonly unknown[]): unknown {
    if (rest.length + last.length === 0) throw new TemplateError(`wrong number of args for ${name}: want at least 1 got 0`);
    let value: unknown;
    for (const operand of rest) {
      value = this.evaluate(operand, dot, scope);
      if (isEmpty(value) === (name === 'and')) return value;
    }
    return last.length > 0 ? last[0] : value;
  }

  private evaluate(operand: Operand, dot: unknown, scope: Scope): unknown {
    switch (operand.kind) {
      case 'constant':
        return operand.value;
      case 'dot':
        if (dot === undefined) throw new UnsupportedTemplate('a dot, which has no value here');
        return dot;
      case 'variable':
        if (operand.name === '$') throw new UnsupportedTemplate('$, which has no value here');
        return scopeOf(operand.name, scope).values.get(operand.name);
      case 'function':
        return this.run([operand], dot, scope, []);
      case 'pipeline':
        return this.valueOf(operand.pipeline, dot, scope);
      case 'fields':
        return this.fieldOf(operand, dot, scope);
    }
  }

  private fieldOf({ of, names }: Extract<Operand, { kind: 'fields' }>, dot: unknown, scope: Scope): unknown {
    // A template is filled with nothing but what its functions give.
    const isNothing = (of.kind === 'dot' && dot === undefined) || (of.kind === 'variable' && of.name === '$');
    if (isNothing) throw new TemplateError(`nil data; no entry for key "${names[0]}"`);
    let value = this.evaluate(of, dot, scope);
    const isInput = of.kind === 'function' && of.name === 'inputs';
    for (const [index, name] of names.entries()) {
      const input = isInput ? names.slice(0, index + 1).join('.') : undefined;
      if (kindOf(value) === 'nil') throw new TemplateError(`nil data; no entry for key "${name}"`, input);
      if (!isMap(value)) throw new TemplateError(`can't evaluate field ${name} in type ${kindOf(value)}`, input);
      if (!Object.hasOwn(value, name)) throw new TemplateError(`map has no entry for key "${name}"`, input);
      value = value[name];
    }
    return value;
  }
}

function scopeOf(name: string, scope: Scope): Scope {
  for (let inner: Scope | undefined = scope; inner; inner = inner.outer) if (inner.values.has(name)) return inner;
  throw new TemplateError(`undefined variable "${name}"`);
}

function entriesOf(value: unknown): [unknown, unknown][] {
  if (Array.isArray(value)) return value.map((item, index) => [BigInt(index), item]);
  if (isMap(value)) return sortedKeys(value).map((key) => [key, value[key]]);
  if (kindOf(value) === 'nil') return [];
  if (typeof value === 'string' || typeof value === 'boolean') throw new TemplateError(`range can't iterate over ${print(value)}`);
  throw new UnsupportedTemplate('a range over a number');
}

/** Go looks for all functions and variables before it renders anything. */
function requireKnown(nodes: readonly TemplateNode[], outer: ReadonlySet<string>): void {
  const variables = new Set(outer);
  for (const node of nodes) {
    if (node.kind === 'text') continue;
    const { commands, variables: named, isDeclaration } = node.pipeline;
    for (const operand of commands.flat()) requireOperand(operand, variables);
    for (const name of isDeclaration ? [] : named) requireVariable(name, variables);
    const inner = new Set([...variables, ...named]);
    if (node.kind === 'action') for (const name of named) variables.add(name);
    else for (const list of [node.then, node.otherwise]) requireKnown(list, inner);
  }
}

function requireOperand(operand: Operand, variables: ReadonlySet<string>): void {
  if (operand.kind === 'variable') requireVariable(operand.name, variables);
  if (operand.kind === 'fields') requireOperand(operand.of, variables);
  if (operand.kind === 'pipeline') for (const inner of operand.pipeline.commands.flat()) requireOperand(inner, variables);
  if (operand.kind !== 'function' || BUILT_IN.has(operand.name) || isFunction(operand.name)) return;
  if (isOtherFunction(operand.name)) throw new UnsupportedTemplate(`the function ${operand.name}`);
  throw new UnknownFunction(operand.name);
}

function requireVariable(name: string, variables: ReadonlySet<string>): void {
  if (name !== '$' && !variables.has(name)) throw new TemplateError(`undefined variable "${name}"`);
}
