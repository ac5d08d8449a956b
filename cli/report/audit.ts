import { ISourceFile } from '../../src/manifests/source-file';
import { RuleMeta } from '../../src/verification/rule';
import { RuleContext } from '../../src/verification/rule-context';
import { CountedFinding, Report } from './report';

/** A run with all that a format may want to say about it. */
export interface Audit {
  readonly report: Report;
  readonly contexts: readonly RuleContext[];
  /** Files by their paths in the repository. */
  readonly files: ReadonlyMap<string, ISourceFile>;
  /** The rules that were asked. */
  readonly rules: readonly RuleMeta[];
  /** Whether not everything that was found is here, because only some rules or severities were asked for. */
  readonly isFiltered: boolean;
  /** Findings that the baseline lists. */
  readonly baselined: readonly CountedFinding[];
}

/** How a format may print. */
export interface Presentation {
  /** How files are called from where the command runs: empty, or ends with a slash. */
  readonly prefix: string;
  readonly colors: boolean;
  readonly verbose: boolean;
}

/** A format writes a run as a text. */
export type Formatter = (audit: Audit, presentation: Presentation) => string;
