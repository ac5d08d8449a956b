/** What a command tells the shell. Part of the API: scripts rely on it. */
export enum ExitCode {
  /** Nothing to do. */
  CLEAN = 0,
  /** Something was found that the caller wants to hear about. */
  FINDINGS = 1,
  /** The command could not do what it was asked for. */
  BAD_INPUT = 2,
}
