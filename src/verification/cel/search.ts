import { readCel } from './parser';
import { Cel, partsOf } from './tree';

/** The lists of literal prefixes of which an expression wants exactly one to match. */
export function existsOneLists(expression: string): string[][] {
  const cel = readCel(expression);
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
