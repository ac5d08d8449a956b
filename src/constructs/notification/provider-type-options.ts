/** Options for `ProviderType.of()`. */
export interface ProviderTypeOptions {
  /**
   * Where events are sent to: an address, for cloud queues the name of a project or hub. An address that is itself a secret stays in
   * the Secret, under the key `address`.
   *
   * @default - the key `address` of the Secret
   */
  readonly address?: string;

  /**
   * Room, topic, subject or routing key, as the type has it.
   *
   * @default - none
   */
  readonly channel?: string;

  /**
   * Name under which messages appear, or the account that sends them.
   *
   * @default - that of the type
   */
  readonly username?: string;

  /**
   * Secret of the Provider's namespace. It is only named here; which keys it needs depends on the type: `address`, `token`, `username`
   * and `password`, or `headers`.
   *
   * @default - none
   */
  readonly secretName?: string;
}
