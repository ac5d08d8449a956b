import { existsSync, readFileSync } from 'node:fs';
import { BadInput } from '../bad-input';
import { Report } from '../report/report';

/** Findings that a repository had when somebody drew a line. Rule, file and message are there for people. */
interface BaselineFile {
  readonly version: 1;
  readonly findings: readonly BaselineEntry[];
}

interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly file?: string;
  readonly message: string;
}

/** The fingerprints that a baseline lists. */
export function readBaseline(path: string, shown: string): ReadonlySet<string> {
  if (!existsSync(path)) throw new BadInput(`there is no baseline ${shown}\n  --write-baseline ${shown} writes it`);
  const { version, findings } = parsed(readFileSync(path, 'utf8'), shown);
  if (version !== 1 || !Array.isArray(findings))
    throw new BadInput(`${shown} is no baseline of version 1\n  --write-baseline ${shown} writes it anew`);
  return new Set(findings.map(({ fingerprint }) => fingerprint));
}

function parsed(text: string, shown: string): Partial<BaselineFile> {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    throw new BadInput(`${shown} is no JSON\n  --write-baseline ${shown} writes it anew`);
  }
}

/** A baseline of all that counts in a report. */
export function baselineText({ findings }: Pick<Report, 'findings'>): string {
  const entries = findings.map(({ fingerprint, rule, file, message }): BaselineEntry => ({ fingerprint, rule, file, message }));
  entries.sort((a, b) => keyOf(a).localeCompare(keyOf(b), 'en'));
  const file: BaselineFile = { version: 1, findings: entries };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function keyOf({ rule, file, fingerprint }: BaselineEntry): string {
  return `${rule}\n${file ?? ''}\n${fingerprint}`;
}
