import { Cel, parseCel } from './cel-parse';

/** The lists of literal prefixes of which an expression wants exactly one to match. */
export function existsOneLists(expression: string): string[][] {
  const cel = parseCel(expression);
  return cel ? [...partsOf(cel)].flatMap(prefixesOf) : [];
}

function prefixesOf(cel: Cel): string[][] {
  if (cel.op !== 'call' || cel.name !== 'exists_one' || cel.of?.op !== 'list') return [];
  const [variable, body] = cel.args;
  if (variable?.op !== 'name' || !body || ![...partsOf(body)].some((part) => isStartsWith(part, variable.name))) return [];
  return [cel.of.items.flatMap((item) => (item.op === 'literal' && typeof item.value === 'string' ? [item.value] : []))];
}

function isStartsWith(cel: Cel, variable: string): boolean {
  return cel.op === 'call' && cel.name === 'startsWith' && cel.args.some((arg) => arg.op === 'name' && arg.name === variable);
}

/** An expression and all that it is made of. */
function* partsOf(cel: Cel): Generator<Cel> {
  yield cel;
  for (const child of childrenOf(cel)) yield* partsOf(child);
}

function childrenOf(cel: Cel): readonly Cel[] {
  switch (cel.op) {
    case 'member':
    case 'not':
      return [cel.of];
    case 'index':
      return [cel.of, cel.index];
    case 'call':
      return cel.of ? [cel.of, ...cel.args] : cel.args;
    case 'list':
      return cel.items;
    case 'binary':
      return [cel.left, cel.right];
    case 'choose':
      return [cel.condition, cel.yes, cel.no];
    default:
      return [];
  }
}
