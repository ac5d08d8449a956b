import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import {
  GitRepositorySpec,
  GitRepositorySpecInclude,
  GitRepositorySpecVerify,
  toJson_GitRepositorySpec,
} from '../../../imports/source.toolkit.fluxcd.io';
import { defaultDuration } from '../../primitives/chosen-defaults';
import { DurationUnits, toFluxDuration } from '../../primitives/flux-duration';
import { FluxKind } from '../../primitives/flux-kind';
import { FluxVersion } from '../../primitives/flux-version';
import { InputError } from '../../primitives/input-error';
import { requireName } from '../../primitives/kubernetes-name';
import { addFluxObject, FluxObjectProps } from '../flux-object';
import { IChartSource } from '../helm/chart-source';
import { ImportedObject } from '../imported-object';
import { requireVersion } from '../require-version';
import { Auth, AuthFields, authFields, CloudProvider } from './auth';
import { ChartOptions, chartAt } from './chart-in-source';
import { GitRef } from './git-ref';
import { requireGitAuth, requireGitUrl } from './git-url';
import { requireSameNamespace } from './same-namespace';
import { IManifestSource } from './source-reference';

/** What Git servers accept. */
const AUTH = { clouds: [CloudProvider.AZURE, CloudProvider.AWS], githubApp: true };

/** Files of another repository that are copied into a `GitRepository`. */
export interface GitInclude {
  /** The other repository, in the same namespace. */
  readonly repository: IGitRepository;

  /**
   * Directory of the other repository to copy.
   *
   * @default - all of it
   */
  readonly fromPath?: string;

  /**
   * Directory to copy it to.
   *
   * @default - a directory with the name of the other repository
   */
  readonly toPath?: string;
}

/** Props for `GitRepository`. */
export interface GitRepositoryProps extends FluxObjectProps {
  /** Address of the repository, e.g. `https://github.com/acme/fleet` or `ssh://git@github.com/acme/fleet`. */
  readonly url: string;

  /**
   * Which commit to fetch.
   *
   * Required, although Flux defaults to the branch `master`: hardly a repository still has it.
   */
  readonly ref: GitRef;

  /**
   * How often source-controller asks the server for a new commit.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;

  /**
   * How long one fetch may take, in whole minutes and seconds.
   *
   * @default - 60 seconds, the default of Flux
   */
  readonly timeout?: Duration;

  /**
   * Credentials for the Git server. An `ssh://` address needs `Auth.secret()`.
   *
   * @default Auth.anonymous()
   */
  readonly auth?: Auth;

  /**
   * The only directories to fetch, relative to the root of the repository; each must exist. Makes large repositories fast.
   *
   * @default - the whole repository
   */
  readonly sparseCheckout?: string[];

  /**
   * Files that Flux does not need, in the syntax of `.gitignore`. It saves space and not time: Flux fetches them first.
   *
   * @default - what Flux leaves out by itself: pictures, archives, files of CI systems
   */
  readonly ignore?: string;

  /**
   * Whether to fetch submodules, with the credentials of this repository.
   *
   * @default false
   */
  readonly recurseSubmodules?: boolean;

  /**
   * Whose signature the commit or tag must carry.
   *
   * @default - signatures are not checked
   */
  readonly verify?: GitRepositorySpecVerify;

  /**
   * Repositories whose files are copied into this one.
   *
   * @default - none
   */
  readonly include?: GitInclude[];

  /**
   * Secret of the same namespace with `address`, `username` and `password` of a proxy.
   *
   * @default - the proxy of source-controller, if it has one
   */
  readonly proxySecretName?: string;
}

/** What other constructs need to know about a `GitRepository`. */
export interface IGitRepository extends IManifestSource {
  /**
   * A Helm chart in this repository, for a `HelmRelease`. Every commit that changes the repository is a new version of it.
   *
   * @param path directory of the chart, e.g. `./charts/podinfo`
   * @param options interval and files with values
   */
  chart(path: string, options?: ChartOptions): IChartSource;
}

/**
 * A Git repository that source-controller fetches and hands to other Flux objects.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export class GitRepository extends Construct implements IGitRepository {
  /**
   * A GitRepository that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromGitRepositoryName(scope: Construct, id: string, name: string, namespace?: string): IGitRepository {
    return new ImportedGitRepository(scope, id, FluxKind.GIT_REPOSITORY, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;
  public readonly sourceKind = FluxKind.GIT_REPOSITORY.kind;

  /** Which commit is fetched. */
  public readonly ref: GitRef;

  constructor(scope: Construct, id: string, props: GitRepositoryProps) {
    super(scope, id);
    requireGitUrl(this, 'url', props.url);
    requireGitAuth(this, props.url, props.auth);
    requireVerifiable(this, props);
    this.ref = props.ref;

    const spec = renderSpec(this, props);
    const object = addFluxObject(this, FluxKind.GIT_REPOSITORY, props, () => toJson_GitRepositorySpec(spec));
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }

  public chart(path: string, options?: ChartOptions): IChartSource {
    return chartAt(this, path, options);
  }
}

class ImportedGitRepository extends ImportedObject implements IGitRepository {
  public readonly sourceKind = FluxKind.GIT_REPOSITORY.kind;

  public chart(path: string, options?: ChartOptions): IChartSource {
    return chartAt(this, path, options);
  }
}

function renderSpec(at: Construct, props: GitRepositoryProps): GitRepositorySpec {
  const { provider, secretName, serviceAccountName } = gitAuthFields(at, props.auth);
  if (props.proxySecretName !== undefined) requireName(at, 'proxySecretName', props.proxySecretName);
  return {
    interval: toFluxDuration(at, 'interval', props.interval ?? defaultDuration(at, 'GitRepository.interval')),
    timeout: props.timeout && toFluxDuration(at, 'timeout', props.timeout, DurationUnits.MINUTES),
    url: props.url,
    ref: { [props.ref.by]: props.ref.value, ...(props.ref.commitBranch && { branch: props.ref.commitBranch }) },
    provider: provider as GitRepositorySpec['provider'],
    secretRef: secretName ? { name: secretName } : undefined,
    serviceAccountName,
    sparseCheckout: props.sparseCheckout,
    ignore: props.ignore,
    recurseSubmodules: props.recurseSubmodules,
    verify: props.verify,
    include: props.include?.map((include) => renderInclude(at, props, include)),
    proxySecretRef: props.proxySecretName ? { name: props.proxySecretName } : undefined,
  };
}

function gitAuthFields(at: Construct, auth: Auth | undefined): AuthFields {
  const fields = authFields(at, 'auth', auth, AUTH);
  if (fields.provider === CloudProvider.AWS) requireVersion(at, "auth: Auth.workloadIdentity('aws')", FluxVersion.V2_9);
  return fields;
}

function renderInclude(at: Construct, props: GitRepositoryProps, { repository, fromPath, toPath }: GitInclude): GitRepositorySpecInclude {
  return { repository: { name: requireSameNamespace(at, props, 'include', repository.sourceKind, repository) }, fromPath, toPath };
}

/** Refuses to check the signature of a tag where none is fetched. */
function requireVerifiable(at: Construct, { ref, verify }: GitRepositoryProps): void {
  const fetchesTag = ref.by === 'tag' || ref.by === 'semver' || ref.value.startsWith('refs/tags/');
  if (fetchesTag || !verify?.mode?.startsWith('Tag')) return;

  throw new InputError(at, {
    prop: 'verify.mode',
    got: verify.mode,
    mustBe: `'head' with GitRef.${ref.by}(); the signature of a tag is there only with GitRef.tag() or GitRef.semver()`,
    fix: 'mode: source.GitRepositorySpecVerifyMode.HEAD',
  });
}
