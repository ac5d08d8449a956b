import { IConstruct } from 'constructs';
import { describe, SourcedObject } from '../manifests/kubernetes-object';
import { REASON_ANNOTATION, TENANT_LABEL } from '../patterns/tenant-defaults';
import { CollectedRoom } from './collect';
import { Problem } from './problems';

/** Whom a binding gives rights, and which. */
interface Binding {
  readonly roleRef?: { readonly name?: string };
  readonly subjects?: { readonly kind?: string; readonly namespace?: string }[];
}

/**
 * Accounts with all rights in the namespace of a tenant. Whoever may create a pod or a Kustomization there can use any account
 * that is there, and so would own the cluster.
 */
export function privilegedAccountsOfTenants(rooms: ReadonlyMap<CollectedRoom, SourcedObject[]>): Problem[] {
  const tenants = new Map<IConstruct, Set<string>>();
  const bindings: { cluster: IConstruct; manifest: SourcedObject }[] = [];
  for (const [{ target: cluster }, manifests] of rooms) {
    for (const manifest of manifests) {
      const { kind, metadata } = manifest.object;
      if (kind === 'Namespace' && (metadata.labels as Record<string, string> | undefined)?.[TENANT_LABEL]) {
        tenants.set(cluster, (tenants.get(cluster) ?? new Set()).add(metadata.name));
      } else if (kind === 'ClusterRoleBinding') bindings.push({ cluster, manifest });
    }
  }
  return bindings.flatMap(({ cluster, manifest }) => privileged(manifest, tenants.get(cluster) ?? new Set()));
}

function privileged({ object, origin }: SourcedObject, tenants: ReadonlySet<string>): Problem[] {
  const { roleRef, subjects = [] } = object as Binding;
  const annotations = object.metadata.annotations as Record<string, string> | undefined;
  if (roleRef?.name !== 'cluster-admin' || annotations?.[REASON_ANNOTATION]) return [];

  const namespace = subjects.find((subject) => subject.kind === 'ServiceAccount' && tenants.has(subject.namespace ?? ''))?.namespace;
  if (namespace === undefined) return [];
  return [
    {
      at: origin,
      prop: 'namespace',
      got: namespace,
      mustBe: `another one than that of a tenant: ${describe(object)} gives all rights in the cluster to an account there, and the tenant can use it`,
      fix: "give the release serviceAccountName: 'flux', the account of the tenant, or a namespace of its own",
    },
  ];
}
