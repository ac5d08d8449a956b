import { Construct } from 'constructs';
import {
  ResourceSetSpecDependsOn,
  ResourceSetSpecSteps,
  ResourceSetSpecInputStrategyName as StrategyName,
} from '../../../imports/fluxcd.controlplane.io';
import { InputError } from '../../primitives/input-error';
import { MAX_LABEL, requireName } from '../../primitives/kubernetes-name';
import { ResourceSetProps } from './resource-set-props';

/** Most steps that a set may have. */
const MAX_STEPS = 20;

/** A use of an input between the delimiters of Helm and Go, which the operator leaves as they are. */
const WRONG_DELIMITERS = /\{\{(-?\s*\.?inputs\b[^}]*)\}\}/;

/** Refuses what the API server refuses, and templates that the operator would not fill in. */
export function requireResourceSet(at: Construct, props: ResourceSetProps): void {
  requireOneBody(at, props);
  requireMaps(at, props.inputs ?? []);
  if (props.steps) requireSteps(at, props.steps);
  requireReady(at, props.dependsOn ?? []);
  for (const prop of ['resources', 'resourcesTemplate', 'steps'] as const) requireDelimiters(at, prop, props[prop]);

  const { inputStrategy } = props;
  if (inputStrategy?.includeEmptyProviders === undefined || inputStrategy.name === StrategyName.PERMUTE) return;
  throw new InputError(at, {
    prop: 'inputStrategy.includeEmptyProviders',
    got: inputStrategy.name,
    mustBe: 'used with the strategy Permute only',
    fix: 'name: operator.ResourceSetSpecInputStrategyName.PERMUTE',
  });
}

function requireOneBody(at: Construct, { resources, resourcesTemplate, steps }: ResourceSetProps): void {
  const set = Object.entries({ resources, resourcesTemplate, steps }).filter(([, value]) => value !== undefined);
  if (set.length === 1) return;

  throw new InputError(at, {
    prop: 'resources, resourcesTemplate and steps',
    got: set.map(([prop]) => prop),
    mustBe: 'props of which exactly one is set',
    fix:
      set.length === 0
        ? 'resources: [{ … }]'
        : `keep ${set[0][0]}, remove ${set
            .slice(1)
            .map(([prop]) => prop)
            .join(' and ')}`,
  });
}

function requireMaps(at: Construct, inputs: unknown[]): void {
  inputs.forEach((input, index) => {
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return;
    throw new InputError(at, {
      prop: `inputs[${index}]`,
      got: input,
      mustBe: 'a map of values by name',
      fix: `inputs: [{ name: ${JSON.stringify(input)?.replaceAll('"', "'")} }], used as << inputs.name >>`,
    });
  });
}

function requireSteps(at: Construct, steps: ResourceSetSpecSteps[]): void {
  const names = steps.map(({ name }) => name);
  steps.forEach(({ name, resources, resourcesTemplate }, index) => {
    requireName(at, `steps[${index}].name`, name, MAX_LABEL);
    if (names.indexOf(name) !== index) {
      throw new InputError(at, {
        prop: `steps[${index}].name`,
        got: name,
        mustBe: 'a name that no other step has',
        fix: `name: '${name}-${index + 1}'`,
      });
    }
    if (!resources && resourcesTemplate === undefined) {
      throw new InputError(at, {
        prop: `steps[${index}]`,
        got: name,
        mustBe: 'a step with resources or a resourcesTemplate',
        fix: `{ name: '${name}', resources: [{ … }] }`,
      });
    }
  });
  if (steps.length >= 1 && steps.length <= MAX_STEPS) return;
  throw new InputError(at, {
    prop: 'steps',
    got: steps.length,
    mustBe: `a list of 1 to ${MAX_STEPS} steps`,
    fix:
      steps.length === 0
        ? "steps: [{ name: 'apps', resources: [{ … }] }]"
        : 'put the rest into another ResourceSet that depends on this one',
  });
}

/** Refuses an expression that the operator does not look at. */
function requireReady(at: Construct, dependencies: ResourceSetSpecDependsOn[]): void {
  dependencies.forEach(({ ready, readyExpr }, index) => {
    if (readyExpr === undefined || ready) return;
    throw new InputError(at, {
      prop: `dependsOn[${index}].readyExpr`,
      got: readyExpr,
      mustBe: 'used together with ready: true; the operator ignores it otherwise',
      fix: 'ready: true',
    });
  });
}

function requireDelimiters(at: Construct, path: string, value: unknown): void {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) requireDelimiters(at, `${path}[${index}]`, item);
  else if (isMap(value)) for (const [key, item] of Object.entries(value)) requireDelimiters(at, `${path}.${key}`, item);
  if (typeof value !== 'string') return;

  const [found, expression] = WRONG_DELIMITERS.exec(value) ?? [];
  if (found === undefined) return;
  throw new InputError(at, {
    prop: path,
    got: found,
    mustBe: 'a template with the delimiters << and >>; the operator fills in no others',
    fix: `'<<${expression.replace(/\.(?=inputs)/, '')}>>'`,
  });
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
