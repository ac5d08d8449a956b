import { Field } from '../../manifests/manifest';

/**
 * The keys and indices of a `targetPath`, as the parser of `helm --set` reads them: `a.b[0].c\.d`. A dot ends a key, a backslash takes the
 * meaning from what follows it.
 */
export function parseTargetPath(path: string): (string | number)[] {
  const steps: (string | number)[] = [];
  let key = '';
  const end = (): void => {
    if (key !== '') steps.push(key);
    key = '';
  };
  for (let at = 0; at < path.length; at++) {
    const index = path[at] === '[' ? /^\[(\d{1,5})\]/.exec(path.slice(at, at + '[12345]'.length)) : null;
    if (path[at] === '\\') {
      key += path[++at] ?? '';
    } else if (index) {
      end();
      steps.push(Number(index[1]));
      at += index[0].length - 1;
    } else if (path[at] === '.') {
      end();
    } else {
      key += path[at];
    }
  }
  end();
  return steps;
}

/** What is written below `values` at a path: a leaf, or the list that an index reaches into, as lists are never merged. */
export function leafAt(values: Field, steps: readonly (string | number)[]): Field | undefined {
  let field = values;
  for (const step of steps) {
    if (Array.isArray(field.value)) return field;
    field = field.at(String(step));
  }
  return field.exists && field.entries().length === 0 ? field : undefined;
}
