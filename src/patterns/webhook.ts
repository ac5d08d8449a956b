import { createHash } from 'node:crypto';
import { Construct } from 'constructs';
import { FluxObjects } from '../constructs/notification/flux-objects';
import { FOUND_LATER, Receiver } from '../constructs/notification/receiver';
import { ReceiverOptions } from '../constructs/notification/receiver-props';
import { ReceiverType } from '../constructs/notification/receiver-type';
import { InputError } from '../primitives/input-error';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';
import { place } from '../primitives/placement';
import { Cluster } from './cluster';
import { requireUrl } from './source-allow-list';
import { sourcesToWake } from './webhook-sources';

/** Props for `Webhook`. */
export interface WebhookProps extends ReceiverOptions {
  /** Who calls. */
  readonly type: ReceiverType;

  /**
   * What a call wakes.
   *
   * @default - the sources of the cluster that such a caller can know of: Git repositories for a server of Git, OCI artifacts and image
   * repositories for a registry, all of them for others. In a locked cluster those of the namespace of the webhook
   */
  readonly resources?: FluxObjects[];

  /**
   * Addresses of the sources that a call wakes, whole or as a prefix, e.g. `https://github.com/acme`. Not together with `resources`.
   *
   * @default - any address
   */
  readonly urls?: string[];

  /**
   * Namespace of the Receiver and of its Secret.
   *
   * @default - `flux-system`
   */
  readonly namespace?: string;
}

/**
 * An address at which a cluster is told of a push, so that Flux acts at once and not at the next interval: a `Receiver` for the sources
 * of the cluster.
 *
 * The address is `https://<host>` and the path in the Receiver's status. The host is yours: an Ingress or HTTPRoute to the Service
 * `webhook-receiver` of `flux-system`.
 *
 * @see https://fluxcd.io/flux/guides/webhook-receivers/
 *
 * @example
 *
 * new Webhook(cluster, 'github', { type: ReceiverType.github('github-webhook'), urls: ['https://github.com/acme'] });
 */
export class Webhook extends Construct {
  /**
   * The path that notification-controller gives a Receiver. For a script that registers webhooks, where the token is at hand: who knows
   * the path of a sender that does not sign can call, so keep it as the token is kept. Never call it with a token that stands in a program.
   *
   * @param token the content of the key `token`; empty for `ReceiverType.genericOidc()`
   * @param name name of the Receiver
   * @param namespace namespace of the Receiver
   */
  public static pathFor(token: string, name: string, namespace: string): string {
    return `/hook/${createHash('sha256').update(`${token}${name}${namespace}`).digest('hex')}`;
  }

  /** The object behind it. */
  public readonly receiver: Receiver;

  /**
   * @param scope a cluster, or a layer
   * @param id name of the Receiver
   */
  constructor(scope: Construct, id: string, props: WebhookProps) {
    super(scope, id);
    const cluster = Cluster.ofConstruct(this);
    const { type, namespace = FLUX_NAMESPACE, resources, resourceFilter, interval, suspend } = props;
    const urls = requireUrls(this, props);
    const options = { type, resourceFilter, interval, suspend };
    place(this, { component: 'notifications' });
    this.receiver = new Receiver(this, 'receiver', { ...options, name: id, namespace, resources: resources ?? FOUND_LATER });
    if (!resources) this.receiver._lateResources = () => sourcesToWake(this, cluster, { type, namespace, urls });
  }
}

/** Addresses that can be compared; resources that are named need no search. */
function requireUrls(at: Construct, { urls, resources }: WebhookProps): string[] | undefined {
  if (!urls || !resources) return urls?.map((url) => requireUrl(at, url));
  throw new InputError(at, {
    prop: 'urls',
    got: urls,
    mustBe: 'left out where resources are given',
    fix: 'remove one of the two',
  });
}
