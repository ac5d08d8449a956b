import { ReceiverSpecOidcProviders, ReceiverSpecType as Type } from '../../../imports/notification.toolkit.fluxcd.io';
import { requireName } from '../../primitives/kubernetes-name';

/** What `ReceiverType` sets. */
export interface ReceiverTypeFields {
  /** Secret with the key `token`. */
  readonly secretName?: string;
  /** The events that wake something. */
  readonly events?: string[];
  /** Whose tokens are accepted. */
  readonly oidcProviders?: ReceiverSpecOidcProviders[];
}

/**
 * Who calls a `Receiver`, and how it is known.
 *
 * The Secret holds a random text under the key `token`; the same text is part of the address, and most senders sign with it. It never
 * stands in the program. Give the Secret the label `reconcile.fluxcd.io/watch: Enabled`, so that a new token acts at once.
 *
 * @see https://fluxcd.io/flux/components/notification/receivers/
 */
export class ReceiverType {
  /**
   * GitHub, and Gitea and Forgejo, which send the same. The token is the secret of the webhook.
   *
   * @param secretName Secret with the key `token`
   * @param events events that wake something; by default `ping` and `push`
   */
  public static github(secretName: string, events = ['ping', 'push']): ReceiverType {
    return withToken('github', Type.GITHUB, secretName, events);
  }

  /**
   * GitLab. The token is the secret token of the webhook.
   *
   * @param secretName Secret with the key `token`
   * @param events events that wake something; by default `Push Hook` and `Tag Push Hook`
   */
  public static gitlab(secretName: string, events = ['Push Hook', 'Tag Push Hook']): ReceiverType {
    return withToken('gitlab', Type.GITLAB, secretName, events);
  }

  /**
   * Bitbucket Server and Data Center. Bitbucket Cloud cannot sign: it takes `generic()`.
   *
   * @param secretName Secret with the key `token`
   * @param events events that wake something; by default `repo:refs_changed`
   */
  public static bitbucketServer(secretName: string, events = ['repo:refs_changed']): ReceiverType {
    return withToken('bitbucketServer', Type.BITBUCKET, secretName, events);
  }

  /**
   * Harbor. The token is the value of the header `Authorization` that Harbor sends.
   *
   * @param secretName Secret with the key `token`
   */
  public static harbor(secretName: string): ReceiverType {
    return withToken('harbor', Type.HARBOR, secretName);
  }

  /**
   * Docker Hub, which does not sign: whoever knows the address can call.
   *
   * @param secretName Secret with the key `token`
   */
  public static dockerHub(secretName: string): ReceiverType {
    return withToken('dockerHub', Type.DOCKERHUB, secretName);
  }

  /**
   * Quay, which does not sign: whoever knows the address can call.
   *
   * @param secretName Secret with the key `token`
   */
  public static quay(secretName: string): ReceiverType {
    return withToken('quay', Type.QUAY, secretName);
  }

  /**
   * Google Container Registry and Artifact Registry, by a push subscription of Pub/Sub that sends the identity of a service account.
   *
   * @param secretName Secret with the keys `token`, `email` (of that account) and `audience` (of the subscription)
   */
  public static gcr(secretName: string): ReceiverType {
    return withToken('gcr', Type.GCR, secretName);
  }

  /**
   * Azure Container Registry, which does not sign: whoever knows the address can call.
   *
   * @param secretName Secret with the key `token`
   */
  public static acr(secretName: string): ReceiverType {
    return withToken('acr', Type.ACR, secretName);
  }

  /**
   * Nexus Repository. The token is the secret key of the webhook.
   *
   * @param secretName Secret with the key `token`
   */
  public static nexus(secretName: string): ReceiverType {
    return withToken('nexus', Type.NEXUS, secretName);
  }

  /**
   * CDEvents, which are not signed: whoever knows the address can call.
   *
   * @param secretName Secret with the key `token`
   * @param events types of events that wake something, e.g. `dev.cdevents.artifact.published.0.2.0`; by default all
   */
  public static cdEvents(secretName: string, events?: string[]): ReceiverType {
    return withToken('cdEvents', Type.CDEVENTS, secretName, events);
  }

  /**
   * Anybody who knows the address. Prefer `genericHmac()` or `genericOidc()`.
   *
   * @param secretName Secret with the key `token`
   */
  public static generic(secretName: string): ReceiverType {
    return withToken('generic', Type.GENERIC, secretName);
  }

  /**
   * Whoever signs the body with the token, in the header `X-Signature: sha256=<hmac>`.
   *
   * @param secretName Secret with the key `token`
   */
  public static genericHmac(secretName: string): ReceiverType {
    return withToken('genericHmac', Type.GENERIC_HYPHEN_HMAC, secretName);
  }

  /**
   * Whoever has a token of an OpenID Connect issuer, e.g. a workflow of GitHub Actions. No Secret. Flux 2.9 and newer.
   *
   * @param providers issuers, each with what its claims must say
   */
  public static genericOidc(...providers: ReceiverSpecOidcProviders[]): ReceiverType {
    return new ReceiverType(Type.GENERIC_HYPHEN_OIDC, { oidcProviders: providers });
  }

  /** @internal */
  public static _make(type: Type, fields: ReceiverTypeFields): ReceiverType {
    return new ReceiverType(type, fields);
  }

  private constructor(
    /** The type, as Flux writes it. */
    public readonly type: Type,
    /** The fields that it sets. */
    public readonly fields: ReceiverTypeFields,
  ) {}
}

function withToken(factory: string, type: Type, secretName: string, events?: string[]): ReceiverType {
  requireName(`ReceiverType.${factory}()`, 'secretName', secretName);
  return ReceiverType._make(type, { secretName, events });
}
