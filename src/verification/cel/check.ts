import { CelTooDeep, parseCel } from './parser';
import { CelSyntaxError } from './tokens';
import { Cel, childrenOf } from './tree';

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

const ARITHMETIC = words('+ - * / %');

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
    const cel = parseCel(source);
    const names = variables && new Set(variables);
    const unknown = names && unknownName(cel, names);
    if (unknown) return unknown;
    return isNoBoolean(cel, names) ? 'it does not give a boolean' : undefined;
  } catch (error) {
    if (error instanceof CelSyntaxError) return error.message;
    if (error instanceof CelTooDeep) return undefined;
    throw error;
  }
}

/** Whether the result is certainly no boolean. A field may hold anything, which Flux refuses where it compiles. */
function isNoBoolean(cel: Cel, variables: ReadonlySet<string> | undefined): boolean {
  switch (cel.op) {
    case 'literal':
      return typeof cel.value !== 'boolean';
    case 'bytes':
    case 'list':
    case 'map':
    case 'optional':
      return true;
    case 'unary':
      return cel.sign === '-';
    case 'binary':
      return ARITHMETIC.has(cel.sign);
    case 'choose':
      return isNoBoolean(cel.yes, variables) && isNoBoolean(cel.no, variables);
    case 'call':
      return OTHERS.has(qualified(cel));
    default:
      return variables !== undefined && isField(cel, variables);
  }
}

/** A variable, or a field of one. */
function isField(cel: Cel, variables: ReadonlySet<string>): boolean {
  let at = cel;
  while (at.op === 'member' || at.op === 'index' || at.op === 'optional') at = at.of;
  return at.op === 'name' && variables.has(at.name);
}

type Call = Extract<Cel, { op: 'call' }>;

function qualified({ of, name }: Call): string {
  return of?.op === 'name' && NAMES.has(of.name) ? `${of.name}.${name}` : name;
}

/** The first name or function that does not exist. */
function unknownName(cel: Cel, names: ReadonlySet<string>): string | undefined {
  if (cel.op === 'call') return unknownInCall(cel, names);
  if (cel.op !== 'name') return firstUnknown(childrenOf(cel), names);
  return names.has(cel.name) || NAMES.has(cel.name) ? undefined : `there is no variable '${cel.name}', only ${[...names].join(' and ')}`;
}

function unknownInCall(call: Call, names: ReadonlySet<string>): string | undefined {
  const name = qualified(call);
  const inTarget = call.of && unknownName(call.of, names);
  if (inTarget) return inTarget;
  if (!TRUTHS.has(name) && !OTHERS.has(name) && !EITHER.has(name)) return `there is no function '${name}'`;
  if (!call.of || !MACROS.has(name)) return firstUnknown(call.args, names);
  const own = call.args.slice(0, -1).flatMap((arg) => (arg.op === 'name' ? [arg.name] : []));
  return firstUnknown(call.args.slice(own.length), new Set([...names, ...own]));
}

function firstUnknown(parts: readonly Cel[], names: ReadonlySet<string>): string | undefined {
  for (const part of parts) {
    const unknown = unknownName(part, names);
    if (unknown) return unknown;
  }
  return undefined;
}
