import { IConstruct } from 'constructs';
import { ReceiverSpecType as Type } from '../../imports/notification.toolkit.fluxcd.io';
import { FluxObjectKind as Kind } from '../constructs/notification/flux-object-kind';
import { FluxObjects } from '../constructs/notification/flux-objects';
import { ReceiverType } from '../constructs/notification/receiver-type';
import { InputError } from '../primitives/input-error';
import type { Cluster } from './cluster';
import { Reconciled, reconciledIn } from './reconciled';
import { isAllowed } from './source-allow-list';

/** Which sources a webhook wakes. */
interface Choice {
  readonly type: ReceiverType;
  readonly namespace: string;
  readonly urls?: string[];
}

const GIT = [Kind.GIT_REPOSITORY];
const REGISTRY = [Kind.OCI_REPOSITORY, Kind.IMAGE_REPOSITORY];
const ALL = [...GIT, ...REGISTRY, Kind.HELM_REPOSITORY, Kind.BUCKET];

/** The sources that change with what the sender tells of. */
const KINDS: Partial<Record<Type, Kind[]>> = {
  [Type.GITHUB]: GIT,
  [Type.GITLAB]: GIT,
  [Type.BITBUCKET]: GIT,
  [Type.HARBOR]: REGISTRY,
  [Type.DOCKERHUB]: REGISTRY,
  [Type.QUAY]: REGISTRY,
  [Type.GCR]: REGISTRY,
  [Type.ACR]: REGISTRY,
  [Type.NEXUS]: [...REGISTRY, Kind.HELM_REPOSITORY],
};

/** The sources of a cluster that a webhook wakes, in the order of kinds and names. */
export function sourcesToWake(at: IConstruct, cluster: Cluster, { type, namespace, urls }: Choice): FluxObjects[] {
  const kinds = KINDS[type.type] ?? ALL;
  const sources = reconciledIn(cluster)
    .filter((one) => kinds.includes(one.kind))
    .filter((one) => !cluster.isLocked || one.namespace === namespace)
    .filter((one) => urls === undefined || isBelow(one, cluster, urls));
  if (sources.length === 0) throw nothingToWake(at, cluster, { type, namespace, urls }, kinds);

  const order = ({ kind, namespace: where, name }: Reconciled): string => `${String(kinds.indexOf(kind))} ${where} ${name}`;
  const sorted = new Map(sources.map((one) => [order(one), one]));
  return [...sorted.keys()].sort().map((key) => {
    const { kind, name, namespace: where } = sorted.get(key)!;
    return FluxObjects.named(kind, name, where);
  });
}

/** Whether the address of a source is meant. That of the sync may be known to `flux bootstrap` only; it is the fleet's own. */
function isBelow({ object }: Reconciled, cluster: Cluster, urls: string[]): boolean {
  const address = object ? addressOf(object.toJson()) : cluster._syncUrl;
  return address === undefined || isAllowed(withoutGit(address), urls.map(withoutGit));
}

/** A server of Git takes an address with and without `.git`. */
function withoutGit(address: string): string {
  return address.replace(/\.git$/, '');
}

function addressOf({ spec }: { spec?: { url?: string; image?: string; endpoint?: string } }): string {
  if (spec?.image !== undefined) return `oci://${spec.image}`;
  return spec?.url ?? `https://${spec?.endpoint ?? ''}`;
}

function nothingToWake(at: IConstruct, cluster: Cluster, { namespace, urls }: Choice, kinds: Kind[]): InputError {
  const where = cluster.isLocked ? ` in the namespace ${namespace}: a locked cluster wakes no others` : '';
  return new InputError(at, {
    prop: urls ? 'urls' : 'resources',
    got: urls ?? 'no source of the cluster',
    mustBe: `about sources that the cluster has (${kinds.join(', ')})${where}`,
    fix: 'resources: [FluxObjects.of(cluster.source)]',
  });
}
