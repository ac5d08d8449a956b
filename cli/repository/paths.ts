/** Paths inside a tree: relative to its root, with `/`, without `.` and `..`; the root itself is the empty text. */

/** Where a path leads from a directory; `undefined` when it leaves the tree. */
export function resolvePath(directory: string, path: string): string | undefined {
  const steps = path.startsWith('/') ? [] : stepsOf(directory);
  for (const step of stepsOf(path)) {
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join('/');
}

/** The same where `..` stops at the root, as Flux joins the path of a Kustomization. */
export function clampPath(path: string): string {
  const steps: string[] = [];
  for (const step of stepsOf(path)) {
    if (step === '..') steps.pop();
    else steps.push(step);
  }
  return steps.join('/');
}

/** The directory of a path; the empty text for what stands in the root. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function joinPath(directory: string, name: string): string {
  return directory === '' ? name : name === '' ? directory : `${directory}/${name}`;
}

/** Whether a path is a directory or something below it. */
export function isWithin(path: string, directory: string): boolean {
  return directory === '' || path === directory || path.startsWith(`${directory}/`);
}

/** The directory and those around it, the nearest first, the root last. */
export function ancestorsOf(directory: string): string[] {
  const ancestors = [directory];
  while (ancestors[ancestors.length - 1] !== '') ancestors.push(directoryOf(ancestors[ancestors.length - 1]));
  return ancestors;
}

function stepsOf(path: string): string[] {
  return path.split('/').filter((step) => step !== '' && step !== '.');
}
