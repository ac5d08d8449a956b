/** What a type of Provider cannot do without. */
export interface ProviderNeeds {
  /** Where it sends to: in spec.address, or under the key `address` of the Secret. */
  readonly address?: boolean;
  /** Room, topic or key in spec.channel. */
  readonly channel?: boolean;
  /** Keys of the Secret; one list of several has to be complete. */
  readonly keys?: readonly (readonly string[])[];
}

const TOKEN = [['token']];
const APP = ['githubAppID', 'githubAppPrivateKey'];
const LOGIN = ['username', 'password'];

/** By type, as the notification-controller asks for it when it makes its notifier. */
export const NEEDS: ReadonlyMap<string, ProviderNeeds> = new Map<string, ProviderNeeds>([
  ...['slack', 'discord', 'rocket', 'msteams', 'googlechat', 'lark', 'alertmanager', 'grafana', 'generic', 'sentry', 'otel'].map(
    (type): [string, ProviderNeeds] => [type, { address: true }],
  ),
  ['generic-hmac', { address: true, keys: TOKEN }],
  ['webex', { address: true, channel: true, keys: TOKEN }],
  ['matrix', { address: true, channel: true, keys: TOKEN }],
  ['opsgenie', { address: true, keys: TOKEN }],
  ['datadog', { address: true, keys: TOKEN }],
  ['telegram', { channel: true, keys: TOKEN }],
  ['pagerduty', { channel: true }],
  ['googlepubsub', { address: true, channel: true }],
  ['azureeventhub', { address: true, channel: true }],
  ['nats', { address: true, channel: true }],
  ['zulip', { address: true, channel: true, keys: [LOGIN] }],
  ['github', { address: true, keys: [...TOKEN, APP] }],
  ['githubdispatch', { address: true, keys: [...TOKEN, APP] }],
  ['githubpullrequestcomment', { address: true, keys: [...TOKEN, APP] }],
  ['gitlab', { address: true, keys: TOKEN }],
  ['gitlabmergerequestcomment', { address: true, keys: TOKEN }],
  ['gitea', { address: true, keys: TOKEN }],
  ['giteapullrequestcomment', { address: true, keys: TOKEN }],
  ['bitbucket', { address: true, keys: TOKEN }],
  ['bitbucketserver', { address: true, keys: [...TOKEN, LOGIN] }],
]);
