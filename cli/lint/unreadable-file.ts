import { Manifest } from '../../src/manifests/manifest';
import { Finding } from '../../src/verification/finding';
import { Judged } from '../../src/verification/judged';
import { RuleMeta } from '../../src/verification/rule';
import { Severity } from '../../src/verification/severity';
import { Waiver } from '../../src/verification/waivers';
import { UnreadableFile } from '../load-fleet';

/** Reports files that no cluster reads and nobody could read. What a cluster reads is judged by other rules. */
export const UNREADABLE_FILE: RuleMeta = {
  id: 'unreadable-file',
  severity: Severity.WARNING,
  summary: 'A file of the repository cannot be read, or only in part.',
  why: 'What cannot be read was not judged. Once a Kustomization reaches the file, its build fails and nothing of it is applied any more.',
  fix: 'Correct the file, or list it under ignore in fluxcd.config.yaml when it is not meant to be read.',
  references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#path'],
};

/** The findings, with what is accepted marked as such. */
export function unreadableFindings(unreadable: readonly UnreadableFile[], waivers: readonly Waiver[]): Judged[] {
  return unreadable.map(({ message, place }) => {
    const manifest = new Manifest(undefined, { origin: { place: () => place } });
    const waiver = waivers.find(({ rule, reason, covers }) => rule === UNREADABLE_FILE.id && reason !== '' && covers(manifest));
    const finding = new Finding(manifest.root, message);
    return { rule: UNREADABLE_FILE, finding, severity: UNREADABLE_FILE.severity, clusters: [], ...(waiver && { waiver }) };
  });
}
