import { Construct, IConstruct } from 'constructs';
import { Sync } from '../constructs/operator/sync';
import { SecretStoreProvider } from '../constructs/secrets/secret-store-provider';
import { FleetContext, fleetContextOf } from '../primitives/fleet-context';
import { InputError } from '../primitives/input-error';
import { Variation } from '../primitives/variation';

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

/** Refuses a store of the cluster where the fleet has no strategy that would write it. */
export function requireStoreStrategy(at: IConstruct, provider: SecretStoreProvider | undefined): SecretStoreProvider | undefined {
  if (!provider || fleetContextOf(at).secretStore !== undefined) return provider;
  throw new InputError(at, {
    prop: 'secretStore',
    got: 'a SecretStoreProvider',
    mustBe: 'left out where the fleet does not read its secrets by SecretStrategy.externalSecrets()',
    fix: "new FluxApp({ secrets: SecretStrategy.externalSecrets({ version: '2.x', provider: … }) })",
  });
}

/** Nothing can be filled in where nothing is declared. */
export function noVariables(at: IConstruct): InputError {
  return new InputError(at, {
    prop: 'variables',
    got: {},
    mustBe: 'declared when a layer is to be substituted; Flux fills in nothing where it knows no variable',
    fix: "variables: { DOMAIN: 'acme.io' }, or remove SubstituteFrom.clusterVariables() from the layer",
  });
}

/** What a cluster decides about its variation. Variables that Flux fills in are not those of the object that holds their values. */
export function variationOf(
  at: IConstruct,
  { variation: own, variables: values = {} }: { readonly variation?: Variation; readonly variables?: Record<string, string> },
  definedBy: (object: IConstruct) => boolean,
): Partial<FleetContext> {
  if (own !== undefined) requireTree(at, own);
  const variation = own ?? fleetContextOf(at).variation;
  const isSubstituted = variation === Variation.SUBSTITUTE && Object.keys(values).length > 0;
  return { variation, substituted: isSubstituted ? { values, definedBy } : undefined };
}

/** Refuses a choice that only the writer of the tree can carry out. */
function requireTree(at: IConstruct, variation: Variation): void {
  if (fleetContextOf(at).writesTree || variation === Variation.RENDERED) return;
  throw new InputError(at, {
    prop: 'variation',
    got: variation,
    mustBe: 'used below a FluxApp; an App of cdk8s writes objects, and no tree',
    fix: 'const app = new FluxApp()',
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
