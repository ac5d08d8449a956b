/** How a person, or whoever has started a program, ends it. */
export const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The code of a program that was ended so. */
export const INTERRUPTED = 130;
