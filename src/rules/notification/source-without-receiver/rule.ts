import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { hasEntry } from '../../../verification/applying';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { referencesIn } from '../../../verification/references';
import { Selections, selectionOf } from '../selection';

const SERVICE = 'webhook-receiver';

/** Webhooks are set up, but not for this source. */
export class SourceWithoutReceiver implements IRule {
  public readonly meta: RuleMeta = {
    id: 'source-without-receiver',
    severity: Severity.INFO,
    raisedInProduction: true,
    summary: 'A Git or OCI source waits for its interval in a cluster that takes webhooks.',
    why: 'The cluster has a way in for webhooks. A source that no Receiver wakes still finds a change at its next interval only.',
    fix: 'Add the source to the resources of a Receiver, and its webhook to the repository.',
    references: ['https://fluxcd.io/flux/guides/webhook-receivers/'],
    kinds: ['Ingress.networking.k8s.io', 'HTTPRoute.gateway.networking.k8s.io'],
  };

  public check(context: RuleContext): Finding[] {
    const { manifests } = context;
    if (!hasEntry(manifests) || !takesWebhooks(manifests)) return [];
    const woken = new Selections(referencesIn(manifests).for('receiver-target').map(selectionOf));
    const generated = manifests.generated.filter(({ id }) =>
      [Kind.GIT_REPOSITORY, Kind.OCI_REPOSITORY].some((kind) => kind === id.qualifiedKind),
    );
    return [...manifests.ofKind(Kind.GIT_REPOSITORY), ...manifests.ofKind(Kind.OCI_REPOSITORY), ...generated]
      .filter((source) => !woken.mayHave(source) && isFollowed(manifests, source))
      .map((source) => {
        const severity = context.mayHoldUnseen(source.namespace) ? Severity.INFO : undefined;
        return new Finding(source.generatedBy ? source.root : source.at('metadata', 'name'), `no Receiver wakes ${source}`, { severity });
      });
  }
}

/**
 * Whether anything is applied from a source. Charts mostly come from repositories of others, which send no webhooks, and an image
 * automation fetches what it pushes to when it runs.
 */
function isFollowed(manifests: ManifestSet, source: Manifest): boolean {
  const users = referencesIn(manifests)
    .to(source.id)
    .filter(({ role }) => role === 'source' || role === 'chart');
  return source.generatedBy !== undefined || users.some(({ from }) => !NO_FOLLOWERS.includes(from.id.qualifiedKind));
}

const NO_FOLLOWERS: readonly string[] = [Kind.HELM_RELEASE, Kind.HELM_CHART, Kind.IMAGE_UPDATE_AUTOMATION];

/** Whether an Ingress or a route leads to the service of the notification-controller. */
function takesWebhooks(manifests: ManifestSet): boolean {
  return (
    manifests.ofKind(Kind.INGRESS).some((ingress) => {
      const backends = ingress
        .at('spec', 'rules')
        .items()
        .flatMap((rule) => rule.at('http', 'paths').items());
      return [ingress.at('spec', 'defaultBackend'), ...backends.map((path) => path.at('backend'))].some(leadsToReceiver);
    }) ||
    manifests.ofKind('HTTPRoute.gateway.networking.k8s.io').some((route) =>
      route
        .at('spec', 'rules')
        .items()
        .flatMap((rule) => rule.at('backendRefs').items())
        .some((backend) => backend.at('name').text() === SERVICE),
    )
  );
}

function leadsToReceiver(backend: Field): boolean {
  return backend.at('service', 'name').text() === SERVICE;
}
