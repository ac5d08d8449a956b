import { Answer } from '../ask';

/** A difference that is known, and why it is as it is. */
interface KnownDifference {
  readonly reason: string;
  readonly applies: (text: string, answer: Answer, refused: readonly string[]) => boolean;
}

const there =
  (part: string) =>
  (_: string, { error }: Answer) =>
    error?.includes(part) ?? false;
const here =
  (part: string) =>
  (_: string, { error }: Answer, refused: readonly string[]) =>
    error === undefined && refused.some((message) => message.includes(part));

const KNOWN: readonly KnownDifference[] = [
  {
    reason:
      'what stands behind the first document is refused here, and not looked at by sigs.k8s.io/yaml: Flux and kubectl split files first',
    applies: (text, { error }, refused) =>
      error === undefined &&
      (refused.some((message) => message.includes('a document separator')) || (refused.length > 0 && /^\.\.\./m.test(text))),
  },
  {
    reason: 'read here: a tab on the last, blank line of a text, or in a block that says how far it is indented',
    applies: there('found a tab character'),
  },
  {
    reason: 'read here: a tab in front of a key, a dash or a value on a line of its own',
    applies: there('found character that cannot start any token'),
  },
  {
    reason: 'read here: a map that starts behind an anchor or a tag, on the line of its key',
    applies: (text, { error }) => /mapping values are not allowed/.test(error ?? '') && /: [&!]/.test(text),
  },
  { reason: "refused here: `\\'` in double quotes, which YAML does not have", applies: here('unknown escape sequence') },
  { reason: 'refused here: a colon that ends a word in brackets', applies: here('missed comma between flow collection entries') },
  { reason: 'refused here: two anchors or tags on one value, or a tag on an alias', applies: here('property') },
  { reason: 'refused here: a tag on an alias', applies: here('alias node should not have any properties') },
  {
    reason: 'refused here: no space behind the colon of a quoted key',
    applies: here('a whitespace character is expected after the key-value separator'),
  },
  {
    reason: 'refused here: a block of blank lines that something without a key follows',
    applies: here('bad indentation of a mapping entry'),
  },
  {
    reason: 'another value: an escaped line break in double quotes that blanks follow',
    applies: (text, { error }, refused) => error === undefined && refused.length === 0 && /\\\r?\n[ \t]*\r?\n/.test(text),
  },
  {
    reason: 'read otherwise here: a byte order mark in the middle of a text',
    applies: (text) => text.includes('\ufeff', 1),
  },
];

/** Why a text is read otherwise here, where that is known. */
export function knownYamlDifference(text: string, answer: Answer, refused: readonly string[]): string | undefined {
  return KNOWN.find(({ applies }) => applies(text, answer, refused))?.reason;
}
