import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** What is applied refers to files that are not copied into its artifact. */
export class ArtifactMissesFiles implements IRule {
  public readonly meta: RuleMeta = {
    id: 'artifact-misses-files',
    severity: Severity.ERROR,
    summary: 'A generated artifact lacks files that its consumer reaches.',
    why:
      'An ArtifactGenerator copies the files that its patterns name and nothing else. A kustomization file that reaches out of them, such ' +
      'as an overlay with ../base, builds in the repository and fails in the cluster.',
    fix: 'Copy the missing directory as well, to the place where the kustomization file looks for it.',
    references: ['https://fluxcd.io/flux/components/source/artifactgenerators/'],
    files: true,
  };

  public check({ _renderProblems }: RuleContext): Finding[] {
    return _renderProblems.filter(({ rule }) => rule === this.meta.id).map(({ field, message }) => new Finding(field, message));
  }
}
