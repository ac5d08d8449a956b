import { IConstruct } from 'constructs';
import { KustomizationSpecPostBuild } from '../../../imports/kustomize.toolkit.fluxcd.io';
import { toFluxDuration } from '../../primitives/flux-duration';
import { InputError, InputPlace } from '../../primitives/input-error';
import { Gate } from './gate';
import { KustomizationOptions } from './kustomization-options';
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
export function requireVariableName(at: InputPlace, prop: string, name: string): void {
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

/** Longest prefix or suffix of a name. */
const MAX_AFFIX = 200;

/** Refuses options that the API server or the build would refuse, and those that could not act. */
export function requireOptions(at: IConstruct, options: KustomizationOptions, gate: Gate | undefined): void {
  requireAffixes(at, options);
  for (const component of options.components ?? []) requireRelative(at, component);
  requireImages(at, options);
  requirePointers(at, options);
  const isChecked = !gate || gate.wait || gate.healthChecks.length > 0;
  if (isChecked || !options.healthCheckExprs?.length) return;
  throw new InputError(at, {
    prop: 'gate',
    got: 'Gate.applied()',
    mustBe: 'one that checks something when there are healthCheckExprs, which are not looked at otherwise',
    fix: 'gate: Gate.all(), or remove healthCheckExprs',
  });
}

function requireAffixes(at: IConstruct, { namePrefix, nameSuffix }: KustomizationOptions): void {
  for (const [prop, affix] of Object.entries({ namePrefix, nameSuffix })) {
    if (affix === undefined || (affix.length > 0 && affix.length <= MAX_AFFIX && /^[a-z0-9.-]+$/.test(affix))) continue;
    throw new InputError(at, {
      prop,
      got: affix,
      mustBe: `part of a Kubernetes name: 1 to ${MAX_AFFIX} lower case letters, digits, '-' and '.'`,
      fix:
        affix === ''
          ? `remove ${prop}`
          : `${prop}: '${affix
              .toLowerCase()
              .replace(/[^a-z0-9.-]+/g, '-')
              .slice(0, MAX_AFFIX)}'`,
    });
  }
}

function requireRelative(at: IConstruct, component: string): void {
  if (component !== '' && !component.startsWith('/') && !/^[\w+.-]+:/.test(component)) return;
  throw new InputError(at, {
    prop: 'components',
    got: component,
    mustBe: 'directories of the same source, relative to path; Flux fails on others',
    fix: "components: ['../components/high-availability']",
  });
}

function requireImages(at: IConstruct, { images = [] }: KustomizationOptions): void {
  for (const { name, newName, newTag, digest } of images) {
    const isNamed = name !== '' && !/[:@]/.test(name.replace(/^[^/]*:\d+\//, ''));
    if (!isNamed) {
      throw new InputError(at, {
        prop: 'images',
        got: name,
        mustBe: 'images by their name alone, without tag and digest, as kustomize compares it',
        fix: `{ name: '${name.replace(/[:@][^/]*$/, '') || 'ghcr.io/acme/web'}', newTag: '…' }`,
      });
    }
    if (newName ?? newTag ?? digest) continue;
    throw new InputError(at, {
      prop: 'images',
      got: { name },
      mustBe: 'given what replaces the name, the tag or the digest',
      fix: `{ name: '${name}', newTag: '…' }`,
    });
  }
}

function requirePointers(at: IConstruct, { ignore = [] }: KustomizationOptions): void {
  for (const { paths } of ignore) {
    const wrong = paths.find((path) => !path.startsWith('/'));
    if (paths.length > 0 && wrong === undefined) continue;
    throw new InputError(at, {
      prop: 'ignore',
      got: wrong ?? paths,
      mustBe: 'JSON pointers, which start with /, one at least',
      fix: `paths: ['/${(wrong ?? 'spec.replicas').replace(/^[.$]+/, '').replaceAll('.', '/')}']`,
    });
  }
}
