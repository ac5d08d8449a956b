import { Piece, piecesOf, Token, tokensOf } from './template-lexer';
import { Command, Operand, Pipeline, TemplateError, TemplateNode, UnsupportedTemplate } from './template-nodes';

/** Words that start what is not understood here. */
const UNSUPPORTED = new Set(['define', 'template', 'block', 'break', 'continue']);
/** Deeper templates are refused, so that none can overflow the stack. */
const MAX_DEPTH = 200;
const BLOCKS = ['if', 'with', 'range'] as const;

/** Reads a template of Go with the delimiters `<<` and `>>`. */
export function parseTemplate(template: string): TemplateNode[] {
  return new Parser(piecesOf(template)).parse();
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly pieces: readonly Piece[]) {}

  public parse(): TemplateNode[] {
    const nodes = this.readNodes();
    if (this.at < this.pieces.length) throw new TemplateError(`unexpected <<${this.pieces[this.at].text}>>`);
    return nodes;
  }

  /** The nodes up to an `else`, an `end`, or the end. */
  private readNodes(): TemplateNode[] {
    const nodes: TemplateNode[] = [];
    for (; this.at < this.pieces.length; this.at++) {
      const { text, isAction } = this.pieces[this.at];
      if (!isAction) {
        if (text !== '') nodes.push({ kind: 'text', text });
        continue;
      }
      const tokens = tokensOf(text);
      const [first] = tokens;
      if (!first) throw new TemplateError('missing value for command');
      if (first.kind === 'name' && (first.text === 'end' || first.text === 'else')) return nodes;
      nodes.push(this.readNode(tokens));
    }
    return nodes;
  }

  private readNode(tokens: readonly Token[]): TemplateNode {
    const [{ kind, text }] = tokens;
    if (kind === 'name' && UNSUPPORTED.has(text)) throw new UnsupportedTemplate(`the action ${text}`);
    const block = kind === 'name' ? BLOCKS.find((name) => name === text) : undefined;
    if (!block) return { kind: 'action', pipeline: readPipeline(tokens, false) };
    if (++this.depth > MAX_DEPTH) throw new UnsupportedTemplate('many blocks inside of each other');
    this.at++;
    const pipeline = readPipeline(tokens.slice(1), block === 'range');
    const then = this.readNodes();
    const otherwise = this.readOtherwise(block);
    this.depth--;
    return { kind: block, pipeline, then, otherwise };
  }

  private readOtherwise(block: string): TemplateNode[] {
    const [first, ...rest] = tokensOf(this.pieces[this.at]?.text ?? '');
    if (!first) throw new TemplateError('unexpected end: a block without <<end>>');
    if (first.text === 'end') return [];
    if (rest.length > 0) {
      // `else if` is an `if` of its own, without an end of its own.
      if (rest[0].text !== block || block === 'range') throw new TemplateError(`unexpected ${rest[0].text} behind else`);
      return [this.readNode(rest)];
    }
    this.at++;
    const nodes = this.readNodes();
    if (this.pieces[this.at]?.text.trim() !== 'end') throw new TemplateError('expected <<end>>');
    return nodes;
  }
}

function readPipeline(tokens: readonly Token[], isRange: boolean): Pipeline {
  const sign = tokens.findIndex(({ kind, text }) => kind === 'sign' && (text === ':=' || text === '='));
  const head = sign < 0 ? [] : tokens.slice(0, sign).filter(({ text }) => text !== ',');
  if (head.some(({ kind }) => kind !== 'variable') || head.length > (isRange ? 2 : 1)) throw new TemplateError('a wrong assignment');
  const reader = new CommandReader(tokens.slice(sign + 1));
  const commands = reader.readAll();
  return { variables: head.map(({ text }) => text), isDeclaration: tokens[sign]?.text === ':=', commands };
}

class CommandReader {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  public readAll(): Command[] {
    const commands = this.readCommands();
    if (this.at < this.tokens.length) throw new TemplateError(`unexpected ${this.tokens[this.at].text}`);
    return commands;
  }

  private readCommands(): Command[] {
    const commands = [this.readCommand()];
    while (this.tokens[this.at]?.text === '|' && this.tokens[this.at].kind === 'sign') {
      this.at++;
      commands.push(this.readCommand());
    }
    return commands;
  }

  private readCommand(): Command {
    const operands: Operand[] = [];
    for (let token = this.tokens[this.at]; token && !(token.kind === 'sign' && token.text !== '('); token = this.tokens[this.at]) {
      if (operands.length > 0 && token.isJoined) throw new UnsupportedTemplate(`${token.text} without a space in front of it`);
      operands.push(this.readOperand());
    }
    if (operands.length === 0) throw new TemplateError('missing value for command');
    return operands;
  }

  private readOperand(): Operand {
    const token = this.tokens[this.at++];
    const operand = this.readTerm(token);
    const next = this.tokens[this.at];
    if (next?.kind !== 'fields' || !next.isJoined) return operand;
    if (operand.kind === 'constant' || operand.kind === 'dot') throw new TemplateError(`unexpected ${next.text}`);
    this.at++;
    return { kind: 'fields', of: operand, names: next.text.slice(1).split('.') };
  }

  private readTerm({ kind, text, value }: Token): Operand {
    switch (kind) {
      case 'constant':
        return { kind, value };
      case 'dot':
        return { kind };
      case 'variable':
        return { kind, name: text };
      case 'fields':
        return { kind, of: { kind: 'dot' }, names: text.slice(1).split('.') };
      case 'name':
        return text === 'nil' ? { kind: 'constant', value: null } : { kind: 'function', name: text };
      case 'sign':
        return { kind: 'pipeline', pipeline: { variables: [], isDeclaration: false, commands: this.readParenthesis() } };
    }
  }

  private readParenthesis(): Command[] {
    if (++this.depth > MAX_DEPTH) throw new UnsupportedTemplate('many parentheses');
    const commands = this.readCommands();
    this.depth--;
    if (this.tokens[this.at++]?.text !== ')') throw new TemplateError('unclosed left paren');
    return commands;
  }
}
