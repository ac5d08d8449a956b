/**
 * A test that makes the meaning of a manifest of the four documents with the library.
 *
 * @param id document, 0 to 3, and the line of the manifest's `apiVersion`, e.g. `1:131`
 * @param meaning what it is, in the words of a user
 * @param body compares the whole object
 */
export function manifest(id: `${0 | 1 | 2 | 3}:${number}`, meaning: string, body: () => void | Promise<void>): void {
  test(`manifest ${id}: ${meaning}`, body);
}
