import { Judged } from '../../src/verification/judged';
import { ALL_RULES } from '../../src/rules/all-rules';
import { reportedFinding } from '../../src/verification/reported-finding';
import { Severity } from '../../src/verification/severity';
import { askedContexts, judgeFleet } from '../lint/judge-fleet';
import { LintRequest } from '../lint/lint-request';
import { LoadedFleet, loadFleet } from '../load-fleet';
import { FileEdit, fileEditsOf } from './text-edits';

/** A finding that can be corrected, as long as no other file changes. */
export interface Candidate {
  readonly fingerprint: string;
  readonly rule: string;
  readonly message: string;
  readonly edits: readonly FileEdit[];
}

/** A repository as it is judged at one moment. */
export class FixState {
  public readonly candidates: readonly Candidate[];
  private readonly counts = new Map<string, number>();
  private readonly errors = new Map<string, number>();

  /** Judges a directory by every rule: a correction of one finding must not make another. */
  public static async of(request: LintRequest, directory: string, isKnown: (fingerprint: string) => boolean): Promise<FixState> {
    const fleet = await loadFleet({ ...request.fleet, directory });
    const all = { ...request, rules: ALL_RULES.filter(({ meta }) => request.config.rules.get(meta.id) !== 'off') };
    const judged = judgeFleet(fleet, askedContexts(fleet, request), all).filter(({ waiver }) => waiver === undefined);
    return new FixState(request, fleet, judged, isKnown);
  }

  private constructor(request: LintRequest, fleet: LoadedFleet, judged: readonly Judged[], isKnown: (fingerprint: string) => boolean) {
    const asked = new Set(request.rules.map(({ meta }) => meta.id));
    const files = new Map(fleet.files.map((file) => [file.path, file]));
    this.gaps = fleet.notRendered.length;
    this.candidates = judged.flatMap((one) => {
      const { rule, finding, severity } = one;
      this.counts.set(rule.id, (this.counts.get(rule.id) ?? 0) + 1);
      if (severity === Severity.ERROR) this.errors.set(rule.id, (this.errors.get(rule.id) ?? 0) + 1);
      if (!asked.has(rule.id) || finding.edits.length === 0) return [];
      const edits = fileEditsOf(finding, files);
      const { fingerprint, message } = reportedFinding(one, asked);
      return edits && !isKnown(fingerprint) ? [{ fingerprint, rule: rule.id, message, edits }] : [];
    });
  }

  private readonly gaps: number;

  /** Whether the corrections did what they should, and nothing else became worse. */
  public isCorrected(corrected: readonly Candidate[], next: FixState): boolean {
    if (next.gaps > this.gaps) return false;
    for (const [rule, count] of next.errors) if (count > (this.errors.get(rule) ?? 0)) return false;
    const expected = new Map<string, number>();
    for (const { rule } of corrected) expected.set(rule, (expected.get(rule) ?? 0) + 1);
    return [...expected].every(([rule, count]) => (next.counts.get(rule) ?? 0) <= this.counts.get(rule)! - count);
  }
}
