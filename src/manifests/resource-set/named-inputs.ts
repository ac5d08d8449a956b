import { TemplatePath } from './expansion';
import { templatesOf } from './templates';
import { Operand, TemplateNode } from './template-nodes';
import { parseTemplate } from './template-parser';

/** An input that a template names. */
export interface NamedInput {
  readonly template: TemplatePath;
  /** The first name behind `inputs`. */
  readonly input: string;
  /** Whether it is looked up for each set; otherwise a condition may keep it from that. */
  readonly isCertain: boolean;
}

/** The inputs that the templates of a ResourceSet name, even if nobody can know their values here. */
export function namedInputs(resourceSet: any): NamedInput[] {
  return templatesOf(resourceSet?.spec ?? {}).flatMap(({ text, path: template }) =>
    namesIn(nodesOf(text), true).map(([input, isCertain]) => ({ template, input, isCertain })),
  );
}

/** Nothing where the template cannot be read: the expansion says so. */
function nodesOf(text: string): readonly TemplateNode[] {
  try {
    return parseTemplate(text);
  } catch {
    return [];
  }
}

function namesIn(nodes: readonly TemplateNode[], isCertain: boolean): [string, boolean][] {
  return nodes.flatMap((node) => {
    if (node.kind === 'text') return [];
    const own = node.pipeline.commands.flatMap((command) => namesOf(command, isCertain));
    return node.kind === 'action' ? own : [...own, ...namesIn([...node.then, ...node.otherwise], false)];
  });
}

function namesOf(operands: readonly Operand[], isCertain: boolean): [string, boolean][] {
  const [first] = operands;
  const isLazy = first?.kind === 'function' && (first.name === 'and' || first.name === 'or');
  return operands.flatMap((operand, index) => {
    const isReached = isCertain && !(isLazy && index > 1);
    if (operand.kind === 'pipeline') return operand.pipeline.commands.flatMap((command) => namesOf(command, isReached));
    if (operand.kind !== 'fields') return [];
    const isInput = operand.of.kind === 'function' && operand.of.name === 'inputs';
    return isInput ? [[operand.names[0], isReached] as [string, boolean]] : namesOf([operand.of], isReached);
  });
}
