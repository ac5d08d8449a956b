import { Field } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { missingUpdatePaths } from '../../image/automations';
import { artifactFindings } from '../../source/invalid-artifact-copy/rule';

/** A path that the source does not have. */
export class PathNotFound implements IRule {
  public readonly meta: RuleMeta = {
    id: 'path-not-found',
    severity: Severity.ERROR,
    summary: 'The path of a Kustomization, of a sync or of an ImageUpdateAutomation is not a directory of its source.',
    why:
      'Flux looks for the path inside of the artifact and stops with "kustomization path not found". A path with ../ does not leave the ' +
      'artifact: it is cut off at its root, and so means another directory.',
    fix: 'Name a directory of the source, from its root.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#path'],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    const scanned = missingUpdatePaths(context).map(
      (path) => new Finding(path, `${path.text()}, which ${path.manifest} scans for markers, is no directory of this repository`),
    );
    return [...scanned, ...this.notRendered(context)];
  }

  private notRendered({ _renderProblems, manifests }: RuleContext): Finding[] {
    const problems = _renderProblems.filter(({ rule }) => rule === this.meta.id);
    if (problems.length === 0) return [];
    const copies = new Set(artifactFindings(manifests).map(({ field }) => entryOf(field)));
    return problems.filter(({ field }) => !copies.has(entryOf(field))).map(({ field, message }) => new Finding(field, message));
  }
}

/** The entry of a list that a field is in: what an ArtifactGenerator copies from where to where. */
function entryOf({ manifest, _steps }: Field): string {
  return `${manifest.id.key} ${_steps.slice(0, -1).join('.')}`;
}
