/** What the notification-controller does with the fields of a Provider of one type. */
export interface ProviderTraits {
  /** Where it sends to, in spec.address or under the key `address` of the Secret. Types without one know it themselves. */
  readonly address?: 'url' | 'repository' | 'text';
  /** Room, topic or key in spec.channel. Types without one have no use for it. */
  readonly channel?: 'required' | 'optional';
  /** Keys of the Secret; one list of several has to be complete. */
  readonly keys?: readonly (readonly string[])[];
  /** Whether spec.username has a use. */
  readonly username?: boolean;
  /** Whether spec.certSecretRef has a use. */
  readonly certificates?: boolean;
  /** Whether spec.proxySecretRef has a use. */
  readonly proxy?: boolean;
  /** Whether spec.serviceAccountName has a use. */
  readonly identity?: boolean;
  /** Whether it writes the result of a reconciliation beside a commit. */
  readonly commitStatus?: boolean;
}

const TOKEN = [['token']];
const TOKEN_OR_APP = [['token'], ['githubAppID', 'githubAppPrivateKey']];
const LOGIN = ['username', 'password'];
/** A password stands in for a token. */
const TOKEN_OR_LOGIN = [...TOKEN, LOGIN];

const WEB = { address: 'url', certificates: true, proxy: true } as const;
const PLAIN = { address: 'url' } as const;
const GIT = { address: 'repository', certificates: true } as const;

/** By type, as the notification-controller asks for it when it makes its notifier. */
export const PROVIDER_TRAITS: ReadonlyMap<string, ProviderTraits> = new Map<string, ProviderTraits>([
  ['generic', WEB],
  ['generic-hmac', { ...WEB, keys: TOKEN }],
  ['slack', { ...WEB, channel: 'optional', username: true }],
  ['rocket', { ...WEB, channel: 'optional', username: true }],
  ['discord', { ...PLAIN, username: true, proxy: true }],
  ['msteams', WEB],
  ['googlechat', { ...PLAIN, proxy: true }],
  ['googlepubsub', { address: 'text', channel: 'required', identity: true }],
  ['azureeventhub', { address: 'text', channel: 'required', proxy: true, identity: true }],
  ['webex', { ...WEB, channel: 'required', keys: TOKEN }],
  ['sentry', { ...PLAIN, channel: 'optional', certificates: true }],
  ['telegram', { channel: 'required', keys: TOKEN, proxy: true }],
  ['lark', PLAIN],
  ['matrix', { ...PLAIN, channel: 'required', keys: TOKEN, certificates: true }],
  ['opsgenie', { ...WEB, keys: TOKEN }],
  ['alertmanager', { ...WEB, username: true }],
  ['grafana', { ...WEB, username: true }],
  ['pagerduty', { ...WEB, channel: 'required' }],
  ['datadog', { ...WEB, keys: TOKEN }],
  ['nats', { address: 'text', channel: 'required', username: true }],
  ['zulip', { ...WEB, channel: 'required', keys: [LOGIN], username: true }],
  ['otel', { ...WEB, username: true }],
  ['github', { ...GIT, keys: TOKEN_OR_APP, proxy: true, commitStatus: true }],
  ['githubdispatch', { ...GIT, keys: TOKEN_OR_APP, proxy: true }],
  ['githubpullrequestcomment', { ...GIT, keys: TOKEN_OR_APP, proxy: true }],
  ['gitlab', { ...GIT, keys: TOKEN_OR_LOGIN, commitStatus: true }],
  ['gitlabmergerequestcomment', { ...GIT, keys: TOKEN_OR_LOGIN }],
  ['gitea', { ...GIT, keys: TOKEN_OR_LOGIN, proxy: true, commitStatus: true }],
  ['giteapullrequestcomment', { ...GIT, keys: TOKEN_OR_LOGIN, proxy: true }],
  ['bitbucket', { ...GIT, keys: TOKEN, commitStatus: true }],
  ['bitbucketserver', { ...GIT, keys: TOKEN_OR_LOGIN, username: true, commitStatus: true }],
  ['azuredevops', { ...GIT, proxy: true, identity: true, commitStatus: true }],
]);

/** The API of Slack, which posts to the channel that is named; a webhook has its own. */
export const SLACK_API = 'https://slack.com/api/chat.postMessage';

/** Addresses of the connectors of Office 365, which Microsoft has retired; the second host gets the payload of workflows. */
export const RETIRED_TEAMS_CONNECTOR = /^https?:\/\/(?:[\w.-]+\.webhook|outlook)\.office(?:365)?\.com(?:[/:]|$)/i;
