import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** A path that the source does not have. */
export class PathNotFound implements IRule {
  public readonly meta: RuleMeta = {
    id: 'path-not-found',
    severity: Severity.ERROR,
    summary: 'The path of a Kustomization or of a sync is not a directory of its source.',
    why:
      'Flux looks for the path inside of the artifact and stops with "kustomization path not found". A path with ../ does not leave the ' +
      'artifact: it is cut off at its root, and so means another directory.',
    fix: 'Name a directory of the source, from its root.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#path'],
  };

  public check({ _renderProblems }: RuleContext): Finding[] {
    return _renderProblems.filter(({ rule }) => rule === this.meta.id).map(({ field, message }) => new Finding(field, message));
  }
}
