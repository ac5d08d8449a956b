import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyEdits } from '../../src/manifests/yaml/edits';
import { readYamlFile } from '../../src/manifests/yaml/yaml-file';
import { groupBy } from '../../src/primitives/push-to';
import { Candidate, FixState } from './fix-state';

/** What is corrected once may uncover more, but not without end. */
const MAX_ROUNDS = 10;

/** Corrects files in a directory. A correction stays when the file can still be read, its finding is gone and nothing became worse. */
export class Fixer {
  /** What was corrected. */
  public readonly fixed: Candidate[] = [];
  /** What the changed files held before. */
  public readonly before = new Map<string, string>();
  private readonly givenUp = new Set<string>();

  constructor(
    private readonly directory: string,
    private state: FixState,
    private readonly judge: () => Promise<FixState>,
  ) {}

  /** Corrects all that can be corrected. */
  public async run(): Promise<void> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const open = this.state.candidates.filter(({ fingerprint }) => !this.givenUp.has(fingerprint));
      if (open.length === 0) return;
      await this.attempt(open.map(({ fingerprint }) => fingerprint));
    }
  }

  /** The text of a file now. */
  public textOf(file: string): string {
    return readFileSync(join(this.directory, file), 'utf8');
  }

  /** Makes corrections together; where that fails, each half of them. */
  private async attempt(fingerprints: readonly string[]): Promise<void> {
    const asked = new Set(fingerprints);
    const candidates = this.state.candidates.filter(({ fingerprint }) => asked.has(fingerprint));
    const undo = this.apply(candidates);
    const next = undo && (await this.judge());
    if (next && this.state.isCorrected(candidates, next)) {
      this.state = next;
      this.fixed.push(...candidates);
      for (const [file, text] of undo) if (!this.before.has(file)) this.before.set(file, text);
      return;
    }
    for (const [file, text] of undo ?? []) writeFileSync(join(this.directory, file), text);
    if (fingerprints.length <= 1) return void fingerprints.forEach((fingerprint) => this.givenUp.add(fingerprint));
    const middle = fingerprints.length >> 1;
    await this.attempt(fingerprints.slice(0, middle));
    await this.attempt(fingerprints.slice(middle));
  }

  /** Writes the changed files; gives what they held before, and nothing at all when one of them could not be read any more. */
  private apply(candidates: readonly Candidate[]): Map<string, string> | undefined {
    const edits = groupBy(
      candidates.flatMap((candidate) => candidate.edits),
      ({ file }) => file,
    );
    const undo = new Map<string, string>();
    const changed = new Map<string, string>();
    for (const [file, changes] of edits) {
      const text = this.textOf(file);
      const next = applyEdits(text, changes);
      if (readYamlFile(next, file).problems.length > 0) return undefined;
      undo.set(file, text);
      changed.set(file, next);
    }
    for (const [file, text] of changed) writeFileSync(join(this.directory, file), text);
    return undo;
  }
}
