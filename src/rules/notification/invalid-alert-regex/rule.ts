import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { readRe2 } from '../../../primitives/re2-pattern';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { knownText } from '../../../verification/known-text';
import { Severity } from '../../../verification/severity';

/** An Alert has a list that Flux skips. */
export class InvalidAlertRegex implements IRule {
  public readonly meta: RuleMeta = {
    id: 'invalid-alert-regex',
    severity: Severity.WARNING,
    summary: 'An entry of the inclusionList or exclusionList of an Alert is no regular expression of Go.',
    why:
      'Go has no lookahead, lookbehind and backreferences. Flux skips an entry that it cannot read, with an event about the Alert and ' +
      'nothing else: what was to be left out is sent, and an inclusionList of nothing else passes no event at all.',
    fix: 'Write the expression without lookaround; list what is to be left out in exclusionList instead.',
    references: ['https://fluxcd.io/flux/components/notification/alerts/#event-exclusion', 'https://github.com/google/re2/wiki/Syntax'],
    kinds: [Kind.ALERT],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests
      .ofKind(Kind.ALERT)
      .flatMap((alert) => ['inclusionList', 'exclusionList'].flatMap((list) => findingsOf(alert, alert.at('spec', list))));
  }
}

function findingsOf(alert: Manifest, list: Field): Finding[] {
  const entries = list.items();
  const broken = entries.filter((entry) => readRe2(knownText(entry) ?? '').problem !== undefined);
  const passesNothing = list.path.endsWith('inclusionList') && broken.length === entries.length;
  return broken.map((entry) => {
    const { problem } = readRe2(entry.text() ?? '');
    const effect = passesNothing ? `${alert} passes on nothing` : `${alert} goes on without it`;
    return new Finding(entry, `Go cannot read the expression, so ${effect}: ${problem}`);
  });
}
