import type { ApiServer } from '../harness/api-server';
import { completed } from './abbreviated';
import { type Document, isObject, type ObjectDocument } from './documents';
import { eachOf, Judge, type Verdict } from './judge';
import { ONLY_WITH_OPERATOR, widenForOperator } from './operator-crds';
import { whyRefused } from './refused-on-purpose';
import { patchFiles, validDocuments, whyNotAsked } from './valid-objects';

/** Proof 1: what the library writes, and what its fixtures hold to be valid, passes the server. */
export class Accepted {
  /** How many objects the server accepts, by where they come from. */
  public readonly accepted: Record<string, number> = {};
  /** Of them, fixtures of built-in kinds that had to be completed. */
  public completed = 0;
  /** What the server could not judge, by reason. */
  public readonly notJudged: Record<string, string[]> = {};
  /** What it refuses although it is meant to be valid. */
  public readonly refused: string[] = [];

  private readonly forOperator: { readonly group: string; readonly document: ObjectDocument }[] = [];

  /** Asks about everything. */
  public static async prove(judge: Judge): Promise<Accepted> {
    const proof = new Accepted();
    const groups = Object.entries(validDocuments());
    const patches = patchFiles(groups.flatMap(([, documents]) => documents));
    for (const [group, documents] of groups) {
      proof.accepted[group] = 0;
      await eachOf(documents, (document) => proof.judge(judge, group, document, patches));
    }
    return proof;
  }

  /** Asks again about objects that are valid only where the operator has installed Flux; the server is such a one from then on. */
  public async proveForOperator(server: ApiServer): Promise<void> {
    await widenForOperator(server);
    const judge = new Judge(server);
    for (const { group, document } of this.forOperator) {
      this.take(group, document, await judge.verdict(document.value, document.body));
    }
  }

  private async judge(judge: Judge, group: string, document: Document, patches: ReadonlySet<string>): Promise<void> {
    const reason = whyNotAsked(document, patches);
    if (reason !== undefined || !isObject(document)) return this.skip(reason ?? '', document.origin);
    const verdict = await judge.verdict(document.value, document.body);
    if (ONLY_WITH_OPERATOR.test(verdict.message)) {
      this.forOperator.push({ group, document });
      return;
    }
    const whole = completed(document.value);
    if (verdict.outcome !== 'refused' || whole === document.value) return this.take(group, document, verdict);
    this.completed++;
    this.take(group, document, await judge.verdict(document.value, whole));
  }

  private take(group: string, document: ObjectDocument, { outcome, message }: Verdict): void {
    const { origin, value } = document;
    if (outcome === 'accepted') {
      this.accepted[group]++;
      return;
    }
    if (outcome === 'unknown') return this.skip('a kind whose CRD we do not have', `${value.apiVersion} ${value.kind} (${origin})`);
    const reason = whyRefused(document, message);
    if (reason !== undefined) return this.skip(reason, `${origin}: ${message}`);
    this.refused.push(`${origin} ${value.kind} ${value.metadata.name}\n    ${message}`);
  }

  private skip(reason: string, what: string): void {
    (this.notJudged[reason] ??= []).push(what);
  }
}
