/**
 * How deep lists and maps may be nested. Kubernetes objects stay far below a hundred levels;
 * what is deeper contains itself, or would be mostly blanks in block style.
 */
export const MAX_DEPTH = 1000;

/** Whether a value is a map of JSON, and not an instance of a class, whose fields are nobody's data. */
export function isPlainObject(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || isForeignObject(prototype);
}

/** `Object.prototype` of another realm, such as that of a test runner. */
function isForeignObject(prototype: object): boolean {
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf');
}

/** Whether text has no half of a surrogate pair, which no file in UTF-8 can hold. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/**
 * The error that names the first field of `root` that is not JSON data, in the order in which it is printed.
 * Only types are told, never values: they may be secret.
 */
export function jsonDataError(root: unknown): TypeError {
  const { path, problem, fix } = findProblem(root, [], []) ?? { path: [], problem: 'JSON data', fix: 'pass JSON data' };
  return new TypeError(`${pathText(path)} must be ${problem}.\n  fix: ${fix}`);
}

type Path = readonly (string | number)[];

interface Problem {
  readonly path: Path;
  readonly problem: string;
  readonly fix: string;
}

function findProblem(value: unknown, path: Path, ancestors: readonly object[]): Problem | undefined {
  if (typeof value === 'string') return isWellFormed(value) ? undefined : brokenText(path);
  if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return undefined;
  if (typeof value !== 'object' || !(Array.isArray(value) || isPlainObject(value))) return notJson(value, path);

  const ancestor = ancestors.indexOf(value);
  if (ancestor !== -1) return cycle(path, ancestor);
  if (ancestors.length >= MAX_DEPTH) return tooDeep(path);

  const inner = [...ancestors, value];
  if (Array.isArray(value)) return firstProblem(value.keys(), (index) => findProblem(value[index], [...path, index], inner));

  const map = value as Record<string, unknown>;
  return firstProblem(Object.keys(map), (key) => {
    if (map[key] === undefined) return undefined;
    return isWellFormed(key) ? findProblem(map[key], [...path, key], inner) : brokenText([...path, key]);
  });
}

function firstProblem<K>(keys: Iterable<K>, find: (key: K) => Problem | undefined): Problem | undefined {
  for (const key of keys) {
    const problem = find(key);
    if (problem) return problem;
  }
  return undefined;
}

function notJson(value: unknown, path: Path): Problem {
  return {
    path,
    problem: `JSON data (text, number, boolean, null, list or plain object), got ${typeText(value)}`,
    fix: 'pass its text or its number, or leave the field out',
  };
}

function brokenText(path: Path): Problem {
  return { path, problem: 'text, got half of a surrogate pair', fix: 'cut text between characters, not inside of one' };
}

function cycle(path: Path, ancestor: number): Problem {
  return {
    path,
    problem: `a tree, got a value that contains itself: it is the same object as ${pathText(path.slice(0, ancestor))}`,
    fix: 'pass a copy of the part that is meant',
  };
}

function tooDeep(path: Path): Problem {
  return {
    path: path.slice(0, 3),
    problem: `nested at most ${MAX_DEPTH} levels deep, got more`,
    fix: 'look for the code that wraps a value again and again',
  };
}

function typeText(value: unknown): string {
  if (typeof value === 'number' || value === undefined) return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  return `an instance of ${value?.constructor?.name || 'a class'}`;
}

/** `spec.values["a.b"][0]`, as one would write it in code. */
function pathText(path: Path): string {
  if (path.length === 0) return 'the document';
  return path.map(stepText).join('').replace(/^\./, '');
}

function stepText(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[A-Za-z_][\w-]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}
