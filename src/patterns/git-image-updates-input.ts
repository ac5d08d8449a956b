import { Construct } from 'constructs';
import { Auth } from '../constructs/source/auth';
import { fleetContextOf } from '../primitives/fleet-context';
import { FluxKind } from '../primitives/flux-kind';
import { InputError } from '../primitives/input-error';
import { Cluster } from './cluster';
import { GitImageUpdatesProps } from './git-image-updates-props';

const BRANCH = 'refs/heads/';

/** Refuses a repository that is given twice. */
export function requireOneSource(at: Construct, { source, auth, url, branch }: GitImageUpdatesProps): void {
  const others = Object.entries({ auth, url, branch }).filter(([, value]) => value !== undefined);
  if (!source || others.length === 0) return;
  throw new InputError(at, {
    prop: 'source',
    got: others.map(([prop]) => prop),
    mustBe: 'given without auth, url and branch, which are those of the source',
    fix: `remove ${others.map(([prop]) => prop).join(', ')}, or source`,
  });
}

/** Refuses credentials that cannot push. */
export function requirePushAuth(at: Construct, auth: Auth | undefined): Auth {
  if (auth && auth.method !== 'anonymous') return auth;
  throw new InputError(at, {
    prop: 'auth',
    got: auth ? 'Auth.anonymous()' : undefined,
    mustBe: 'credentials that may push to the repository',
    fix: "auth: Auth.secret('fleet-writer'), with a Secret that the cluster's sync does not use",
  });
}

/** Where commits go: what the program says, else what the cluster syncs from. */
export function pushTarget(at: Construct, { url, branch }: GitImageUpdatesProps): { url: string; branch: string } {
  if (url !== undefined) return { url, branch: branch ?? 'main' };

  const { cluster } = fleetContextOf(at);
  const sync = Cluster.isCluster(cluster) ? (cluster as Cluster)._sync : undefined;
  if (sync?.sourceKind !== FluxKind.GIT_REPOSITORY.kind) {
    throw new InputError(at, {
      prop: 'url',
      got: url,
      mustBe: sync
        ? 'given: the cluster syncs from an artifact, which nobody commits to'
        : 'given: nobody says what the cluster syncs from',
      fix: "url: 'https://github.com/acme/fleet'",
    });
  }
  const { ref = '' } = sync._fields;
  if (branch !== undefined || ref.startsWith(BRANCH)) return { url: sync._fields.url, branch: branch ?? ref.slice(BRANCH.length) };
  throw new InputError(at, {
    prop: 'branch',
    got: branch,
    mustBe: `given: the cluster syncs from ${ref}, which nobody commits to`,
    fix: "branch: 'main'",
  });
}
