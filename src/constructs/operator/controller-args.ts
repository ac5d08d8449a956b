import { Yaml } from 'cdk8s';
import { FluxInstanceSpecComponents } from '../../../imports/fluxcd.controlplane.io';
import { KustomizationSpecPatches } from '../../../imports/kustomize.toolkit.fluxcd.io';
import { InputError, InputPlace } from '../../primitives/input-error';
import { groupBy } from '../../primitives/push-to';

/** Arguments of controllers, by the name of the controller. */
export interface ControllerArgs {
  readonly [controller: string]: readonly string[];
}

/** All controllers of Flux, in the order of the API. */
const CONTROLLERS: readonly string[] = Object.values(FluxInstanceSpecComponents);

const ARGUMENT = /^--([a-z][a-z0-9-]*)(?:=(.*))?$/;
const GATE = /^[A-Za-z]+=(true|false)$/;
const IDENTITY = 'tenancy: Tenancy.locked({ workloadIdentity: true })';

/** What the tenancy of a cluster decides, and how the program says it. */
const OF_TENANCY: ReadonlyMap<string, string> = new Map([
  ['no-cross-namespace-refs', 'tenancy: Tenancy.locked()'],
  ['no-remote-bases', 'tenancy: Tenancy.locked()'],
  ['default-service-account', 'tenancy: Tenancy.locked()'],
  ['default-kubeconfig-service-account', IDENTITY],
  ['default-decryption-service-account', IDENTITY],
]);

/** Refuses arguments that would reach no controller, that none would start with, or that something else decides. */
export function requireControllerArgs(at: InputPlace, args: ControllerArgs = {}, isSharded = false): void {
  for (const [controller, list] of Object.entries(args)) {
    requireController(at, controller);
    const prop = `controllerArgs['${controller}']`;
    for (const arg of list) {
      const [, name, value] = ARGUMENT.exec(arg) ?? [];
      if (name === undefined) throw refusedForm(at, prop, arg);
      requireUndecided(at, prop, arg, isSharded ? new Map([...OF_TENANCY, ['watch-label-selector', 'sharding']]) : OF_TENANCY);
      if (name === 'feature-gates') requireGates(at, prop, arg, value ?? '');
    }
  }
}

/** Feature gates that the arguments of a controller name, on or off. */
export function gatesIn(args: readonly string[] = []): string[] {
  const lists = args.filter((arg) => arg.startsWith('--feature-gates=')).map((arg) => arg.slice('--feature-gates='.length));
  return lists.flatMap((list) => list.split(',')).map((gate) => gate.split('=')[0]);
}

/** Patches that add the arguments; controllers with the same ones share a patch. */
export function argumentPatches(args: ControllerArgs): KustomizationSpecPatches[] {
  const changed = CONTROLLERS.filter((name) => args[name]?.length > 0);
  const groups = groupBy(changed, (name) => JSON.stringify(args[name]));
  return [...groups].map(([key, controllers]) => argumentPatch(controllers, JSON.parse(key)));
}

/** A patch that adds arguments to controllers. They come last, and of an argument that is there twice the last one counts. */
export function argumentPatch(controllers: readonly string[], args: readonly string[]): KustomizationSpecPatches {
  return {
    patch: Yaml.stringify(args.map((value) => ({ op: 'add', path: '/spec/template/spec/containers/0/args/-', value }))),
    target: { kind: 'Deployment', name: controllers.length === 1 ? controllers[0] : `(${controllers.join('|')})` },
  };
}

/** A patch that fits no controller would change nothing, and nobody would notice. */
function requireController(at: InputPlace, controller: string): void {
  if (CONTROLLERS.includes(controller)) return;
  const similar = CONTROLLERS.find((name) => name.startsWith(controller.split('-')[0].toLowerCase()));
  throw new InputError(at, {
    prop: 'controllerArgs',
    got: controller,
    mustBe: `named after controllers (${CONTROLLERS.join(', ')})`,
    fix: `controllerArgs: { '${similar ?? CONTROLLERS[0]}': ['--log-level=debug'] }`,
  });
}

function refusedForm(at: InputPlace, prop: string, arg: string): InputError {
  const corrected = `--${arg.trim().replace(/^-+/, '').replace(/\s+/, '=')}`;
  return new InputError(at, {
    prop,
    got: arg,
    mustBe: 'made of arguments that begin with --, each with its value behind a =',
    fix: `'${ARGUMENT.test(corrected) ? corrected : '--concurrent=10'}'`,
  });
}

/** Two answers to one question: the one that comes last would win, and not always the same one comes last. */
function requireUndecided(at: InputPlace, prop: string, arg: string, decided: ReadonlyMap<string, string>): void {
  const instead = decided.get(ARGUMENT.exec(arg)![1]);
  if (instead === undefined) return;
  throw new InputError(at, {
    prop,
    got: arg,
    mustBe: `without ${[...decided.keys()].map((name) => `--${name}`).join(', ')}, which other props decide`,
    fix:
      instead === 'sharding' ? 'remove it: sharding says which objects the controllers watch' : `${instead} on the Cluster, in place of it`,
  });
}

/** A controller stops at a gate that it cannot read. */
function requireGates(at: InputPlace, prop: string, arg: string, value: string): void {
  const gates = value.split(',');
  const wrong = gates.find((gate) => !GATE.test(gate));
  if (wrong !== undefined) {
    throw new InputError(at, {
      prop,
      got: arg,
      mustBe: 'made of feature gates that are true or false',
      fix: `'--feature-gates=${/^[A-Za-z]+/.exec(wrong)?.[0] ?? 'StrictPostBuildSubstitutions'}=true'`,
    });
  }
  if (!gates.includes('ObjectLevelWorkloadIdentity=false')) return;
  throw new InputError(at, {
    prop,
    got: arg,
    mustBe: 'without ObjectLevelWorkloadIdentity=false: it is off until the tenancy needs it, and then no controller would start',
    fix: 'remove it',
  });
}
