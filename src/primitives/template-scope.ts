import { IConstruct } from 'constructs';

const TEMPLATE = Symbol.for('cdk8s-fluxcd.Template');

/** A construct whose children are not objects of its chart, but what one of them makes for each input. */
interface TemplateMark {
  /** The children that are objects of the chart. */
  readonly shown: Set<IConstruct>;
  /** All others. */
  contents(): IConstruct[];
}

/**
 * Makes `construct` a template: what is defined in it is found by nobody who walks through the app, because it is no object of the
 * app. cdk8s itself has no way to say so: it writes every object below a chart.
 */
export function makeTemplate(construct: IConstruct): void {
  const { node } = construct;
  const children = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(node), 'children')!;
  const all = (): IConstruct[] => children.get!.call(node) as IConstruct[];
  const shown = new Set<IConstruct>();
  const mark: TemplateMark = { shown, contents: () => all().filter((child) => !shown.has(child)) };
  Object.defineProperty(node, 'children', { get: () => all().filter((child) => shown.has(child)) });
  Object.defineProperty(construct, TEMPLATE, { value: mark });
}

/** Makes a child of a template an object of the chart. */
export function showInTemplate(template: IConstruct, child: IConstruct): void {
  markOf(template)!.shown.add(child);
}

/** What is defined in a template; nothing where `construct` is none. */
export function templateContents(construct: IConstruct): IConstruct[] {
  return markOf(construct)?.contents() ?? [];
}

/** The template that `construct` is defined in, or is. */
export function templateAround(construct: IConstruct): IConstruct | undefined {
  for (let at: IConstruct | undefined = construct, inside: IConstruct | undefined; at; inside = at, at = at.node.scope) {
    const mark = markOf(at);
    // What a template shows stands in its chart.
    if (mark) return inside && mark.shown.has(inside) ? undefined : at;
  }
  return undefined;
}

/** Whether `construct` is defined in a template. */
export function isInTemplate(construct: IConstruct): boolean {
  return templateAround(construct) !== undefined;
}

function markOf(construct: IConstruct): TemplateMark | undefined {
  return (construct as { [TEMPLATE]?: TemplateMark })[TEMPLATE];
}
