import { IConstruct } from 'constructs';
import { KustomizationSpecPostBuild } from '../../../imports/kustomize.toolkit.fluxcd.io';
import { toFluxDuration } from '../../primitives/flux-duration';
import { InputError } from '../../primitives/input-error';
import { KustomizationProps } from './kustomization-props';

/** Names of variables that Flux accepts; one bad name fails the whole build. */
const VARIABLE_NAME = /^[_a-zA-Z][_a-zA-Z0-9]*$/;

/** Refuses a path that leaves the source: Flux would silently read its root instead. */
export function requireLocalPath(at: IConstruct, path: string): void {
  if (path !== '' && !path.startsWith('/') && !path.split('/').includes('..')) return;
  throw new InputError(at, {
    prop: 'path',
    got: path,
    mustBe: "a directory inside the source, relative to its root, without '..'",
    fix: `path: './${path
      .split('/')
      .filter((part) => part !== '' && part !== '..')
      .join('/')}'`,
  });
}

/** Refuses names of variables that would fail the build of the Kustomization. */
export function requireVariableNames(at: IConstruct, postBuild: KustomizationSpecPostBuild | undefined): void {
  for (const name of Object.keys(postBuild?.substitute ?? {})) requireVariableName(at, 'postBuild.substitute', name);
}

/** Refuses one name of a variable. */
export function requireVariableName(at: IConstruct, prop: string, name: string): void {
  if (VARIABLE_NAME.test(name)) return;
  throw new InputError(at, {
    prop,
    got: name,
    mustBe: 'names of variables: letters, digits and _, not starting with a digit; Flux fails the whole build otherwise',
    fix: `${name.replace(/^(?=\d)/, '_').replace(/\W/g, '_') || 'NAME'}: '…'`,
  });
}

/** Refuses durations at the caller's line, although they are printed much later. */
export function requireDurations(at: IConstruct, { interval, retryInterval, timeout }: KustomizationProps): void {
  for (const [prop, duration] of Object.entries({ interval, retryInterval, timeout })) {
    if (duration) toFluxDuration(at, prop, duration);
  }
}
