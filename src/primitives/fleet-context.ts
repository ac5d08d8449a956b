import { IConstruct } from 'constructs';
import { Environment } from './environment';
import { FleetProfile } from './fleet-profile';
import { DEFAULT_FLUX_VERSION, FluxVersion } from './flux-version';
import { Lockdown } from './lockdown';
import { Variation } from './variation';

const KEY = 'cdk8s-fluxcd';

/** What a construct may know about the fleet around it. Defaults hold in a plain cdk8s chart. */
export interface FleetContext {
  /** What the cluster is for; `undefined` outside of a cluster. */
  readonly environment?: Environment;
  /** What the fleet chose as its defaults. */
  readonly profile?: FleetProfile;
  /** The release of Flux that runs there. */
  readonly fluxVersion: FluxVersion;
  /** The cluster itself; `undefined` outside of one. */
  readonly cluster?: IConstruct;
  /** Whether tenants are confined there; `undefined` outside of a cluster. */
  readonly lockdown?: Lockdown;
  /** How the tree shows what differs between clusters. */
  readonly variation: Variation;
  /** Variables that stay `${NAME}` in layers; `undefined` where they have their value everywhere. */
  readonly substituted?: SubstitutedVariables;
  /** Whether a `FluxApp` will write the tree; a plain cdk8s app does not know of directories and files. */
  readonly writesTree: boolean;
  /** Name of the ClusterSecretStore that the fleet's secrets come from; `undefined` where they come otherwise. */
  readonly secretStore?: string;
  /** The program, from the root of its repository. */
  readonly program?: string;
  /** Where the tree stands in a Git repository, e.g. `fleet`; empty at its root. */
  readonly pathInRepository: string;
}

/** The variables of a cluster that Flux fills in. */
export interface SubstitutedVariables {
  readonly values: Readonly<Record<string, string>>;
  /** Whether an object is what holds the values in the cluster. */
  definedBy(object: IConstruct): boolean;
}

const DEFAULT: FleetContext = {
  fluxVersion: DEFAULT_FLUX_VERSION,
  pathInRepository: '',
  variation: Variation.RENDERED,
  writesTree: false,
};

/** The context of the innermost cluster or app around `construct`. */
export function fleetContextOf(construct: IConstruct): FleetContext {
  return construct.node.tryGetContext(KEY) ?? DEFAULT;
}

/** Declares what all constructs below `construct` will know. Must come before its first child. */
export function setFleetContext(construct: IConstruct, context: Partial<FleetContext>): void {
  construct.node.setContext(KEY, { ...fleetContextOf(construct), ...context });
}
