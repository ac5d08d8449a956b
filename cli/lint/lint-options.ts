import { FluxVersion } from '../../src/primitives/flux-version';
import { Severity } from '../../src/verification/severity';
import { OptionSpec } from '../command';

export const FORMATS = ['text', 'json', 'sarif', 'github', 'junit', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

const SEVERITIES = [Severity.ERROR, Severity.WARNING, Severity.INFO];

/** The options of `lint`, as they are documented. */
export const LINT_OPTIONS: readonly OptionSpec[] = [
  { flags: '-f, --format <format>', description: 'how the result is written', choices: FORMATS, initial: 'text' },
  { flags: '-o, --output <file>', description: 'write the result to a file; standard output then gets the text' },
  { flags: '-r, --rule <id>', description: 'ask this rule only', isRepeatable: true },
  { flags: '-c, --cluster <name>', description: 'judge this cluster only', isRepeatable: true },
  { flags: '--severity <severity>', description: 'the least that is shown and counted', choices: SEVERITIES, initial: Severity.INFO },
  {
    flags: '--fail-on <severity>',
    description: 'the least that makes the exit code 1',
    choices: [...SEVERITIES, 'never'],
    initial: Severity.WARNING,
  },
  { flags: '--max-warnings <number>', description: 'the exit code is 1 with more warnings than this, whatever --fail-on says' },
  { flags: '--flux <version>', description: 'the release of Flux that runs in every cluster', choices: Object.values(FluxVersion) },
  { flags: '--with <name=dir>', description: 'another repository of the fleet, by the name of its source', isRepeatable: true },
  {
    flags: '--external <object>',
    description: "an object that exists outside of the repository, as 'Secret ns/name' or 'Secret ns/name key1,key2'",
    isRepeatable: true,
  },
  { flags: '--baseline <file>', description: 'do not count the findings that this file lists' },
  { flags: '--write-baseline <file>', description: 'write all findings to a file for --baseline' },
  { flags: '--fix', description: 'correct in the files what certainly can be corrected' },
  { flags: '--dry-run', description: 'with --fix: print the changes and write nothing' },
  { flags: '--explain <id>', description: 'explain a rule and do nothing else' },
  { flags: '--config <file>', description: 'another configuration file than fluxcd.config.yaml of the directory' },
  { flags: '--verbose', description: 'name what is accepted, with the reasons' },
  { flags: '--no-color', description: 'no colours, also on a terminal' },
];

/** What commander makes of them. */
export interface LintFlags {
  readonly format: Format;
  readonly output?: string;
  readonly rule?: readonly string[];
  readonly cluster?: readonly string[];
  readonly severity: Severity;
  readonly failOn: Severity | 'never';
  readonly maxWarnings?: string;
  readonly flux?: FluxVersion;
  readonly with?: readonly string[];
  readonly external?: readonly string[];
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  readonly explain?: string;
  readonly config?: string;
  readonly verbose?: boolean;
  readonly color: boolean;
}
