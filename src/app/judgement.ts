import { ALL_RULES } from '../rules/all-rules';
import { External } from '../verification/externals';
import { Judged } from '../verification/judged';
import { reportText, summaryText } from '../verification/report-text';
import { IRule } from '../verification/rule';
import { VerificationSettings } from '../verification/rule-context';
import { Severity } from '../verification/severity';
import { verifyFleet } from '../verification/verify';
import { acceptedAt } from './accepted';
import { Collected } from './collect';
import { fleetContexts } from './fleet-contexts';
import { RoomManifests } from './room-manifests';

/** What a program says about the judgement of its fleet. */
export interface JudgementOptions {
  /** Rules of the program, besides ours. */
  readonly rules: readonly IRule[];
  readonly externals: readonly External[];
  readonly settings: VerificationSettings;
}

/** Ids of the rules that have a page of ours. */
export const OWN_RULES: ReadonlySet<string> = new Set(ALL_RULES.map(({ meta }) => meta.id));

/** All findings in what a program defines. */
export function judge(collected: Collected, options: JudgementOptions): Judged[] {
  const manifests = new RoomManifests(collected.rooms);
  const contexts = fleetContexts(collected, manifests, options);
  // Whoever is nearer to a finding knows more about it.
  const waivers = [...collected.accepting].reverse().flatMap((construct) => acceptedAt(construct, manifests));
  return verifyFleet(contexts, [...ALL_RULES, ...options.rules], waivers);
}

/** The fleet has errors, so nothing was written. */
class VerificationError extends Error {
  public readonly name = 'VerificationError';
  public readonly code = 'FLUXCD_VERIFICATION';
}

/** Throws when the fleet has errors, with every finding. */
export function requireNoErrors(judged: readonly Judged[]): void {
  if (!judged.some(({ severity, waiver }) => severity === Severity.ERROR && waiver === undefined)) return;
  throw new VerificationError([`${summaryText(judged)}, nothing was written:`, '', reportText(judged)].join('\n').trimEnd());
}

/** Tells a person what does not stop the synthesis. */
export function printFindings(judged: readonly Judged[]): void {
  if (judged.every(({ waiver }) => waiver !== undefined)) return;
  process.stderr.write(`${reportText(judged)}${summaryText(judged)}\n`);
}
