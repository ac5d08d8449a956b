import { Manifest } from '../../../manifests/manifest';
import { tagSelector } from '../../../manifests/tag-selector';
import { isSemverRange } from '../../../primitives/semver-range';
import { Finding } from '../../../verification/finding';
import { isUnknown, knownText } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { findPolicy } from '../automations';
import { validMarkers } from '../marker';
import { misfitOf } from '../marker-part';

/** What runs is not what the policy allows. */
export class MarkedValueOutsidePolicy implements IRule {
  public readonly meta: RuleMeta = {
    id: 'marked-value-outside-policy',
    severity: Severity.INFO,
    summary: 'The tag in front of an image marker is one that its policy would never select.',
    why:
      'Until the policy finds a tag that it takes, what stands in the file is deployed. A range that was raised before its first release, or ' +
      'a tag that was set by hand, stays in the cluster for as long as that.',
    fix: 'Write a tag that the policy takes, or correct the policy.',
    references: ['https://fluxcd.io/flux/components/image/imagepolicies/#policy'],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    return validMarkers(context.files).flatMap((marker) => {
      const { policy: id, part, field } = marker;
      const text = field.value === undefined || field.value === null ? '' : String(field.value);
      const tag = part === 'tag' ? text : part === undefined ? tagOf(text) : undefined;
      const policy = tag ? findPolicy(context, id) : undefined;
      if (!tag || !policy || isUnknown(tag)) return [];
      const selector = tagSelector(policy.object.spec);
      if (!selector || selector.takes(tag) || misfitOf(context, marker) || isBroken(policy)) return [];
      return [new Finding(field, `the tag ${tag} at ${field.path} is none that ${policy} would select`)];
    });
  }
}

/** A range that Flux cannot read is reported as such. */
function isBroken(policy: Manifest): boolean {
  const range = knownText(policy.at('spec', 'policy', 'semver', 'range'));
  return range !== undefined && !isSemverRange(range);
}

/** The tag of a whole reference. */
function tagOf(reference: string): string | undefined {
  return /:([\w][\w.-]*)(?:@.*)?$/.exec(reference)?.[1];
}
