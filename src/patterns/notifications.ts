import { Construct, IConstruct } from 'constructs';
import { Alert } from '../constructs/notification/alert';
import { AlertOptions, EventSeverity } from '../constructs/notification/alert-props';
import { FluxObjects } from '../constructs/notification/flux-objects';
import { Provider } from '../constructs/notification/provider';
import { ProviderOptions } from '../constructs/notification/provider-props';
import { ProviderType } from '../constructs/notification/provider-type';
import { orderedObjectOf } from '../constructs/ordering';
import { requireSameCluster } from '../constructs/require-same-cluster';
import { askedBy, rememberCallSite } from '../primitives/call-site';
import { makeImplicit } from '../primitives/implicit';
import { FLUX_NAMESPACE, requireName } from '../primitives/kubernetes-name';
import { place } from '../primitives/placement';
import { roomOf } from '../primitives/room';
import { Cluster } from './cluster';
import { notACommitStatus, notAKustomization, notAMessage, nothingMeant, taken, unknownNamespace } from './notifications-input';
import { NotificationsOptions, NotificationsRequest, Sources, sourcesOf } from './notifications-sources';
import { Reconciled, reconciledIn, roomsOfNamespace, tenantNamespacesIn } from './reconciled';

const NONE: ReadonlySet<string> = new Set();

/** Props for `Notifications`. */
export interface NotificationsProps extends ProviderOptions {
  /** The service that is told, with what it needs. */
  readonly type: ProviderType;
}

/**
 * Tells a service what happens in a cluster: a `Provider`, and an `Alert` for each namespace that has objects of Flux, with the kinds
 * that are there. They are found at synthesis, wherever in the program they are defined.
 *
 * They stand in `flux-system`. A locked cluster drops events of other namespaces; there each namespace has an Alert and a Provider of its
 * own, in the layer that defines its objects, and needs the Secret as well. The namespaces of tenants are left out, unless they are asked
 * for: a tenant can read the Secrets there.
 *
 * @see https://fluxcd.io/flux/components/notification/
 *
 * @example
 *
 * const slack = new Notifications(cluster, 'slack', { type: ProviderType.slackBot('flux-production', 'slack-token') });
 * slack.errors({ summary: 'production' });
 */
export class Notifications extends Construct {
  private readonly cluster: Cluster;
  private readonly requests: NotificationsRequest[] = [];
  private made: IConstruct[] = [];

  /**
   * @param scope a cluster, or a layer, which then holds what stands in `flux-system`
   * @param id name of the Provider, and the first part of the names of the Alerts
   */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: NotificationsProps,
  ) {
    super(scope, id);
    requireName(this, 'id', id);
    this.cluster = Cluster.ofConstruct(this);
    rememberCallSite(this);
    place(this, { component: 'notifications' });
    // cdk8s validates before it renders: the first moment at which the whole program is known.
    this.node.addValidation({ validate: () => this.define() });
  }

  /**
   * Sends what fails.
   *
   * @param options which events, and with what text
   */
  public errors(options: NotificationsOptions = {}): void {
    this.request('errors', options, EventSeverity.ERROR);
  }

  /**
   * Sends everything: what was applied, and what failed.
   *
   * @param options which events, and with what text
   */
  public info(options: NotificationsOptions = {}): void {
    this.request('info', options, EventSeverity.INFO);
  }

  /**
   * Writes beside each commit whether it could be applied. The repository of the type must be that of the layer's source.
   *
   * @param applier a layer, a Kustomization, or the `sync` of a tenant
   */
  public commitStatus(applier: IConstruct): void {
    const { type } = this.props.type;
    if (!this.props.type.isCommitStatus) throw notACommitStatus(this, type);
    requireSameCluster(this, 'applier', applier);
    const object = orderedObjectOf(applier);
    if (object?._orderedKind !== 'Kustomization') throw notAKustomization(this, applier);
    this.add({ name: object.name, options: {}, only: { name: object.name, namespace: object.namespace ?? FLUX_NAMESPACE } });
  }

  private request(name: string, options: NotificationsOptions, severity: EventSeverity): void {
    if (this.props.type.isCommitStatus) throw notAMessage(this, this.props.type.type, name);
    if (options.name !== undefined) requireName(this, 'name', options.name);
    this.add({ name: options.name ?? name, options, severity });
  }

  private add(request: NotificationsRequest): void {
    if (this.requests.some(({ name }) => name === request.name)) throw taken(this, request.name);
    this.requests.push(request);
  }

  /** Defines everything anew: an app may be synthesized twice, with more in it the second time. */
  private define(): string[] {
    for (const { node } of this.made.splice(0)) node.scope!.node.tryRemoveChild(node.id);
    const reconciled = reconciledIn(this.cluster);
    const wanted = this.requests.map((request) => [request, this.sourcesOf(request, reconciled)] as const);
    const namespaces = new Set(wanted.flatMap(([, sources]) => [...sources.keys()]));
    if (this.cluster.isLocked) for (const namespace of [...namespaces].sort()) this.defineInside(namespace, wanted);
    else if (wanted.length > 0) this.defineBeside(wanted);
    return [];
  }

  private sourcesOf(request: NotificationsRequest, reconciled: readonly Reconciled[]): Map<string, Sources> {
    const hidden = this.leavesOutTenants(request) ? tenantNamespacesIn(this.cluster) : NONE;
    const sources = sourcesOf(request, hidden.size === 0 ? reconciled : reconciled.filter(({ namespace }) => !hidden.has(namespace)), this);
    if (sources.size === 0) throw nothingMeant(this, request.name, hidden.size > 0);
    return sources;
  }

  /** Whoever names a namespace, or a Kustomization in one, means it. */
  private leavesOutTenants({ only, options }: NotificationsRequest): boolean {
    if (only || options.namespaces) return false;
    return !(options.includeTenants ?? !this.cluster.isLocked);
  }

  /** One Provider for the cluster. */
  private defineBeside(wanted: (readonly [NotificationsRequest, Map<string, Sources>])[]): void {
    const owner = this.owner(this, 'alerts');
    const provider = this.provider(owner, FLUX_NAMESPACE);
    for (const [request, sources] of wanted) {
      for (const [namespace, { objects }] of [...sources].sort()) {
        const suffix = request.only ? request.name : `${request.name}-${namespace}`;
        this.alert(owner, `${this.node.id}-${suffix}`, FLUX_NAMESPACE, provider, request, objects);
      }
    }
  }

  /** One Provider for each namespace. The layers that define its objects all write the same; the first of them keeps it. */
  private defineInside(namespace: string, wanted: (readonly [NotificationsRequest, Map<string, Sources>])[]): void {
    const here = wanted.flatMap(([request, sources]) => {
      const found = sources.get(namespace);
      return found ? [{ request, ...found }] : [];
    });
    for (const room of this.roomsFor(namespace, new Set(here.flatMap(({ rooms }) => [...rooms])))) {
      const owner = this.owner(room, `${this.node.id}-in-${namespace}`);
      makeImplicit(owner);
      place(owner, { component: namespace === FLUX_NAMESPACE ? 'notifications' : namespace });
      const provider = this.provider(owner, namespace);
      for (const { request, objects } of here) {
        this.alert(owner, `${this.node.id}-${request.name}`, namespace, provider, request, objects);
      }
    }
  }

  /**
   * Where the objects of a namespace stand, or the namespace itself; what is applied before its namespace is there fails. That of Flux is
   * there, so a layer that was chosen holds what stands in it.
   */
  private roomsFor(namespace: string, rooms: Set<Construct>): Set<Construct> {
    const own = this.node.scopes.reverse().find(roomOf);
    if (namespace === FLUX_NAMESPACE && own && own !== this.cluster) return new Set([own as Construct]);
    const found = rooms.size > 0 ? rooms : roomsOfNamespace(this.cluster, namespace);
    if (found.size === 0) throw unknownNamespace(this, namespace);
    return found;
  }

  private owner(scope: Construct, id: string): Construct {
    const owner = new Construct(scope, id);
    askedBy(owner, this);
    this.made.push(owner);
    return owner;
  }

  private provider(owner: Construct, namespace: string): Provider {
    return new Provider(owner, 'provider', { ...this.props, name: this.node.id, namespace });
  }

  private alert(
    owner: Construct,
    name: string,
    namespace: string,
    provider: Provider,
    request: NotificationsRequest,
    eventSources: FluxObjects[],
  ): void {
    const { inclusionList, exclusionList, summary, eventMetadata } = request.options;
    const options: AlertOptions = { inclusionList, exclusionList, summary, eventMetadata };
    new Alert(owner, name, { ...options, name, namespace, provider, eventSources, eventSeverity: request.severity });
  }
}
