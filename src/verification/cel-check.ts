import { CelNode, CelSyntaxError, CelTooDeep, parseCel } from './cel-parser';

/** Functions that give a boolean. */
const TRUTHS = words(
  'all exists exists_one existsOne has startsWith endsWith contains matches hasValue isSorted bool sets.contains sets.equivalent sets.intersects',
);

/** Functions that never give one. */
const OTHERS = words(
  'size string int uint double bytes duration timestamp type dyn map filter split join lowerAscii upperAscii replace substring trim ' +
    'indexOf lastIndexOf charAt format quote strings.quote reverse base64.encode base64.decode optional.of optional.none ' +
    'optional.ofNonZeroValue getFullYear getMonth getDate getDayOfMonth getDayOfWeek getDayOfYear getHours getMinutes getSeconds getMilliseconds',
);

/** Functions whose result depends on what they are given. */
const EITHER = words('orValue or value optMap optFlatMap first last unwrap unwrapOpt transformList transformMap transformMapEntry');

/** Functions that give names to what they go through. */
const MACROS = words('all exists exists_one existsOne map filter optMap optFlatMap transformList transformMap transformMapEntry');

/** Names of types, and of what functions belong to. */
const NAMES = words(
  'bool bytes double duration dyn int list map null_type string timestamp type uint optional_type google optional sets base64 strings',
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/**
 * What is wrong with an expression that has to give a boolean; `undefined` when it is right, or nobody can tell.
 *
 * @param source the expression
 * @param variables what it may name, where Flux compiles it before it has values; none where Flux only reads it
 */
export function celProblem(source: string, variables?: readonly string[]): string | undefined {
  try {
    const node = parseCel(source);
    const names = variables && new Set(variables);
    const unknown = names && unknownName(node, names);
    if (unknown) return unknown;
    return isNoBoolean(node, names) ? 'it does not give a boolean' : undefined;
  } catch (error) {
    if (error instanceof CelSyntaxError) return error.message;
    if (error instanceof CelTooDeep) return undefined;
    throw error;
  }
}

/** Whether the result is certainly no boolean. A field may hold anything, which Flux refuses where it compiles. */
function isNoBoolean(node: CelNode, variables: ReadonlySet<string> | undefined): boolean {
  switch (node.type) {
    case 'literal':
      return !node.isBool;
    case 'container':
      return true;
    case 'operator':
      return ['+', '-', '*', '/', '%', 'minus'].includes(node.operator);
    case 'choice':
      return isNoBoolean(node.then, variables) && isNoBoolean(node.otherwise, variables);
    case 'call':
      return OTHERS.has(qualified(node));
    default:
      return variables !== undefined && isField(node, variables);
  }
}

/** A variable, or a field of one. */
function isField(node: CelNode, variables: ReadonlySet<string>): boolean {
  let at = node;
  while (at.type === 'select' || at.type === 'index') at = at.target;
  return at.type === 'name' && variables.has(at.name);
}

function qualified({ target, name }: CelNode & { type: 'call' }): string {
  return target?.type === 'name' && NAMES.has(target.name) ? `${target.name}.${name}` : name;
}

/** The first name or function that does not exist. */
function unknownName(node: CelNode, names: ReadonlySet<string>): string | undefined {
  switch (node.type) {
    case 'literal':
      return undefined;
    case 'name':
      return names.has(node.name) || NAMES.has(node.name)
        ? undefined
        : `there is no variable '${node.name}', only ${[...names].join(' and ')}`;
    case 'select':
      return unknownName(node.target, names);
    case 'index':
      return unknownName(node.target, names) ?? unknownName(node.index, names);
    case 'container':
      return firstUnknown(node.items, names);
    case 'operator':
      return firstUnknown(node.operands, names);
    case 'choice':
      return firstUnknown([node.condition, node.then, node.otherwise], names);
    case 'call':
      return unknownInCall(node, names);
  }
}

function unknownInCall(node: CelNode & { type: 'call' }, names: ReadonlySet<string>): string | undefined {
  const name = qualified(node);
  const inTarget = node.target && unknownName(node.target, names);
  if (inTarget) return inTarget;
  if (!TRUTHS.has(name) && !OTHERS.has(name) && !EITHER.has(name)) return `there is no function '${name}'`;
  if (!node.target || !MACROS.has(name)) return firstUnknown(node.args, names);
  const own = node.args.slice(0, -1).flatMap((arg) => (arg.type === 'name' ? [arg.name] : []));
  return firstUnknown(node.args.slice(own.length), new Set([...names, ...own]));
}

function firstUnknown(nodes: readonly CelNode[], names: ReadonlySet<string>): string | undefined {
  for (const node of nodes) {
    const unknown = unknownName(node, names);
    if (unknown) return unknown;
  }
  return undefined;
}
