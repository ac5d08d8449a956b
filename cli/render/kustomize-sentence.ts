/** What kustomize says, without what it wraps around it. */
export interface KustomizeSentence {
  readonly text: string;
  /** The directory of the kustomization that fails, where it is not the one that is built. */
  readonly directory?: string;
  /** The file or directory that cannot be added, as the kustomization or the message has it. */
  readonly entry?: string;
}

/** The text of an error of kustomize, or of a kubectl that writes it into a line of its log, with the time and its process. */
export function unlogged(error: string): string {
  const text = error.replace(/^# Warning: .*\n/gm, '').replace(/^error: /i, '');
  const [, quoted, block] = /^[EF]\d{4} [^\]]*\] "command failed" err=(?:("(?:[^"\\]|\\.)*")|<\n([\s\S]*?)\n ?>)/.exec(text) ?? [];
  if (block !== undefined) return block.replace(/^\t/gm, '');
  return (quoted === undefined ? text : unquoted(quoted)).trim();
}

/** Finds the sentence inside of all the directories and files that kustomize names around it. */
export function sentenceOf(error: string): KustomizeSentence {
  let text = error;
  let directory: string | undefined;
  let entry: string | undefined;
  const take = (pattern: RegExp, use: (match: RegExpExecArray) => void): boolean => {
    const match = pattern.exec(text);
    if (!match) return false;
    text = text.slice(match[0].length);
    use(match);
    return true;
  };
  const unwrap = (): boolean =>
    take(/^accumulating (?:resources|components): /, () => undefined) ||
    take(/^accumulateDirectory: (?=")/, () => (text = unquoted(text))) ||
    take(/^(?:accumulation err='accumulating [\s\S]*?': )?recursed accumulation of path '([^']*)': /, (match) => (directory = match[1])) ||
    take(/^(?:accumulation err='accumulating [\s\S]*?': )?recursed merging from path '([^']*)': /, (match) => (entry = match[1])) ||
    take(/^accumulation err='(?=(?:accumulating|merging) resources from)([\s\S]*?)': must build at directory: [\s\S]*$/, (match) => {
      text = match[1];
    }) ||
    take(/^(?:accumulating|merging) resources from '([^']*)': /, (match) => (entry = match[1])) ||
    take(/^trouble configuring builtin \w+ with config: `\n[\s\S]*?\n`: /, () => undefined);
  while (unwrap());
  return { text, directory, entry };
}

/** Go quotes almost as JSON does. */
function unquoted(text: string): string {
  try {
    return String(JSON.parse(text.replace(/\\x([0-9a-f]{2})/g, '\\u00$1')));
  } catch {
    return text;
  }
}
