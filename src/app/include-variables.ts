import { IConstruct } from 'constructs';
import { manifestsIn, readDocuments } from '../manifests/read-yaml';
import { Expression, expressionsIn } from '../manifests/substitution/expression';
import { isSubstitutionDisabled, OPT_OUT } from '../manifests/substitution/substitute-object';
import { InputError, InputProblem } from '../primitives/input-error';
import { IncludedFile } from './read-include';

/** What a variable can be named where it is declared. */
const NAME = /^[_a-zA-Z][_a-zA-Z0-9]*$/;

/** A text that Flux may substitute. */
type VariableSource = Pick<IncludedFile, 'text' | 'origin' | 'manifests'>;

/** Whether files use a variable that is declared. What merely looks like one, as in a script, does not start the substitution. */
export function useDeclaredVariables(files: IncludedFile[], declared: readonly string[]): boolean {
  return files.flatMap(expressionsOf).some(({ name }) => name !== undefined && declared.includes(name));
}

/**
 * Refuses what would fail the build of the whole layer once Flux substitutes: undefined variables, and what is none. Of files that
 * kustomize changes nobody here knows what becomes; the objects of all others are judged as they are.
 */
export function requireDefinedVariables(at: IConstruct, files: IncludedFile[], declared: readonly string[]): void {
  for (const file of files.filter(({ isApplied }) => !isApplied)) {
    const wrong = undefinedVariable(file, declared);
    if (wrong) throw new InputError(at, { prop: 'include', ...problem(wrong, ` in ${file.origin}`, declared) });
  }
}

function undefinedVariable(source: VariableSource, declared: readonly string[]): Expression | undefined {
  return expressionsOf(source).find(({ name, hasDefault }) => name === undefined || !(hasDefault || declared.includes(name)));
}

function problem({ text, name = '' }: Expression, where: string, declared: readonly string[]): Omit<InputProblem, 'prop'> {
  return {
    got: `${text}${where}`,
    mustBe: `a declared variable (${[...declared].sort().join(', ') || 'there are none'}) or one with a default; Flux would fail the whole layer`,
    fix: `${NAME.test(name) ? `variables: { ${name}: '…' }` : 'write $${…}'}, or the annotation ${OPT_OUT}: disabled on the object`,
  };
}

function expressionsOf({ text, origin, manifests }: VariableSource): Expression[] {
  if (!text.includes('${')) return [];
  if (manifests.length === 0) return expressionsIn(text);
  // Flux looks at one object at a time.
  return text
    .split(/^---(?=\s|$)/m)
    .filter((document) => !isLeftAlone(document, origin))
    .flatMap((document) => expressionsIn(document));
}

/** Whether Flux looks into none of the objects. */
function isLeftAlone(document: string, origin: string): boolean {
  if (!document.includes(OPT_OUT)) return false;
  const objects = manifestsIn(readDocuments(document, origin), origin);
  return objects.length > 0 && objects.every(({ object }) => isSubstitutionDisabled(object));
}
