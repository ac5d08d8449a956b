import { RuleMeta } from '../src/verification/rule';
import { BadInput } from './bad-input';
import { Command } from './command';
import { ExitCode } from './exit-code';
import { defaultExplanation, defaultsList } from './explain-default';
import { KNOWN_RULES, knownRule } from './lint/known-rules';
import { parseArguments } from './parse-arguments';

/** Tells what a rule is about, or where a default of the library comes from. */
export const explain: Command = {
  name: 'explain',
  summary: 'explain a rule or a default, or list all of them',
  operands: '[id] [default]',
  options: [],
  examples: [
    { args: 'explain dependency-cycle', does: 'says what the rule finds, why it matters and what to change' },
    { args: 'explain default Kustomization.interval', does: 'says what the profiles of the library write, why, and who says so' },
  ],

  async run(args, io) {
    const parsed = parseArguments(explain, args, io);
    if (!parsed) return ExitCode.CLEAN;
    const [id, name] = parsed.operands;
    if (id === 'default') io.out(name === undefined ? defaultsList(io.program) : defaultExplanation(name, io.program));
    else if (name !== undefined)
      throw new BadInput(`'${name}' is one too many\n  '${io.program} explain default ${name}' explains a default`);
    else io.out(id === undefined ? listOf([...KNOWN_RULES.values()], io.program) : explanationOf(knownRule(id, io.program)));
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
