import { IConstruct } from 'constructs';
import { KubernetesObject } from '../manifests/kubernetes-object';
import { tagSelector, TagSelector } from '../manifests/tag-selector';
import { FluxKind } from '../primitives/flux-kind';
import { pushTo } from '../primitives/push-to';
import { CollectedRoom } from './collect';

/** The policies of a program, by cluster and name. */
export class PolicySelectors {
  private readonly own = new Map<IConstruct, Map<string, unknown>>();
  private readonly all = new Map<string, unknown[]>();

  constructor(rooms: readonly CollectedRoom[]) {
    for (const { target, objects, copies, namespace } of rooms) {
      const policies = this.own.get(target) ?? new Map<string, unknown>();
      this.own.set(target, policies);
      const sourced = [...objects, ...copies.flatMap(({ manifests }) => manifests)];
      for (const { metadata, spec } of sourced.map(({ object }) => object).filter(isPolicy)) {
        const name = `${metadata.namespace ?? namespace}:${metadata.name}`;
        policies.set(name, spec);
        pushTo(this.all, name, spec);
      }
    }
  }

  /** The selector of a policy: that of the same cluster, else of the one cluster that updates images. */
  public find({ target }: CollectedRoom, policy: string): TagSelector | undefined {
    const own = this.own.get(target)?.get(policy);
    if (own !== undefined) return tagSelector(own);
    const [spec, other] = this.all.get(policy) ?? [];
    return other === undefined ? tagSelector(spec) : undefined;
  }
}

function isPolicy({ apiVersion, kind }: KubernetesObject): boolean {
  return kind === FluxKind.IMAGE_POLICY.kind && apiVersion.startsWith('image.toolkit.fluxcd.io/');
}
