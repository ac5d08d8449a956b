import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { FluxObjectKind, fluxObjectKind, isOperatorKind } from '../constructs/notification/flux-object-kind';
import { KubernetesKind } from '../primitives/flux-kind';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';
import { roomOf } from '../primitives/room';
import { ROLE_LABEL, TENANT_ROLE } from '../primitives/tenant-marks';
import type { Cluster } from './cluster';

/** An object that Flux reconciles in a cluster. */
export interface Reconciled {
  readonly kind: FluxObjectKind;
  readonly name: string;
  readonly namespace: string;
  /** The cluster or layer in whose directory it stands. */
  readonly room: Construct;
  /** The object; `undefined` for what is made by Flux itself. */
  readonly object?: ApiObject;
}

/**
 * What Flux reconciles in a cluster, as far as the program says: its sync, what the program defines, and the charts that Flux makes of
 * it. Not what a layer applies to another cluster, nor what stands in files or comes out of a ResourceSet.
 */
export function reconciledIn(cluster: Cluster): Reconciled[] {
  const found: Reconciled[] = [];
  walkObjects(cluster, (object, room) => found.push(...reconciledFrom(object, room)));
  const all = [...syncOf(cluster), ...found];
  // The API server knows the operator's kinds as sources of events only where the operator wrote the CRDs.
  return all.some(({ kind }) => kind === FluxObjectKind.FLUX_INSTANCE) ? all : all.filter(({ kind }) => !isOperatorKind(kind));
}

/** The clusters and layers that write a namespace. */
export function roomsOfNamespace(cluster: Cluster, name: string): Set<Construct> {
  const rooms = new Set<Construct>(name === FLUX_NAMESPACE ? [cluster] : []);
  walkObjects(cluster, (object, room) => {
    if (isNamespace(object) && object.name === name) rooms.add(room);
  });
  return rooms;
}

/** The namespaces that the program gives to tenants. */
export function tenantNamespacesIn(cluster: Cluster): Set<string> {
  const names = new Set<string>();
  walkObjects(cluster, (object) => {
    if (isNamespace(object) && object.metadata.getLabel(ROLE_LABEL) === TENANT_ROLE) names.add(object.name);
  });
  return names;
}

function isNamespace({ apiVersion, kind }: ApiObject): boolean {
  return apiVersion === KubernetesKind.NAMESPACE.apiVersion && kind === KubernetesKind.NAMESPACE.kind;
}

/** Every object that is applied to a cluster, with the cluster or the layer that it stands in. */
function walkObjects(cluster: Cluster, visit: (object: ApiObject, room: Construct) => void): void {
  const walk = (construct: IConstruct, around: Construct): void => {
    const own = roomOf(construct);
    if (own && own.cluster !== cluster) return;
    const room = own ? (construct as Construct) : around;
    if (ApiObject.isApiObject(construct)) visit(construct, room);
    for (const child of construct.node.children) walk(child, room);
  };
  walk(cluster, cluster);
}

function reconciledFrom(object: ApiObject, room: Construct): Reconciled[] {
  const kind = fluxObjectKind(object.apiVersion, object.kind);
  const { name, metadata } = object;
  const { namespace } = metadata;
  if (!kind || namespace === undefined) return [];
  const own = { kind, name, namespace, room, object };
  return kind === FluxObjectKind.HELM_RELEASE ? [own, ...chartOf(object, namespace, room)] : [own];
}

/** The HelmChart that helm-controller makes for a release from a repository, beside that repository. */
function chartOf(release: ApiObject, namespace: string, room: Construct): Reconciled[] {
  const { spec } = release.toJson() as { spec?: { chart?: { spec?: { sourceRef?: { namespace?: string } } } } };
  if (!spec?.chart) return [];
  const beside = spec.chart.spec?.sourceRef?.namespace ?? namespace;
  return [{ kind: FluxObjectKind.HELM_CHART, name: `${namespace}-${release.name}`, namespace: beside, room }];
}

/** The source and the Kustomization by which the cluster gets its own manifests. */
function syncOf(cluster: Cluster): Reconciled[] {
  const sync = { name: FLUX_NAMESPACE, namespace: FLUX_NAMESPACE, room: cluster };
  return [
    { ...sync, kind: FluxObjectKind.KUSTOMIZATION },
    { ...sync, kind: cluster.source.sourceKind as FluxObjectKind },
  ];
}
