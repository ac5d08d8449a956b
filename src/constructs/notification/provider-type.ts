import { ProviderSpecType as Type } from '../../../imports/notification.toolkit.fluxcd.io';
import { InputPlace } from '../../primitives/input-error';
import { PROVIDER_TRAITS, ProviderTraits, SLACK_API } from '../../primitives/provider-traits';
import { requireProviderType } from './provider-type-input';
import { ProviderTypeOptions } from './provider-type-options';

/**
 * The service behind a `Provider`, with what it needs.
 *
 * No credential is ever part of the program: a Secret is named, and comes to the cluster in another way.
 *
 * @see https://fluxcd.io/flux/components/notification/providers/
 */
export class ProviderType {
  /**
   * Slack, by the token of a bot, which can post to every channel that it was added to.
   *
   * @param channel name of the channel without `#`, or its id
   * @param secretName Secret with the key `token`
   * @param username name under which messages appear; by default that of the controller
   */
  public static slackBot(channel: string, secretName: string, username?: string): ProviderType {
    return make('ProviderType.slackBot()', Type.SLACK, { address: SLACK_API, channel, secretName, username });
  }

  /**
   * Slack, by an incoming webhook, which is bound to one channel. Prefer `slackBot()`.
   *
   * @param secretName Secret with the key `address`: the address of the webhook
   */
  public static slackWebhook(secretName: string): ProviderType {
    return make('ProviderType.slackWebhook()', Type.SLACK, { secretName });
  }

  /**
   * Microsoft Teams, by a workflow for incoming webhooks. The connectors of Office 365 are retired.
   *
   * @param secretName Secret with the key `address`: the address of the workflow
   */
  public static microsoftTeams(secretName: string): ProviderType {
    return make('ProviderType.microsoftTeams()', Type.MSTEAMS, { secretName });
  }

  /**
   * Discord, by a webhook.
   *
   * @param secretName Secret with the key `address`: the address of the webhook
   * @param username name under which messages appear; by default that of the controller
   */
  public static discord(secretName: string, username?: string): ProviderType {
    return make('ProviderType.discord()', Type.DISCORD, { secretName, username });
  }

  /**
   * PagerDuty. Flux takes the key from the manifest and from nowhere else. To keep it out of Git, let Flux fill it in from a Secret:
   * `SubstituteFrom.secret()` makes the text for that.
   *
   * @param routingKey key of an integration of the Events API v2
   * @param address `https://events.eu.pagerduty.com` in the EU; by default that of the US
   */
  public static pagerDuty(routingKey: string, address = 'https://events.pagerduty.com'): ProviderType {
    return make('ProviderType.pagerDuty()', Type.PAGERDUTY, { address, channel: routingKey });
  }

  /**
   * Opsgenie.
   *
   * @param secretName Secret with the key `token`: the key of an API integration
   * @param address `https://api.eu.opsgenie.com/v2/alerts` in the EU; by default that of the US
   */
  public static opsgenie(secretName: string, address = 'https://api.opsgenie.com/v2/alerts'): ProviderType {
    return make('ProviderType.opsgenie()', Type.OPSGENIE, { address, secretName });
  }

  /**
   * The status of commits on GitHub.
   *
   * @param repositoryUrl `https://` address of the repository whose commits are applied
   * @param secretName Secret with the key `token`, or with the keys of a GitHub App, which may write commit statuses
   */
  public static github(repositoryUrl: string, secretName: string): ProviderType {
    return make('ProviderType.github()', Type.GITHUB, { address: repositoryUrl, secretName });
  }

  /**
   * The status of commits on GitLab.
   *
   * @param repositoryUrl `https://` address of the repository whose commits are applied
   * @param secretName Secret with the key `token`, of scope `api`
   */
  public static gitlab(repositoryUrl: string, secretName: string): ProviderType {
    return make('ProviderType.gitlab()', Type.GITLAB, { address: repositoryUrl, secretName });
  }

  /**
   * The status of commits on Azure DevOps.
   *
   * @param repositoryUrl address of the repository whose commits are applied: `https://dev.azure.com/<organization>/<project>/_git/<repository>`
   * @param secretName Secret with the key `token`; by default the identity of the controller, or of the Provider's service account
   */
  public static azureDevOps(repositoryUrl: string, secretName?: string): ProviderType {
    return make('ProviderType.azureDevOps()', Type.AZUREDEVOPS, { address: repositoryUrl, secretName });
  }

  /**
   * Events that start workflows of GitHub Actions (`repository_dispatch`).
   *
   * @param repositoryUrl `https://` address of the repository with the workflows
   * @param secretName Secret with the key `token`, or with the keys of a GitHub App, which may write contents
   */
  public static githubDispatch(repositoryUrl: string, secretName: string): ProviderType {
    return make('ProviderType.githubDispatch()', Type.GITHUBDISPATCH, { address: repositoryUrl, secretName });
  }

  /**
   * Annotations in the graphs of Grafana.
   *
   * @param address `https://<grafana>/api/annotations`
   * @param secretName Secret with the key `token`, or with `username` and `password`; by default none
   */
  public static grafana(address: string, secretName?: string): ProviderType {
    return make('ProviderType.grafana()', Type.GRAFANA, { address, secretName });
  }

  /**
   * Alerts in the Alertmanager of Prometheus.
   *
   * @param address `http://alertmanager.monitoring.svc:9093/api/v2/alerts/`, or the same with `https://` outside of the cluster
   * @param secretName Secret with the key `token`, or with `username` and `password`; by default none
   */
  public static alertmanager(address: string, secretName?: string): ProviderType {
    return make('ProviderType.alertmanager()', Type.ALERTMANAGER, { address, secretName });
  }

  /**
   * Events as JSON, by HTTP POST.
   *
   * @param address where to
   * @param secretName Secret with the key `headers`: a map of headers as YAML, e.g. `Authorization`; by default none
   */
  public static generic(address: string, secretName?: string): ProviderType {
    return make('ProviderType.generic()', Type.GENERIC, { address, secretName });
  }

  /**
   * Events as JSON, by HTTP POST with the header `X-Signature`, by which the receiver knows who sent them.
   *
   * @param address where to
   * @param secretName Secret with the key `token`: the key of the HMAC
   */
  public static genericHmac(address: string, secretName: string): ProviderType {
    return make('ProviderType.genericHmac()', Type.GENERIC_HYPHEN_HMAC, { address, secretName });
  }

  /**
   * Any type that Flux knows.
   *
   * @param type the type
   * @param options what it needs
   */
  public static of(type: Type, options: ProviderTypeOptions = {}): ProviderType {
    return make('ProviderType.of()', type, options);
  }

  /** @internal */
  public static _make(type: Type, options: ProviderTypeOptions): ProviderType {
    return new ProviderType(type, options);
  }

  private constructor(
    /** The type, as Flux writes it. */
    public readonly type: Type,
    /** What it needs. */
    public readonly options: ProviderTypeOptions,
  ) {}

  /** Whether it writes the result of a reconciliation beside the commit that was applied. */
  public get isCommitStatus(): boolean {
    return this._traits.commitStatus ?? false;
  }

  /** @internal What Flux does with the fields. */
  public get _traits(): ProviderTraits {
    return PROVIDER_TRAITS.get(this.type) ?? {};
  }
}

function make(at: InputPlace, type: Type, options: ProviderTypeOptions): ProviderType {
  requireProviderType(at, type, options);
  return ProviderType._make(type, options);
}
