import { InputError, InputPlace } from '../../primitives/input-error';
import { requireName } from '../../primitives/kubernetes-name';

/** A cloud whose registries, Git servers or buckets accept the identity of a workload. */
export enum CloudProvider {
  /** Amazon Web Services */
  AWS = 'aws',
  /** Microsoft Azure */
  AZURE = 'azure',
  /** Google Cloud */
  GCP = 'gcp',
}

/** The fields of a source that carry its credentials. */
export interface AuthFields {
  /** Value of `provider`. */
  readonly provider?: string;
  /** Name of the Secret in `secretRef`. */
  readonly secretName?: string;
  /** Value of `serviceAccountName`. */
  readonly serviceAccountName?: string;
}

/**
 * How source-controller proves to a server who it is.
 *
 * No credential is ever part of the program: a Secret is named, and comes to the cluster in another way.
 *
 * @see https://fluxcd.io/flux/components/source/
 */
export class Auth {
  /**
   * Credentials in a Secret of the source's namespace.
   *
   * The keys depend on the source: `username` and `password`, `bearerToken` or `identity` and `known_hosts` for Git, a Secret of
   * type `kubernetes.io/dockerconfigjson` for OCI, `accesskey` and `secretkey` for buckets.
   *
   * @param name name of the Secret
   */
  public static secret(name: string): Auth {
    requireName('Auth.secret()', 'name', name);
    return new Auth('secret', { secretName: name });
  }

  /**
   * The identity of the controller, or of a service account, at a cloud. Nothing to rotate and nothing to leak.
   *
   * @param provider the cloud
   * @param serviceAccountName service account in the source's namespace; needs object-level workload identity in the cluster
   */
  public static workloadIdentity(provider: CloudProvider, serviceAccountName?: string): Auth {
    return new Auth('workloadIdentity', { provider, serviceAccountName });
  }

  /**
   * A GitHub App, whose tokens are short-lived and belong to no person. For `GitRepository` and the sync of a cluster.
   *
   * @param secretName Secret with `githubAppID`, `githubAppInstallationID` and `githubAppPrivateKey`
   */
  public static githubApp(secretName: string): Auth {
    requireName('Auth.githubApp()', 'secretName', secretName);
    return new Auth('githubApp', { provider: 'github', secretName });
  }

  /** No credentials: the server is public. */
  public static anonymous(): Auth {
    return new Auth('anonymous', {});
  }

  private constructor(
    /** Name of the factory that made it. */
    public readonly method: string,
    /** The fields that it sets. */
    public readonly fields: AuthFields,
  ) {}
}

/** What a kind of source accepts. */
export interface AuthSupport {
  /** The clouds whose identity works. */
  readonly clouds: readonly CloudProvider[];
  /** Whether a GitHub App works. */
  readonly githubApp?: boolean;
}

/** The fields of `auth`, or an error where the kind of source has no such fields. */
export function authFields(at: InputPlace, prop: string, auth: Auth | undefined, support: AuthSupport): AuthFields {
  const fields = auth?.fields ?? {};
  const refused =
    (auth?.method === 'githubApp' && !support.githubApp) ||
    (auth?.method === 'workloadIdentity' && !support.clouds.includes(fields.provider as CloudProvider));
  if (!refused) return fields;

  const clouds = support.clouds.map((cloud) => `Auth.workloadIdentity('${cloud}')`);
  throw new InputError(at, {
    prop,
    got: `Auth.${auth?.method}(${fields.provider ?? ''})`,
    mustBe: `one of ${["Auth.secret('…')", ...(support.githubApp ? ["Auth.githubApp('…')"] : []), ...clouds, 'Auth.anonymous()'].join(', ')}`,
    fix: `${prop}: Auth.secret('${fields.secretName ?? 'credentials'}')`,
  });
}
