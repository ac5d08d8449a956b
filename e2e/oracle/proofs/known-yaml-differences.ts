import { YamlDocument, YamlFile } from '../../../src/manifests/yaml/yaml-file';
import { YamlNode } from '../../../src/manifests/yaml/yaml-node';
import { Answer } from '../ask';

/** A difference that is known, and why it is as it is. */
interface KnownDifference {
  readonly reason: string;
  readonly applies: (file: YamlFile, answer: Answer) => boolean;
}

const KNOWN: readonly KnownDifference[] = [
  {
    // It looks for a mark at the start of its buffer, wherever in the text it is, and takes the first character of any line for one.
    reason:
      'two byte order marks at the start of a text: sigs.k8s.io/yaml then leaves out the first character of every line, and here the second one is text',
    applies: ({ text }) => text.startsWith('\ufeff\ufeff'),
  },
  {
    // Go keeps both until it writes JSON, and goes through a map in another order each time.
    reason:
      'a key that a map has twice in two spellings, such as `1` and `1.0`: sigs.k8s.io/yaml takes one at random, and here the last one counts',
    applies: ({ documents }, { error }) => error === undefined && documents.some(hasKeyInTwoSpellings),
  },
  {
    reason:
      'a control character behind the first document: sigs.k8s.io/yaml refuses the whole text, and here each document stands for itself',
    applies: ({ problems }, { error }) => /control characters/.test(error ?? '') && problems.some(({ message }) => /control/.test(message)),
  },
];

function hasKeyInTwoSpellings({ file: { text }, root }: YamlDocument): boolean {
  const isTwice = (node: YamlNode): boolean => {
    const spellings = new Map<unknown, Set<string>>();
    for (const { key } of node.entries ?? []) {
      spellings.set(key.value, (spellings.get(key.value) ?? new Set()).add(text.slice(key.start, key.end)));
    }
    const parts = [...(node.items ?? []), ...(node.entries ?? []).map(({ value }) => value)];
    return [...spellings.values()].some(({ size }) => size > 1) || parts.some(isTwice);
  };
  return root !== undefined && isTwice(root);
}

/** Why a text is read otherwise here, where that is known. */
export function knownYamlDifference(file: YamlFile, answer: Answer): string | undefined {
  return KNOWN.find(({ applies }) => applies(file, answer))?.reason;
}
