import { createHash } from 'node:crypto';
import { IConstruct } from 'constructs';
import { InputError } from '../../primitives/input-error';
import { requireName } from '../../primitives/kubernetes-name';
import { shapeOf } from '../../primitives/template-input';

/** Longest name of a Helm release. */
const MAX_RELEASE_NAME = 53;

/** Refuses a release name that Helm refuses, and one that Flux would silently replace, and says by what. */
export function requireReleaseName(at: IConstruct, prop: string, name: string): void {
  if (prop === 'releaseName') requireName(at, prop, name);
  if (shapeOf(at, name).length <= MAX_RELEASE_NAME) return;
  throw new InputError(at, {
    prop,
    got: name,
    mustBe: `at most ${MAX_RELEASE_NAME} characters; Flux would install it as '${shortenedByFlux(name)}'`,
    fix: `releaseName: '${name.slice(0, MAX_RELEASE_NAME).replace(/[-.]+$/, '')}'`,
  });
}

/** What helm-controller makes of a longer name: forty characters and twelve of a hash. */
function shortenedByFlux(name: string): string {
  if (name.length <= MAX_RELEASE_NAME) return name;
  return `${name.slice(0, 40)}-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
}
