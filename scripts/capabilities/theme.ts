/** What can be done about one matter, and where it is shown. Everything that is named here must exist: test/capabilities.test.ts. */
export interface Theme {
  readonly title: string;
  /** Whole sentences; at most seven, so that a theme fits on a screen. */
  readonly can: readonly string[];
  /** Exports of the library, also with a member: `Auth.githubApp`, `Variation.OVERLAYS`. */
  readonly api: readonly string[];
  /** What is typed, without the name of the program: `lint --fix`. */
  readonly commands?: readonly string[];
  /** The rules that watch over it; the most telling ones. */
  readonly rules?: readonly string[];
  /** Sections of pages below docs/: `guide/images.md#with-git`. */
  readonly pages?: readonly string[];
  /** Folders below examples/. */
  readonly examples?: readonly string[];
  /** Files below test/. */
  readonly tests: readonly string[];
}
