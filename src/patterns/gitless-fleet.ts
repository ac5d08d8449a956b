import { Construct } from 'constructs';
import { requireArtifactUrl } from '../constructs/source/oci-repository';
import { fleetContextOf } from '../primitives/fleet-context';
import { InputError } from '../primitives/input-error';
import { GitlessCluster, GitlessClusterProps } from './gitless-cluster';
import { GitlessFleetProps } from './gitless-fleet-props';
import { requireUnits } from './gitless-inputs';
import { fleetWorkflow } from './gitless-workflow';
import { isAllowed, requireUrl } from './source-allow-list';

/**
 * Clusters that get their manifests from an OCI registry and know no Git: the tree is pushed as a signed artifact, and each
 * cluster follows the tag of its channel.
 *
 * Every cluster gets a `FluxInstance`, the Flux Operator that keeps itself up to date, `flux-runtime-info`, an allow-list of
 * sources, and a ResourceSet each for components and tenants.
 *
 * @see https://fluxcd.control-plane.io/guides/d2-architecture-reference/
 *
 * @example
 *
 * const fleet = new GitlessFleet(this, 'fleet', {
 *   registry: 'oci://ghcr.io/acme',
 *   repository: 'acme/fleet',
 *   auth: Auth.secret('ghcr-auth'),
 *   components: [{ name: 'cert-manager' }],
 *   tenants: [{ name: 'team-a', repository: 'acme/team-a' }],
 * });
 * fleet.addCluster('staging', { environment: Environment.STAGING });
 * fleet.addCluster('production');
 */
export class GitlessFleet extends Construct {
  /**
   * A GitHub Actions workflow for the repository of the fleet. It synthesizes the tree, pushes and signs it on every commit to
   * `main` (tag `latest`), and promotes it on every release tag (tag `latest-stable`). Store it once, below `.github/workflows/`.
   */
  public readonly workflowText: string;

  private readonly members: GitlessCluster[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: GitlessFleetProps,
  ) {
    super(scope, id);
    requireArtifactUrl(this, 'registry', props.registry);
    requireUnits(this, 'components', props.components ?? []);
    requireUnits(this, 'tenants', props.tenants ?? []);
    requireNoOverlap(this, props);
    requireSigners(this, props);
    requireAllowedUnits(this, props);
    const { pathInRepository, fluxVersion, program } = fleetContextOf(this);
    this.workflowText = fleetWorkflow({
      artifact: `${props.registry}/${props.artifact ?? 'fleet'}`,
      directory: pathInRepository,
      verify: props.verify,
      fluxVersion,
      program,
    });
  }

  /**
   * Adds a cluster to the fleet.
   *
   * @param id name of the cluster, and of its directory below `clusters/`
   * @param props environment, channel, variables
   */
  public addCluster(id: string, props: GitlessClusterProps = {}): GitlessCluster {
    const cluster = new GitlessCluster(this, id, this.props, props);
    this.members.push(cluster);
    return cluster;
  }

  /** The clusters that were added so far. */
  public get clusters(): GitlessCluster[] {
    return [...this.members];
  }
}

/** A component and a tenant of one name would share a namespace, and with it the rights of the component. */
function requireNoOverlap(at: Construct, { components = [], tenants = [] }: GitlessFleetProps): void {
  const shared = tenants.find(({ name }) => components.some((component) => component.name === name));
  if (!shared) return;
  throw new InputError(at, {
    prop: 'tenants',
    got: shared.name,
    mustBe: 'named differently from the components: a shared namespace would give the tenant the rights of the component',
    fix: `name: '${shared.name}-team'`,
  });
}

/** Signatures are checked for all units or for none: one template serves them all. */
function requireSigners(at: Construct, { repository, components = [], tenants = [] }: GitlessFleetProps): void {
  const signed = [...components, ...tenants].find((unit) => unit.repository !== undefined);
  if (repository !== undefined || !signed) return;
  throw new InputError(at, {
    prop: 'repository',
    got: repository,
    mustBe: `set, because the unit '${signed.name}' names a repository whose signatures are otherwise not checked`,
    fix: "repository: 'acme/fleet'",
  });
}

/** The allow-list of the fleet itself would refuse a unit from anywhere else. */
function requireAllowedUnits(at: Construct, { registry, allowedSources = [], components = [], tenants = [] }: GitlessFleetProps): void {
  const allowed = [registry, ...allowedSources].map((url) => requireUrl(at, url));
  const refused = [...components, ...tenants].find(({ url }) => url !== undefined && !isAllowed(url, allowed));
  if (!refused) return;
  throw new InputError(at, {
    prop: 'allowedSources',
    got: allowedSources,
    mustBe: `a list with the address of the unit '${refused.name}', which is not below ${registry}`,
    fix: `allowedSources: [${[...allowedSources, refused.url].map((url) => `'${url}'`).join(', ')}]`,
  });
}
