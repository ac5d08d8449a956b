import { IConstruct } from 'constructs';
import { manifestsIn, readDocuments } from '../manifests/read-yaml';
import { SourcedObject } from '../manifests/kubernetes-object';
import { InputError, InputProblem } from '../primitives/input-error';
import { printYaml } from '../repository/yaml-printer';
import { Problem } from './problems';
import { IncludedFile } from './read-include';

/** Keeps Flux from looking into an object, as a label or an annotation. */
const OPT_OUT = 'kustomize.toolkit.fluxcd.io/substitute';

/** What a variable can be named where it is declared. */
const NAME = /^[_a-zA-Z][_a-zA-Z0-9]*$/;

/** An expression as Flux reads it. */
interface Expression {
  readonly text: string;
  /** The variable; `undefined` where Flux fails to read the expression. */
  readonly name?: string;
  /** Whether an undefined variable is no error. */
  readonly hasDefault: boolean;
}

/** A text that Flux may substitute. */
type VariableSource = Pick<IncludedFile, 'text' | 'origin' | 'manifests'>;

/** Whether files use a variable that is declared. What merely looks like one, as in a script, does not start the substitution. */
export function useDeclaredVariables(files: IncludedFile[], declared: readonly string[]): boolean {
  return files.flatMap(expressionsIn).some(({ name }) => name !== undefined && declared.includes(name));
}

/** Refuses what would fail the build of the whole layer once Flux substitutes: undefined variables, and what is none. */
export function requireDefinedVariables(at: IConstruct, files: IncludedFile[], declared: readonly string[]): void {
  for (const file of files) {
    const wrong = undefinedVariable(file, declared);
    if (wrong) throw new InputError(at, { prop: 'include', ...problem(wrong, ` in ${file.origin}`, declared) });
  }
}

/** The same for an object of the program, which Flux substitutes as well once a layer has variables. */
export function undefinedVariableProblems({ object, origin }: SourcedObject, declared: readonly string[]): Problem[] {
  const wrong = undefinedVariable({ text: printYaml(object), origin, manifests: [{ object, origin }] }, declared);
  return wrong ? [{ at: origin, prop: 'variable', ...problem(wrong, '', declared) }] : [];
}

function undefinedVariable(source: VariableSource, declared: readonly string[]): Expression | undefined {
  return expressionsIn(source).find(({ name, hasDefault }) => name === undefined || !(hasDefault || declared.includes(name)));
}

function problem({ text, name = '' }: Expression, where: string, declared: readonly string[]): Omit<InputProblem, 'prop'> {
  return {
    got: `${text}${where}`,
    mustBe: `a declared variable (${[...declared].sort().join(', ') || 'there are none'}) or one with a default; Flux would fail the whole layer`,
    fix: `${NAME.test(name) ? `variables: { ${name}: '…' }` : 'write $${…}'}, or the annotation ${OPT_OUT}: disabled on the object`,
  };
}

function expressionsIn({ text, origin, manifests }: VariableSource): Expression[] {
  if (!text.includes('${')) return [];
  if (manifests.length === 0) return new Reader(text).all();
  // Flux looks at one object at a time.
  return text
    .split(/^---(?=\s|$)/m)
    .filter((document) => !isLeftAlone(document, origin))
    .flatMap((document) => new Reader(document).all());
}

/** Whether Flux looks into none of the objects. */
function isLeftAlone(document: string, origin: string): boolean {
  if (!document.includes(OPT_OUT)) return false;
  const objects = manifestsIn(readDocuments(document, origin), origin).map(({ object }) => object.metadata);
  const marks = objects.map(
    ({ labels, annotations }) => ({ ...(labels as object), ...(annotations as object) }) as Record<string, unknown>,
  );
  return marks.length > 0 && marks.every((mark) => mark[OPT_OUT] === 'disabled');
}

/** What stands in an expression up to a brace; some operations have an end of their own, or characters that are escaped. */
const WORD = /(?:(?!\$\{)[^}])+/y;
const OFFSET = /(?:(?!\$\{)[^:}])+/y;
const PATTERN = /(?:(?!\$\{)(?:\$\$|\\[\\/]|[^/]))+/y;
const REPLACEMENT = /(?:(?!\$\{)(?:\$\$|\\[\\/]|[^}]))+/y;

const OPEN = /\$\{/y;
const CLOSE = /\}/y;

/** Reads expressions by the grammar of Flux, which is not quite that of a shell: `${NAME-default}` is an error, `${1:-x}` is none. */
class Reader {
  private at = 0;
  private readonly found: Expression[] = [];

  constructor(private readonly text: string) {}

  /** All expressions, also those inside of others, and what Flux takes for an expression and cannot read. */
  public all(): Expression[] {
    // Two dollars are one that means nothing.
    for (const { 0: start, index } of this.text.matchAll(/\$\$|\$\{/g)) {
      if (start === '$$' || index < this.at) continue;
      const before = this.found.length;
      this.at = index + start.length;
      if (this.readExpression(index)) continue;
      this.at = index + start.length;
      this.found.splice(before, Infinity, { text: /^\$\{[^}\n]*\}*/.exec(this.text.slice(index))![0], hasDefault: false });
    }
    return this.found;
  }

  /** Reads what follows `${`; false where Flux fails. */
  private readExpression(start: number): boolean {
    const isLength = this.take(/#/y);
    const name = this.take(/[\p{L}\p{Nd}_]+/uy);
    if (name === undefined) return false;
    const hasDefault = isLength === undefined && this.take(/:[=?+-]|=/y) !== undefined;
    const isRead = hasDefault ? this.readDefault() : this.readOperation(isLength !== undefined);
    if (isRead) this.found.push({ text: this.text.slice(start, this.at), name, hasDefault });
    return isRead;
  }

  private readDefault(): boolean {
    while (!this.has(CLOSE)) if (!this.readParameter(WORD)) return false;
    return true;
  }

  private readOperation(isLength: boolean): boolean {
    if (this.has(CLOSE)) return true;
    if (isLength) return false;
    if (this.has(/:/y)) return this.readParameter(OFFSET) && (this.has(CLOSE) || (this.has(/:+/y) && this.readLast(WORD)));
    if (this.has(/##?|%%?/y)) return this.readLast(WORD);
    if (this.has(/\/[/#%]?/y)) return this.readParameter(PATTERN) && this.has(/\/+/y) && (this.has(CLOSE) || this.readLast(REPLACEMENT));
    return this.has(/[,^]{1,2}/y) && this.has(CLOSE);
  }

  private readLast(word: RegExp): boolean {
    return this.readParameter(word) && this.has(CLOSE);
  }

  private readParameter(word: RegExp): boolean {
    const start = this.at;
    return this.has(OPEN) ? this.readExpression(start) : this.has(word);
  }

  private has(pattern: RegExp): boolean {
    return this.take(pattern) !== undefined;
  }

  /** Goes past what stands here, if it is that. */
  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [taken] = pattern.exec(this.text) ?? [];
    this.at += taken?.length ?? 0;
    return taken;
  }
}
