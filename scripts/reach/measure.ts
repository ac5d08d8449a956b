import { join, relative, sep } from 'node:path';
import ts from 'typescript';
import { WrittenFields } from './written-fields';

/** A kind whose bindings are measured. */
export interface BoundKind {
  readonly group: string;
  readonly kind: string;
}

/** A field of the spec, and whether a construct writes it. */
export interface FieldReach {
  /** As the API spells it. */
  readonly name: string;
  readonly reached: boolean;
  /** Its own fields, if it is an object or a list of objects with declared fields. */
  readonly below: readonly FieldReach[];
  /** Its construct picks the key below it at run time, so `below` cannot be told. */
  readonly computedKey: boolean;
}

export interface KindReach extends BoundKind {
  /** The constructs' files that write the spec; none for a kind that has only its binding. */
  readonly files: readonly string[];
  readonly fields: readonly FieldReach[];
}

/** Measures what `src/constructs/` of a checkout writes of the specs that `imports/` declares. */
export function measureReach(root: string, kinds: readonly BoundKind[]): KindReach[] {
  const groups = [...new Set(kinds.map(({ group }) => group))];
  const files = [...groups.map((group) => join(root, 'imports', `${group}.ts`)), ...constructFiles(root), join(root, 'src/index.ts')];
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.Node16,
    types: ['node'],
  });
  const checker = program.getTypeChecker();

  const written = new WrittenFields(checker, (symbol) => isGenerated(symbol, join(root, 'imports')));
  const constructs = join(root, 'src/constructs') + sep;
  const sources = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(constructs));
  for (const source of sources) written.visit(source);
  for (const declaration of publicDeclarations(program, root)) {
    if (declaration.getSourceFile().fileName.startsWith(constructs)) written.visitPublic(declaration);
  }
  return kinds.map((bound) => measureKind(bound, root, program, written));
}

function measureKind(bound: BoundKind, root: string, program: ts.Program, written: WrittenFields): KindReach {
  const spec = specOf(bound, program.getSourceFile(join(root, 'imports', `${bound.group}.ts`))!, program.getTypeChecker());
  return {
    ...bound,
    files: [...written.of(spec).files].map((file) => relative(root, file)).sort(),
    fields: fieldsOf(spec, program.getTypeChecker(), written, 2),
  };
}

function fieldsOf(owner: ts.Symbol, checker: ts.TypeChecker, written: WrittenFields, levels: number): FieldReach[] {
  const { fields, whole } = written.of(owner);
  const properties = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(owner));
  return properties.map((property) => {
    const [below] = levels > 1 ? written.bindingsOf(checker.getTypeOfSymbol(property)) : [];
    return {
      name: apiName(property),
      reached: whole || fields.has(property.name),
      below: below ? fieldsOf(below, checker, written, levels - 1) : [],
      computedKey: below ? written.of(below).computedKey && !written.of(below).whole : false,
    };
  });
}

/** The interface of the spec: that of the class whose `GVK` names the kind. */
function specOf({ group, kind }: BoundKind, file: ts.SourceFile, checker: ts.TypeChecker): ts.Symbol {
  const bindings = checker.getExportsOfModule(checker.getSymbolAtLocation(file)!);
  const bound = bindings.find(({ valueDeclaration }) => {
    return valueDeclaration && ts.isClassDeclaration(valueDeclaration) && valueDeclaration.getText().includes(`kind: '${kind}',`);
  });
  const spec = bindings.find(({ name }) => name === `${bound?.name}Spec`);
  if (!spec) throw new Error(`imports/${group}.ts must declare the spec of ${kind}.\n  fix: npm run import`);
  return spec;
}

/** json2jsii turns `matchOIDCIdentity` into `matchOidcIdentity`, and keeps the name of the API in a tag. */
function apiName(property: ts.Symbol): string {
  const [tag] = property.getJsDocTags().filter(({ name }) => name === 'schema');
  return ts.displayPartsToString(tag?.text).split('#')[1] ?? property.name;
}

function publicDeclarations(program: ts.Program, root: string): ts.Declaration[] {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(join(root, 'src/index.ts'))!);
  const exported = module ? checker.getExportsOfModule(module) : [];
  return exported.flatMap((symbol) => {
    const original = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return original.declarations ?? [];
  });
}

function isGenerated(symbol: ts.Symbol, imports: string): boolean {
  const [declaration] = symbol.declarations ?? [];
  return declaration && ts.isInterfaceDeclaration(declaration) && declaration.getSourceFile().fileName.startsWith(imports + sep);
}

function constructFiles(root: string): string[] {
  return ts.sys.readDirectory(join(root, 'src/constructs'), ['.ts']).sort();
}
