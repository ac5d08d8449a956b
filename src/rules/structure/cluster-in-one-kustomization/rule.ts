import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { syncsOf } from '../../../verification/applying';
import { FLUX_CONTROLLERS } from '../../../verification/controllers';
import { crdProvidersOf, customResourcesIn } from '../../../verification/crd-providers';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** From how many releases and workloads on a cluster is worth layers. */
const SEVERAL = 3;

/** Fewer suffice where one brings the kinds of which others are. */
const TWO = 2;

const RUNNING = [Kind.HELM_RELEASE, Kind.DEPLOYMENT, Kind.STATEFUL_SET, Kind.DAEMON_SET];

/** Everything hangs on one object. */
export class ClusterInOneKustomization implements IRule {
  public readonly meta: RuleMeta = {
    id: 'cluster-in-one-kustomization',
    severity: Severity.WARNING,
    summary: 'One Kustomization applies the whole cluster: what others build on, and what builds on it.',
    why:
      'A Kustomization is built, checked and applied as a whole. One mistake in an app stops changes to the ingress, nothing waits for ' +
      'anything else, and the rights of the one object have to suffice for everything.',
    fix: 'Apply controllers, their configuration and apps by Kustomizations of their own that depend on each other.',
    references: ['https://fluxcd.io/flux/guides/repository-structure/'],
    kinds: RUNNING,
  };

  public check(context: RuleContext): Finding[] {
    const { manifests } = context;
    const syncs = syncsOf(context);
    const layers = manifests.ofKind(Kind.KUSTOMIZATION).filter((kustomization) => !syncs.includes(kustomization));
    if (layers.length > 1 || manifests.unseen.length > 0 || manifests.ofKind(Kind.RESOURCE_SET).length > 0) return [];

    const running = RUNNING.flatMap((kind) => manifests.ofKind(kind)).filter(({ name }) => !FLUX_CONTROLLERS.includes(name));
    const owner = layers[0] ?? syncs[0];
    if (!owner || running.length < TWO || running.some(({ applier }) => (applier ?? syncs[0]) !== owner)) return [];

    const brings = [...crdProvidersOf(manifests).releases.values()].flat();
    const [infrastructure] = running.filter((manifest) => brings.includes(manifest));
    const app = running.find((manifest) => !brings.includes(manifest));
    if (!infrastructure || !app) return [];
    if (running.length < SEVERAL && !usesKindsOf(manifests, brings)) return [];
    const message = `${owner} applies all ${running.length} releases and workloads of the cluster, from ${infrastructure} to ${app}`;
    return [new Finding(owner.at('spec', 'path'), message)];
  }
}

/** Whether an object is of a kind that a release brings. */
function usesKindsOf(manifests: ManifestSet, releases: readonly Manifest[]): boolean {
  const providers = crdProvidersOf(manifests);
  return customResourcesIn(manifests).some((resource) => providers.of(resource).some((provider) => releases.includes(provider)));
}
