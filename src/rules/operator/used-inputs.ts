import { Operand, Pipeline, TemplateNode } from '../../manifests/resource-set/template-nodes';
import { parseTemplate } from '../../manifests/resource-set/template-parser';

/** The inputs that a template certainly asks for, whatever their values are: not those in a branch that may not be taken. */
export function inputsAskedFor(template: string): string[][] {
  try {
    return parseTemplate(template).flatMap(inNode);
  } catch {
    // A template that cannot be read asks for nothing.
    return [];
  }
}

function inNode(node: TemplateNode): string[][] {
  return node.kind === 'text' ? [] : inPipeline(node.pipeline);
}

function inPipeline({ commands }: Pipeline): string[][] {
  return commands.flatMap((command) => {
    const [first] = command;
    // These stop as soon as they know enough.
    const isLazy = first?.kind === 'function' && (first.name === 'and' || first.name === 'or');
    return (isLazy ? command.slice(1, 2) : command).flatMap(inOperand);
  });
}

function inOperand(operand: Operand): string[][] {
  if (operand.kind === 'pipeline') return inPipeline(operand.pipeline);
  if (operand.kind !== 'fields') return [];
  const { of, names } = operand;
  return of.kind === 'function' && of.name === 'inputs' ? [[...names]] : inOperand(of);
}
