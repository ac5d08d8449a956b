import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { rightsIn } from '../../../verification/rights';
import { templatesOf } from '../../../verification/templates';

/** Which controller applies what. */
const CONTROLLERS = new Map<string, string>([
  [Kind.KUSTOMIZATION, 'kustomize-controller'],
  [Kind.HELM_RELEASE, 'helm-controller'],
]);

const SOURCES: readonly string[] = [Kind.GIT_REPOSITORY, Kind.OCI_REPOSITORY, Kind.BUCKET];

/** Whoever opens a pull request decides what is applied with the rights of the cluster. */
export class PreviewWithClusterRights implements IRule {
  public readonly meta: RuleMeta = {
    id: 'preview-with-cluster-rights',
    severity: Severity.ERROR,
    summary: 'What a pull request contains is applied with rights in the whole cluster.',
    why:
      'A preview environment applies what somebody proposed and nobody reviewed. A Kustomization or HelmRelease of a preview that names ' +
      'no service account has the rights of its controller, which are those of cluster-admin, and one whose account has a ' +
      'ClusterRoleBinding has its rights everywhere. Where the manifests themselves come from a fixed source, and only values from ' +
      'the pull request, the finding is a warning.',
    fix: 'Give the preview a namespace with an account that is bound only there, and name it in spec.serviceAccountName of what is applied.',
    references: ['https://fluxoperator.dev/docs/resourcesets/github-pull-requests/', 'https://fluxoperator.dev/docs/crd/resourceset/'],
    kinds: [Kind.RESOURCE_SET],
  };

  public check(context: RuleContext): Finding[] {
    return context.manifests.ofKind(Kind.RESOURCE_SET).flatMap((set) => {
      if (!isPreview(context, set)) return [];
      const templates = templatesOf(set);
      const followsRequest = templates.some(
        (one) => SOURCES.includes(one.id.qualifiedKind) && JSON.stringify(one.object.spec ?? {}).includes('inputs.'),
      );
      const severity = followsRequest ? Severity.ERROR : Severity.WARNING;
      return templates
        .filter(({ id }) => CONTROLLERS.has(id.qualifiedKind))
        .flatMap((applier) => {
          const problem = problemOf(context, templates, applier);
          if (problem === undefined) return [];
          const message = `${applier} of the preview environments of ${set} ${problem}`;
          return [new Finding(applier.at('spec', 'serviceAccountName'), message, { severity })];
        });
    });
  }
}

/** Whether the inputs of a ResourceSet are the pull requests of a repository. */
function isPreview({ manifests }: RuleContext, set: Manifest): boolean {
  return set
    .at('spec', 'inputsFrom')
    .items()
    .some((entry) => {
      const name = entry.at('name').text();
      const labels = entry.at('selector', 'matchLabels');
      const providers = manifests.ofKind(Kind.RESOURCE_SET_INPUT_PROVIDER).filter((provider) => {
        if (provider.namespace !== set.namespace) return false;
        if (name !== undefined) return provider.name === name;
        return !labels.isEmpty() && labels.entries().every((label) => provider.label(label.key) === label.text());
      });
      return providers.some((provider) => /(PullRequest|MergeRequest)$/.test(provider.at('spec', 'type').text() ?? ''));
    });
}

function problemOf({ controllers, manifests }: RuleContext, templates: Manifest[], applier: Manifest): string | undefined {
  if (applier.at('spec', 'kubeConfig').exists) return undefined;
  const account = applier.at('spec', 'serviceAccountName').text();
  if (account === undefined) {
    const isConfined = !controllers.known || controllers._defaultAccount(CONTROLLERS.get(applier.id.qualifiedKind)!) !== undefined;
    return isConfined ? undefined : 'names no service account, so it has the rights of its controller';
  }
  const namespace = applier.namespace ?? '';
  const isWide = rightsIn(manifests)
    .of(namespace, account)
    .some(({ isClusterWide }) => isClusterWide);
  return isWide || isBoundInTemplates(templates, namespace, account)
    ? `acts as ServiceAccount ${namespace}/${account}, which has rights in the whole cluster`
    : undefined;
}

function isBoundInTemplates(templates: Manifest[], namespace: string, account: string): boolean {
  return templates
    .filter(({ id }) => id.qualifiedKind === Kind.CLUSTER_ROLE_BINDING)
    .flatMap((binding) => binding.at('subjects').items())
    .some((subject) => subject.at('name').text() === account && subject.at('namespace').text() === namespace);
}
