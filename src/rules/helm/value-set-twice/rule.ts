import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { knownText } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { leafAt, parseTargetPath } from '../target-path';

/** Two places say what a value is, and which one is heard is not obvious. */
export class ValueSetTwice implements IRule {
  public readonly meta: RuleMeta = {
    id: 'value-set-twice',
    severity: Severity.ERROR,
    summary: 'A targetPath of valuesFrom and the inline values set the same value.',
    why:
      'A targetPath does not always win, whatever the documentation says: at the top level the inline value does, and below it depends on ' +
      'whether an earlier reference has a map at the same place. So one of the two is silently ignored, and another reference in the ' +
      'list can change which.',
    fix: 'Keep one of the two: the inline value, or the entry of valuesFrom.',
    references: ['https://fluxcd.io/flux/components/helm/helmreleases/#values-references'],
    kinds: [Kind.HELM_RELEASE],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.HELM_RELEASE).flatMap((release) =>
      release
        .at('spec', 'valuesFrom')
        .items()
        .flatMap((entry) => {
          const targetPath = entry.at('targetPath');
          const path = knownText(targetPath);
          const leaf = path === undefined ? undefined : leafAt(release.at('spec', 'values'), parseTargetPath(path));
          return leaf ? [new Finding(targetPath, `${release} sets the value ${path} through valuesFrom and in ${leaf.path}`)] : [];
        }),
    );
  }
}
