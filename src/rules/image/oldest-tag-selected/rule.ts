import { Kind } from '../../../manifests/kind';
import { Edit } from '../../../verification/edit';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { orderingsOf } from '../orderings';

/** A policy that is meant to take the newest tag takes the oldest one. */
export class OldestTagSelected implements IRule {
  public readonly meta: RuleMeta = {
    id: 'oldest-tag-selected',
    severity: Severity.WARNING,
    summary: 'An ImagePolicy with order desc selects the smallest tag, which is the oldest.',
    why:
      'Flux sorts the tags and takes the last one. asc, the default, gives the greatest: the newest date, the highest number. desc turns ' +
      'the order around, so the same policy stays on the oldest image for ever.',
    fix: 'Use order asc, or leave it out.',
    references: ['https://fluxcd.io/flux/components/image/imagepolicies/#alphabetical'],
    kinds: [Kind.IMAGE_POLICY],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.IMAGE_POLICY).flatMap((policy) => {
      const [ordering] = orderingsOf(policy);
      if (!ordering || ordering.key === 'semver') return [];
      const order = ordering.at('order');
      if (order.text() !== 'desc') return [];
      return [new Finding(order, `${policy} selects the smallest tag, not the greatest`, { edits: [Edit.replace(order, 'asc')] })];
    });
  }
}
