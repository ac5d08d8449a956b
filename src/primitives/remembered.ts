/** More than a fleet has different intervals, ranges and keys; a text that is the only one of its kind is not worth more. */
const MOST = 2_000;

/** A pure function of a text that remembers its answers: in a fleet, the same texts come again and again. */
export function remembered<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const answer = known.get(text);
    if (answer !== undefined) return answer;
    if (known.size >= MOST) known.clear();
    const made = work(text);
    known.set(text, made);
    return made;
  };
}
