import { Severity } from '../../src/verification/severity';
import { ReportedFinding } from '../../src/verification/reported-finding';
import { RepositoryPattern } from '../load-fleet';

/** The result of a run, as the JSON format has it: documented in docs/report.schema.json. Holds no absolute path. */
export interface Report {
  /** Version of this format. */
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly repository: ReportedRepository;
  readonly clusters: readonly ReportedCluster[];
  /** What counts; the worst first. */
  readonly findings: readonly CountedFinding[];
  readonly notRendered: readonly ReportedGap[];
  /** What somebody accepted, with the reason. */
  readonly waived: readonly CountedFinding[];
  readonly summary: Summary;
}

export interface ReportedRepository {
  readonly pattern: RepositoryPattern;
  /** The sign by which the pattern was recognised. */
  readonly reason: string;
  readonly files: number;
  /** What built kustomizations; missing when there was nothing. */
  readonly renderer?: string;
}

export interface ReportedCluster {
  readonly name: string;
  /** Directory of its entry, from the root of the repository. */
  readonly path?: string;
  readonly environment?: string;
  readonly fluxVersion: string;
  readonly objects: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export interface CountedFinding extends ReportedFinding {
  /** Whether `--fix` corrects it. */
  readonly fixable: boolean;
}

/** An applier of which not everything could be seen. */
export interface ReportedGap {
  /** Missing where no cluster was found. */
  readonly cluster?: string;
  readonly applier: string;
  readonly reason: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** What was not rendered, and where: `production: Kustomization flux-system/apps`. */
export function titleOf({ cluster, applier }: ReportedGap): string {
  return cluster === undefined ? applier : `${cluster}: ${applier}`;
}

export interface Summary {
  /** Errors and warnings. */
  readonly problems: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly fixable: number;
  readonly waived: number;
  /** Findings that the baseline lists. */
  readonly baselined: number;
  readonly clusters: number;
  readonly objects: number;
}

/** How many findings have a severity. */
export function countOf(findings: readonly { readonly severity: Severity }[], severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}
