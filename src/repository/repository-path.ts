/** Names that start like this belong to the writer: its ledger and its temporary file. */
export const RESERVED_PREFIX = '.cdk8s-fluxcd.';

/** Longest name of a file or directory, in bytes, on the file systems that people use. */
const MAX_SEGMENT = 255;

/** Paths as nearly all are, in which nothing below can be wrong and upper case and composed characters do not occur. */
const ORDINARY = /^(?:[a-z0-9_-][a-z0-9._-]{0,200}\/)*[a-z0-9_-][a-z0-9._-]{0,200}$/;

/** What a path of the repository must be and this one is not, or `undefined` when it is fine. */
export function pathProblem(path: string): string | undefined {
  if (ORDINARY.test(path)) return undefined;
  if (path === '') return 'the name of a file';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'relative to the root of the repository';
  if (path.includes('\\')) return "separated by '/'";
  if (/\p{Cc}|\p{Surrogate}/u.test(path)) return 'made of characters that can be printed';

  const segments = path.split('/');
  if (segments.includes('')) return "without an empty name between two '/' and at the end";
  if (segments.includes('.') || segments.includes('..')) return "free of '.' and '..'";
  if (segments.some((segment) => segment.toLowerCase() === '.git')) return "outside of '.git', which belongs to Git";
  if (segments.some((segment) => segment.toLowerCase().startsWith(RESERVED_PREFIX))) {
    return `free of names that start with '${RESERVED_PREFIX}', which are the writer's own`;
  }
  if (segments.some((segment) => Buffer.byteLength(segment) > MAX_SEGMENT)) return `made of names of at most ${MAX_SEGMENT} bytes`;
  return undefined;
}

/** The form in which two paths are equal that a Mac or a Windows machine takes for the same file. */
export function foldPath(path: string): string {
  return ORDINARY.test(path) ? path : path.normalize('NFC').toLowerCase();
}

/** Every directory above a path, the nearest first. */
export function parentsOf(path: string): string[] {
  const parents: string[] = [];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) parents.push(path.slice(0, end));
  return parents;
}
