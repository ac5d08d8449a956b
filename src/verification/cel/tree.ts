/** An expression of CEL. */
export type Cel =
  | { readonly op: 'literal'; readonly value: string | number | boolean | null }
  /** Bytes, which nobody here compares. */
  | { readonly op: 'bytes' }
  /** With a dot before it, it is none of those that a macro gives. */
  | { readonly op: 'name'; readonly name: string; readonly isRoot: boolean }
  | { readonly op: 'member'; readonly of: Cel; readonly name: string }
  | { readonly op: 'index'; readonly of: Cel; readonly index: Cel }
  | { readonly op: 'call'; readonly of?: Cel; readonly name: string; readonly args: readonly Cel[] }
  | { readonly op: 'list'; readonly items: readonly Cel[] }
  /** A map or a message: keys and values in turn. */
  | { readonly op: 'map'; readonly items: readonly Cel[] }
  /** What need not be there: `a.?b`, `a[?b]`, `[?a]`. */
  | { readonly op: 'optional'; readonly of: Cel }
  | { readonly op: 'unary'; readonly sign: string; readonly of: Cel }
  | { readonly op: 'binary'; readonly sign: string; readonly left: Cel; readonly right: Cel }
  | { readonly op: 'choose'; readonly condition: Cel; readonly yes: Cel; readonly no: Cel };

/** An expression and all that it is made of. */
export function* partsOf(cel: Cel): Generator<Cel> {
  yield cel;
  for (const child of childrenOf(cel)) yield* partsOf(child);
}

/** What an expression is made of. */
export function childrenOf(cel: Cel): readonly Cel[] {
  switch (cel.op) {
    case 'member':
    case 'optional':
    case 'unary':
      return [cel.of];
    case 'index':
      return [cel.of, cel.index];
    case 'call':
      return cel.of ? [cel.of, ...cel.args] : cel.args;
    case 'list':
    case 'map':
      return cel.items;
    case 'binary':
      return [cel.left, cel.right];
    case 'choose':
      return [cel.condition, cel.yes, cel.no];
    default:
      return [];
  }
}
