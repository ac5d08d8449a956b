import { Construct, IConstruct } from 'constructs';
import { Sync } from '../constructs/operator/sync';
import { InputError } from '../primitives/input-error';

/** The sync, without which the operator would install Flux for nothing. */
export function requireSync(at: IConstruct, sync: Sync | undefined): Sync {
  if (sync) return sync;
  throw new InputError(at, {
    prop: 'sync',
    got: undefined,
    mustBe: 'set when the operator installs Flux',
    fix: "sync: Sync.git('https://github.com/acme/fleet'), or install: Install.bootstrap()",
  });
}

/** Nothing can be filled in where nothing is declared. */
export function noVariables(at: IConstruct): InputError {
  return new InputError(at, {
    prop: 'variables',
    got: {},
    mustBe: 'declared when a layer is to be substituted; Flux fills in nothing where it knows no variable',
    fix: "variables: { DOMAIN: 'acme.io' }, or remove substitute from the layer",
  });
}

/** Two clusters of one id would write to one directory. */
export function requireFreeId(scope: Construct, id: string): Construct {
  if (!scope.node.tryFindChild(id)) return scope;
  throw new InputError(`Cluster '${[scope.node.path, id].filter(Boolean).join('/')}'`, {
    prop: 'id',
    got: id,
    mustBe: 'unique: another construct here has it already',
    fix: `new Cluster(scope, '${id}-2')`,
  });
}
