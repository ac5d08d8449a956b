import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** Whoever opens a pull request starts workloads. */
export class UnfilteredChangeRequests implements IRule {
  public readonly meta: RuleMeta = {
    id: 'unfiltered-change-requests',
    severity: Severity.WARNING,
    summary: 'A provider of pull requests takes all of them.',
    why:
      'Each open pull request is an input set, and so an environment in the cluster. Without a label that somebody has to set, everybody ' +
      'who may open one starts workloads, up to 100 at a time unless filter.limit says less.',
    fix: 'Set spec.filter.labels to a label that only maintainers set, and spec.filter.limit to what the cluster can hold.',
    references: ['https://fluxoperator.dev/docs/resourcesets/github-pull-requests/'],
    kinds: [Kind.RESOURCE_SET_INPUT_PROVIDER],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests
      .ofKind(Kind.RESOURCE_SET_INPUT_PROVIDER)
      .filter((provider) => /(PullRequest|MergeRequest)$/.test(provider.at('spec', 'type').text() ?? ''))
      .flatMap(problemOf);
  }
}

function problemOf(provider: Manifest): Finding[] {
  const filter = provider.at('spec', 'filter');
  const hasLabels = provider.at('spec', 'type').text() !== 'AWSCodeCommitPullRequest';
  if (filter.at(hasLabels ? 'labels' : 'includeBranch').isEmpty()) {
    const fix = hasLabels ? undefined : 'Set spec.filter.includeBranch, since CodeCommit knows no labels, and spec.filter.limit.';
    return [new Finding(filter, `${provider} takes every open request, whoever opened it`, { fix })];
  }
  if (filter.at('limit').exists) return [];
  // The filter already decides who may start one.
  return [new Finding(filter, `${provider} takes up to 100 requests`, { severity: Severity.INFO, fix: 'Set spec.filter.limit.' })];
}
