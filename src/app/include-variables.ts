import { IConstruct } from 'constructs';
import { InputError } from '../primitives/input-error';
import { IncludedFile } from './read-include';

/** What Flux takes for a variable; `$${…}` is an escaped one, and a missing brace is an error there. */
const EXPRESSION = /(\$?)\$\{([^}\n]*)(\}?)/g;

/** A name, and what may follow it: a default, which saves an undefined one, or another operation on the value. */
const NAME = /^([_a-zA-Z][_a-zA-Z0-9]*)(:?=|:-)?/;

/** Keeps Flux from looking into an object. */
const DISABLED = /kustomize\.toolkit\.fluxcd\.io\/substitute["']?:\s*["']?disabled/;

/** An expression and the file that it stands in. */
interface Use {
  readonly expression: string;
  readonly file: string;
  readonly name?: string;
  readonly hasDefault: boolean;
}

/** Whether files use a variable that is declared. What merely looks like one, as in a script, does not start the substitution. */
export function useDeclaredVariables(files: IncludedFile[], declared: readonly string[]): boolean {
  return files.flatMap(usesIn).some(({ name }) => name !== undefined && declared.includes(name));
}

/** Refuses what would fail the build of the whole layer once Flux substitutes: undefined variables, and what is none. */
export function requireDefinedVariables(at: IConstruct, files: IncludedFile[], declared: readonly string[]): void {
  const wrong = files.flatMap(usesIn).find(({ name, hasDefault }) => name === undefined || !(hasDefault || declared.includes(name)));
  if (!wrong) return;
  throw new InputError(at, {
    prop: 'include',
    got: `${wrong.expression} in ${wrong.file}`,
    mustBe: `a declared variable (${[...declared].sort().join(', ') || 'there are none'}) or one with a default; Flux would fail the whole layer`,
    fix: `${wrong.name ? `variables: { ${wrong.name}: '…' }` : 'write $${…}'}, or the annotation kustomize.toolkit.fluxcd.io/substitute: disabled on the object`,
  });
}

function usesIn({ text, origin }: IncludedFile): Use[] {
  if (DISABLED.test(text)) return [];
  return [...text.matchAll(EXPRESSION)].flatMap(([expression, escape, inner, brace]) => {
    if (escape) return [];
    const [whole, name, operator] = NAME.exec(inner) ?? [];
    // Anything else that Flux accepts behind a name starts with one of these.
    const isVariable = name !== undefined && brace === '}' && /^$|^[:=#%/^,]/.test(inner.slice(whole!.length - (operator?.length ?? 0)));
    return [{ expression, file: origin, name: isVariable ? name : undefined, hasDefault: operator !== undefined }];
  });
}
