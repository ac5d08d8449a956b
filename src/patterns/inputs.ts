import { ResourceSetInputProviderSpecSelectors, ResourceSetInputProviderSpecType as Type } from '../../imports/fluxcd.controlplane.io';
import { IResourceSetInputProvider } from '../constructs/operator/resource-set-input-provider';
import { InputError } from '../primitives/input-error';
import { inputsOfSets, typedInputs } from './declared-inputs';
import { branchSource, InputSource, labelledRequestSource, providerSource, remoteSource, requestSource, tagSource } from './input-source';
import { InputType } from './input-type';
import {
  BranchInputsOptions,
  ExternalArtifactInputsOptions,
  ExternalServiceInputsOptions,
  InputsOptions,
  LabelledRequestInputsOptions,
  OciTagInputsOptions,
  RequestInputsOptions,
  TagInputsOptions,
} from './inputs-options';

/**
 * Where the inputs of a `ResourceTemplate` come from. Each set of inputs makes the objects of the template once.
 *
 * @see https://fluxcd.control-plane.io/operator/resourcesetinputprovider/
 */
export class Inputs {
  /**
   * Sets that the program knows. All have the same inputs, of the same types.
   *
   * @param sets one or more maps of values by name, e.g. `[{ tenant: 'team-a', replicas: 2 }]`
   */
  public static list(sets: { [name: string]: any }[]): Inputs {
    if (sets.length === 0) {
      throw new InputError('Inputs.list()', {
        prop: 'sets',
        got: sets,
        mustBe: 'one set at least; a template without inputs applies its objects once',
        fix: 'leave out the ResourceTemplate where there is nothing to make',
      });
    }
    return new Inputs({ sets, isSeveral: sets.length > 1, inputs: inputsOfSets('Inputs.list()', sets) });
  }

  /** One set that the program knows, in an object of its own that other ResourceSets can use too. */
  public static static(values: { [name: string]: any }, options: InputsOptions = {}): Inputs {
    const defaultValues = { ...options.defaultValues, ...values };
    return new Inputs(providerSource(Type.STATIC, options, { defaultValues, isSeveral: false }));
  }

  /** The inputs of a provider that is defined elsewhere, in the same namespace: what it exports, by name. */
  public static provider(provider: IResourceSetInputProvider, inputs: { [name: string]: InputType }): Inputs {
    return new Inputs({ existing: provider, isSeveral: true, inputs: typedInputs('Inputs.provider()', inputs) });
  }

  /** Branches of a repository on GitHub: `id`, `branch`, `sha`. */
  public static githubBranches(url: string, options: BranchInputsOptions = {}): Inputs {
    return new Inputs(branchSource(Type.GIT_HUB_BRANCH, url, options));
  }

  /** Tags of a repository on GitHub: `id`, `tag`, `sha`. */
  public static githubTags(url: string, options: TagInputsOptions = {}): Inputs {
    return new Inputs(tagSource(Type.GIT_HUB_TAG, url, options));
  }

  /** Open pull requests on GitHub: `id`, `sha`, `branch`, `author`, `title`. */
  public static githubPullRequests(url: string, options: LabelledRequestInputsOptions = {}): Inputs {
    return new Inputs(labelledRequestSource(Type.GIT_HUB_PULL_REQUEST, url, options));
  }

  /** Branches of a project on GitLab: `id`, `branch`, `sha`. */
  public static gitlabBranches(url: string, options: BranchInputsOptions = {}): Inputs {
    return new Inputs(branchSource(Type.GIT_LAB_BRANCH, url, options));
  }

  /** Tags of a project on GitLab: `id`, `tag`, `sha`. */
  public static gitlabTags(url: string, options: TagInputsOptions = {}): Inputs {
    return new Inputs(tagSource(Type.GIT_LAB_TAG, url, options));
  }

  /** Open merge requests on GitLab: `id`, `sha`, `branch`, `author`, `title`. */
  public static gitlabMergeRequests(url: string, options: LabelledRequestInputsOptions = {}): Inputs {
    return new Inputs(labelledRequestSource(Type.GIT_LAB_MERGE_REQUEST, url, options));
  }

  /** Environments of a project on GitLab: `id`, `sha`, `branch`, `author`, `title`, `slug`. */
  public static gitlabEnvironments(url: string, options: BranchInputsOptions = {}): Inputs {
    const { include, exclude, limit } = options;
    const filter = { includeEnvironment: include, excludeEnvironment: exclude, limit };
    return new Inputs(remoteSource(Type.GIT_LAB_ENVIRONMENT, options, filter, { url }));
  }

  /** Branches of a repository in Azure DevOps: `id`, `branch`, `sha`. */
  public static azureDevOpsBranches(url: string, options: BranchInputsOptions = {}): Inputs {
    return new Inputs(branchSource(Type.AZURE_DEV_OPS_BRANCH, url, options));
  }

  /** Tags of a repository in Azure DevOps: `id`, `tag`, `sha`. */
  public static azureDevOpsTags(url: string, options: TagInputsOptions = {}): Inputs {
    return new Inputs(tagSource(Type.AZURE_DEV_OPS_TAG, url, options));
  }

  /** Open pull requests in Azure DevOps: `id`, `sha`, `branch`, `author`, `title`. */
  public static azureDevOpsPullRequests(url: string, options: LabelledRequestInputsOptions = {}): Inputs {
    return new Inputs(labelledRequestSource(Type.AZURE_DEV_OPS_PULL_REQUEST, url, options));
  }

  /** Branches of a repository in AWS CodeCommit: `id`, `branch`, `sha`. */
  public static awsCodeCommitBranches(url: string, options: BranchInputsOptions = {}): Inputs {
    return new Inputs(branchSource(Type.AWS_CODE_COMMIT_BRANCH, url, options));
  }

  /** Tags of a repository in AWS CodeCommit: `id`, `tag`, `sha`. */
  public static awsCodeCommitTags(url: string, options: TagInputsOptions = {}): Inputs {
    return new Inputs(tagSource(Type.AWS_CODE_COMMIT_TAG, url, options));
  }

  /** Open pull requests in AWS CodeCommit, which knows no labels, so filter by `includeBranch`: `id`, `sha`, `branch`, `author`, `title`. */
  public static awsCodeCommitPullRequests(url: string, options: RequestInputsOptions = {}): Inputs {
    return new Inputs(requestSource(Type.AWS_CODE_COMMIT_PULL_REQUEST, url, options));
  }

  /** Branches of a repository in Gitea or Forgejo: `id`, `branch`, `sha`. */
  public static giteaBranches(url: string, options: BranchInputsOptions = {}): Inputs {
    return new Inputs(branchSource(Type.GITEA_BRANCH, url, options));
  }

  /** Tags of a repository in Gitea or Forgejo: `id`, `tag`, `sha`. */
  public static giteaTags(url: string, options: TagInputsOptions = {}): Inputs {
    return new Inputs(tagSource(Type.GITEA_TAG, url, options));
  }

  /** Open pull requests in Gitea or Forgejo: `id`, `sha`, `branch`, `author`, `title`. */
  public static giteaPullRequests(url: string, options: LabelledRequestInputsOptions = {}): Inputs {
    return new Inputs(labelledRequestSource(Type.GITEA_PULL_REQUEST, url, options));
  }

  /** Tags of an artifact in any registry, the newest one unless `limit` says more: `id`, `tag`, `digest`. */
  public static ociTags(url: string, options: OciTagInputsOptions = {}): Inputs {
    return new Inputs(tagSource(Type.OCI_ARTIFACT_TAG, url, options));
  }

  /** Tags of an artifact in Azure Container Registry, the newest one unless `limit` says more: `id`, `tag`, `digest`. */
  public static acrTags(url: string, options: TagInputsOptions = {}): Inputs {
    return new Inputs(tagSource(Type.ACR_ARTIFACT_TAG, url, options));
  }

  /** Tags of an artifact in Amazon ECR, the newest one unless `limit` says more: `id`, `tag`, `digest`. */
  public static ecrTags(url: string, options: TagInputsOptions = {}): Inputs {
    return new Inputs(tagSource(Type.ECR_ARTIFACT_TAG, url, options));
  }

  /** Tags of an artifact in Google Artifact Registry, the newest one unless `limit` says more: `id`, `tag`, `digest`. */
  public static garTags(url: string, options: TagInputsOptions = {}): Inputs {
    return new Inputs(tagSource(Type.GAR_ARTIFACT_TAG, url, options));
  }

  /** What a service of your own answers over https: `id`, and what `inputs` says. */
  public static externalService(url: string, options: ExternalServiceInputsOptions): Inputs {
    const inputs = typedInputs('Inputs.externalService()', options.inputs);
    const { labels, limit } = options;
    return new Inputs(remoteSource(Type.EXTERNAL_SERVICE, options, { labels, limit }, { url, inputs }));
  }

  /**
   * ExternalArtifacts of the cluster: `id`, `name`, `namespace`, `revision`, and their labels.
   *
   * @param selectors names or labels of the artifacts
   */
  public static externalArtifacts(selectors: ResourceSetInputProviderSpecSelectors[], options: ExternalArtifactInputsOptions = {}): Inputs {
    const { artifactLabels = [], limit, serviceAccountName } = options;
    const inputs = typedInputs('Inputs.externalArtifacts()', Object.fromEntries(artifactLabels.map((name) => [name, InputType.TEXT])));
    const filter = limit === undefined ? undefined : { limit };
    return new Inputs(providerSource(Type.EXTERNAL_ARTIFACT, options, { selectors, filter, serviceAccountName, inputs }));
  }

  private constructor(
    /** @internal */
    public readonly _source: InputSource,
  ) {}
}
