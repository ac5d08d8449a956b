/**
 * Whether tenants of one cluster are confined, as the constructs of that cluster see it.
 *
 * A cluster becomes locked when it is told to, or when its first tenant arrives, which may be after
 * other constructs were made. So a construct that acts differently then says what to do, once.
 */
export class Lockdown {
  private readonly actions: (() => void)[] = [];
  private locked = false;
  private open = false;

  /** Whether tenants are confined. */
  public get isLocked(): boolean {
    return this.locked;
  }

  /** The program has said that nobody is confined; a tenant does not change that. */
  public keepOpen(): void {
    this.open = true;
  }

  /** Confines the tenants of the cluster; doing it twice changes nothing. */
  public lock(): void {
    if (this.locked || this.open) return;
    this.locked = true;
    for (const action of this.actions.splice(0)) action();
  }

  /** Runs `action` when the cluster is locked: at once if it is, otherwise when it becomes so. */
  public whenLocked(action: () => void): void {
    if (this.locked) action();
    else this.actions.push(action);
  }
}
