import { Construct, IConstruct } from 'constructs';
import { AlertOptions, EventSeverity } from '../constructs/notification/alert-props';
import { FluxObjectKind, isNewIn28 } from '../constructs/notification/flux-object-kind';
import { FluxObjects } from '../constructs/notification/flux-objects';
import { compareText } from '../primitives/compare';
import { fleetContextOf } from '../primitives/fleet-context';
import { FluxVersion, isAtLeast } from '../primitives/flux-version';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';
import { Reconciled } from './reconciled';

/** Which events of a cluster are sent. */
export interface NotificationsOptions extends AlertOptions {
  /**
   * The last part of the names of the Alerts. Needed to ask twice for the same severity.
   *
   * @default - `errors` or `info`
   */
  readonly name?: string;

  /**
   * Kinds of objects whose events are sent.
   *
   * @default - all that the cluster has
   */
  readonly kinds?: FluxObjectKind[];

  /**
   * Namespaces of the objects.
   *
   * @default - all that the program puts objects of Flux into; in a locked cluster without those of tenants
   */
  readonly namespaces?: string[];

  /**
   * Whether a locked cluster tells of the namespaces of tenants as well. Each of them then has a Provider of its own, and needs its
   * Secret, which whoever may read Secrets there can read. What `namespaces` and `eventSources` name is told of in any case.
   *
   * @default - false in a locked cluster; elsewhere one Provider in `flux-system` serves all namespaces
   */
  readonly includeTenants?: boolean;

  /**
   * More objects, which the program cannot see: what an included file defines, or a ResourceSet makes. In a locked cluster their
   * namespace must be one that the program defines.
   *
   * @default - none
   */
  readonly eventSources?: FluxObjects[];
}

/** What `errors()`, `info()` or `commitStatus()` asked for. */
export interface NotificationsRequest {
  readonly name: string;
  readonly options: NotificationsOptions;
  readonly severity?: EventSeverity;
  /** The one Kustomization that it is about. */
  readonly only?: { readonly name: string; readonly namespace: string };
}

/** The objects of one namespace that an Alert names. */
export interface Sources {
  readonly objects: FluxObjects[];
  /** The clusters and layers in whose directories they stand; none for what the program only names. */
  readonly rooms: ReadonlySet<Construct>;
}

/** What a request is about, by namespace. Kinds are named once, in one order. */
export function sourcesOf(request: NotificationsRequest, reconciled: readonly Reconciled[], at: IConstruct): Map<string, Sources> {
  const named = new Map<string, { objects: FluxObjects[]; rooms: Set<Construct> }>();
  const add = (namespace: string, objects: FluxObjects, room?: Construct): void => {
    const known = named.get(namespace) ?? { objects: [], rooms: new Set<Construct>() };
    named.set(namespace, known);
    if (room) known.rooms.add(room);
    if (!known.objects.some(({ kind, name }) => kind === objects.kind && name === objects.name)) known.objects.push(objects);
  };

  for (const { kind, name, namespace, room } of reconciled.filter((one) => isMeant(request, one, at))) {
    const only = request.only && FluxObjects.named(kind, name, namespace);
    add(namespace, only ?? FluxObjects.every(kind, { namespace }), room);
  }
  if (request.only && named.size === 0) {
    const { name, namespace } = request.only;
    add(namespace, FluxObjects.named(FluxObjectKind.KUSTOMIZATION, name, namespace));
  }
  for (const { objects } of named.values()) objects.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  for (const objects of request.options.eventSources ?? []) {
    const namespace = objects.options.namespace ?? FLUX_NAMESPACE;
    if (!named.has(namespace)) add(namespace, objects);
    else named.get(namespace)!.objects.push(objects);
  }
  return new Map([...named].sort(([a], [b]) => compareText(a, b)));
}

const KINDS = Object.values(FluxObjectKind);

function isMeant({ only, options }: NotificationsRequest, { kind, name, namespace }: Reconciled, at: IConstruct): boolean {
  if (only) return kind === FluxObjectKind.KUSTOMIZATION && name === only.name && namespace === only.namespace;
  if (isNewIn28(kind) && !isAtLeast(fleetContextOf(at).fluxVersion, FluxVersion.V2_8)) return false;
  return (options.kinds?.includes(kind) ?? true) && (options.namespaces?.includes(namespace) ?? true);
}
