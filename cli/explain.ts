import { RuleMeta } from '../src/verification/rule';
import { Command } from './command';
import { ExitCode } from './exit-code';
import { KNOWN_RULES, knownRule } from './lint/known-rules';
import { parseArguments } from './parse-arguments';

/** Tells what a rule is about, or lists all rules. */
export const explain: Command = {
  name: 'explain',
  summary: 'explain a rule, or list all rules',
  operands: '[id]',
  options: [],
  examples: [{ args: 'explain dependency-cycle', does: 'says what the rule finds, why it matters and what to change' }],

  async run(args, io) {
    const parsed = parseArguments(explain, args, io);
    if (!parsed) return ExitCode.CLEAN;
    const [id] = parsed.operands;
    io.out(id === undefined ? listOf([...KNOWN_RULES.values()], io.program) : explanationOf(knownRule(id, io.program)));
    return ExitCode.CLEAN;
  },
};

function listOf(rules: readonly RuleMeta[], program: string): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  const lines = rules.map(({ id, severity, summary }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}`);
  return [...lines, '', `${rules.length} rules; '${program} explain <id>' tells more about one`, ''].join('\n');
}

function explanationOf({ id, severity, summary, why, fix, references, raisedInProduction, fluxVersions }: RuleMeta): string {
  return [
    `${id} (${severity}${raisedInProduction ? ', one step more in production' : ''}${fluxVersions ? `, Flux ${fluxVersions}` : ''})`,
    '',
    `  ${summary}`,
    '',
    `  why: ${why}`,
    `  fix: ${fix}`,
    ...references.map((reference) => `  see: ${reference}`),
    '',
    '  accept it on one object with the annotation',
    `    waive.cdk8s-fluxcd.dev/${id}: <reason>`,
    '  or turn it off in fluxcd.config.yaml',
    `    rules: { ${id}: off }`,
    '',
  ].join('\n');
}
