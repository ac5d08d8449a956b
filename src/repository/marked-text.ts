/** A text that is printed with a comment behind it, for tools that read comments. */
export class MarkedText {
  constructor(
    public readonly text: string,
    /** The comment, with its `#`. */
    public readonly comment: string,
    /** How the text is written, where another tool has written it: quotes that it does not need are no change. */
    public readonly written?: string,
  ) {}
}
