import { Kind } from '../../../manifests/kind';
import { removedFieldIn, unknownChangeIn } from '../../../primitives/commit-template';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** A commit message uses a field that Flux no longer gives to it. */
export class RemovedCommitTemplateField implements IRule {
  public readonly meta: RuleMeta = {
    id: 'removed-commit-template-field',
    severity: Severity.ERROR,
    summary: 'The commit message of an image automation uses a field that Flux 2.7 removed, or that never was.',
    why:
      'The template is evaluated when there is something to commit. With `.Updated` or `.Changed.ImageResult` in it the automation stays ' +
      'Ready until the first new image, then it is Stalled with the reason RemovedTemplateField, and nothing is committed.',
    fix: 'Use .Changed.FileChanges, .Changed.Objects or .Changed.Changes, whose entries have .OldValue, .NewValue and .Setter.',
    references: ['https://fluxcd.io/flux/components/image/imageupdateautomations/#message-template'],
    kinds: [Kind.IMAGE_UPDATE_AUTOMATION],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.IMAGE_UPDATE_AUTOMATION).flatMap((automation) => {
      const template = automation.at('spec', 'git', 'commit', 'messageTemplate');
      const removed = removedFieldIn(template.text() ?? '');
      if (removed !== undefined) {
        return [new Finding(template, `the commit message of ${automation} uses ${removed}, which Flux 2.7 removed`)];
      }
      const unknown = unknownChangeIn(template.text() ?? '');
      return unknown === undefined
        ? []
        : [new Finding(template, `the commit message of ${automation} uses ${unknown}, which there is not`, { part: unknown })];
    });
  }
}
