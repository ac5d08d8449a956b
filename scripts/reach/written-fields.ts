import ts from 'typescript';

/** What the constructs write of one generated interface. */
export interface Written {
  /** Names of properties that stand in an object literal of this type. */
  readonly fields: Set<string>;
  /** Files with such a literal. */
  readonly files: Set<string>;
  /** A user hands over the whole object, or it comes from code that the compiler does not check. */
  whole: boolean;
  /** A literal has a key that is chosen at run time. */
  computedKey: boolean;
}

/** Types of TypeScript that stand for another one as far as field names go. */
const WRAPPERS = ['Partial', 'Readonly', 'Required', 'Pick', 'Omit', 'NonNullable'];

/** Collects what some source files write of the interfaces that `isBinding` accepts. */
export class WrittenFields {
  private readonly written = new Map<ts.Symbol, Written>();

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly isBinding: (symbol: ts.Symbol) => boolean,
  ) {}

  /** What was seen of an interface so far. */
  public of(symbol: ts.Symbol): Written {
    const known = this.written.get(symbol) ?? { fields: new Set(), files: new Set(), whole: false, computedKey: false };
    this.written.set(symbol, known);
    return known;
  }

  /** The generated interfaces behind a type, without `undefined`, arrays and wrappers such as `Partial`. */
  public bindingsOf(type: ts.Type): ts.Symbol[] {
    return this.partsOf(type).flatMap((part) => (part.symbol && this.isBinding(part.symbol) ? [part.symbol] : []));
  }

  /** Visits everything below a node. */
  public visit(node: ts.Node): void {
    if (ts.isObjectLiteralExpression(node)) this.visitLiteral(node);
    ts.forEachChild(node, (child) => this.visit(child));
  }

  /** Notes what a user may pass as a whole: props and parameters of the public API. */
  public visitPublic(declaration: ts.Declaration): void {
    if (!ts.isInterfaceDeclaration(declaration) && !ts.isClassDeclaration(declaration)) return;
    for (const member of declaration.members) {
      if (isHidden(member)) continue;
      const inputs = ts.isPropertySignature(member) ? [member] : isCallable(member) ? member.parameters : [];
      const bindings = inputs.flatMap((input) => this.bindingsOf(this.checker.getTypeAtLocation(input)));
      for (const binding of bindings) this.of(binding).whole = true;
    }
  }

  private visitLiteral(literal: ts.ObjectLiteralExpression): void {
    const type = this.checker.getContextualType(literal);
    for (const target of type ? this.bindingsOf(type) : []) {
      this.of(target).files.add(literal.getSourceFile().fileName);
      for (const property of literal.properties) this.visitProperty(target, property);
    }
  }

  private visitProperty(target: ts.Symbol, property: ts.ObjectLiteralElementLike): void {
    if (ts.isSpreadAssignment(property)) {
      this.addShape(target, this.checker.getTypeAtLocation(property.expression));
    } else if (ts.isComputedPropertyName(property.name)) {
      this.of(target).computedKey = true;
    } else {
      const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
      this.addField(target, property.name.getText().replace(/^['"]|['"]$/g, ''), value);
    }
  }

  private addField(target: ts.Symbol, name: string, value: ts.Expression | ts.PropertyName): void {
    this.of(target).fields.add(name);
    const field = this.checker.getPropertyOfType(this.checker.getDeclaredTypeOfSymbol(target), name);
    const below = field ? this.bindingsOf(this.checker.getTypeOfSymbol(field)) : [];
    for (const binding of below) {
      for (const outcome of outcomesOf(value)) this.addShape(binding, this.checker.getTypeAtLocation(outcome));
    }
  }

  /** A value that is no literal of the interface itself: what the compiler knows of its shape is what gets written. */
  private addShape(target: ts.Symbol, type: ts.Type): void {
    const written = this.of(target);
    for (const part of this.partsOf(type)) {
      if (part.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) written.whole = true;
      if (part.symbol === target || !(part.flags & ts.TypeFlags.Object)) continue;
      for (const { name } of part.getProperties()) written.fields.add(name);
    }
  }

  private partsOf(type: ts.Type): ts.Type[] {
    if (type.isUnionOrIntersection()) return type.types.flatMap((part) => this.partsOf(part));
    if (this.checker.isArrayType(type))
      return this.checker.getTypeArguments(type as ts.TypeReference).flatMap((part) => this.partsOf(part));
    const wrapped = WRAPPERS.includes(type.aliasSymbol?.name ?? '') ? type.aliasTypeArguments?.[0] : undefined;
    return wrapped ? this.partsOf(wrapped) : [type];
  }
}

/** The expressions a value may come from, without casts: a cast to the generated type says nothing about the fields. */
function outcomesOf(value: ts.Node): ts.Node[] {
  if (ts.isAsExpression(value) || ts.isParenthesizedExpression(value)) return outcomesOf(value.expression);
  if (ts.isConditionalExpression(value)) return [value.whenTrue, value.whenFalse].flatMap(outcomesOf);
  const isChoice = ts.isBinaryExpression(value) && ['&&', '||', '??'].includes(value.operatorToken.getText());
  return isChoice ? [value.left, value.right].flatMap(outcomesOf) : [value];
}

function isCallable(member: ts.Node): member is ts.MethodDeclaration | ts.ConstructorDeclaration | ts.MethodSignature {
  return ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member) || ts.isMethodSignature(member);
}

function isHidden(member: ts.ClassElement | ts.TypeElement): boolean {
  const flags = ts.getCombinedModifierFlags(member as ts.Declaration);
  return Boolean(flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) || Boolean(member.name?.getText().startsWith('_'));
}
