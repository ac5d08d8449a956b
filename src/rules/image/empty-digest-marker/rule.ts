import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { findPolicy } from '../automations';
import { validMarkers } from '../marker';

/** A marker asks for a digest that its policy does not look up. */
export class EmptyDigestMarker implements IRule {
  public readonly meta: RuleMeta = {
    id: 'empty-digest-marker',
    severity: Severity.ERROR,
    summary: 'A :digest marker names a policy that looks up no digest, so Flux writes an empty text.',
    why:
      'digestReflectionPolicy is Never by default, and the policy then knows only name and tag. For a :digest marker the automation writes ' +
      'the empty text over the digest that is there, and commits it.',
    fix: 'Set digestReflectionPolicy of the policy to IfNotPresent, or to Always together with an interval.',
    references: ['https://fluxcd.io/flux/components/image/imagepolicies/#digest-reflection-policy'],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    return validMarkers(context.files).flatMap(({ policy: id, part, field }) => {
      const policy = part === 'digest' ? findPolicy(context, id) : undefined;
      if (!policy || !['Never', undefined].includes(policy.at('spec', 'digestReflectionPolicy').text())) return [];
      return [new Finding(field, `the marker at ${field.path} writes an empty digest: ${policy} looks up none`)];
    });
  }
}
