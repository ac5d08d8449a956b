import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** One upstream release and the kinds we take from it. */
export interface Pin {
  /** `owner/name` on GitHub. */
  readonly repository: string;
  readonly tag: string;
  /** The file in the repository, by the kind that it defines. */
  readonly kinds: Readonly<Record<string, string>>;
}

/** The list `crds` of `cdk8s.yaml`. */
export function readPins(root: string): Pin[] {
  const config = load(readFileSync(join(root, 'cdk8s.yaml'), 'utf8')) as { crds?: Pin[] };
  if (!config.crds?.length) {
    throw new Error("cdk8s.yaml: 'crds' must be a list of releases with repository, tag and kinds.\n  fix: restore the list from git");
  }
  return config.crds;
}
