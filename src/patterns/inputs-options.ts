import { Duration } from 'cdk8s';
import { ResourceSetInputProviderSpecSchedule } from '../../imports/fluxcd.controlplane.io';
import { Auth } from '../constructs/source/auth';
import { InputType } from './input-type';

/** Options for all `Inputs` that a provider finds. */
export interface InputsOptions {
  /**
   * Name of the ResourceSetInputProvider. When inputs are permuted, it is also the name under which its inputs are found.
   *
   * @default - the name of the template
   */
  readonly name?: string;

  /**
   * Values that every input has; what the provider finds wins.
   *
   * @default - none
   */
  readonly defaultValues?: { [key: string]: any };

  /**
   * When inputs may change.
   *
   * @default - at any time
   */
  readonly schedule?: ResourceSetInputProviderSpecSchedule[];

  /**
   * How often the inputs are read again.
   *
   * @default Duration.minutes(10)
   */
  readonly interval?: Duration;

  /**
   * How long reading them may take.
   *
   * @default - two minutes, the default of the Flux Operator
   */
  readonly timeout?: Duration;
}

/** Options for `Inputs` that come from a service outside of the cluster. */
export interface RemoteInputsOptions extends InputsOptions {
  /**
   * Credentials: a Secret, a GitHub App for GitHub, the identity of a workload for a cloud.
   *
   * @default - none; for the types of a cloud, the operator's own identity
   */
  readonly auth?: Auth;

  /**
   * Secret of the same namespace with `ca.crt` of a private authority, or `tls.crt` and `tls.key` of a client. Not for clouds.
   *
   * @default - the authorities that the operator's image trusts
   */
  readonly certSecretName?: string;

  /**
   * Most inputs, newest first. What is beyond is not made, and what was made for it is deleted.
   *
   * @default - 1 for tags of artifacts, 20 for change requests; Flux's own 100 for the rest
   */
  readonly limit?: number;
}

/** Options for `Inputs` that are branches. */
export interface BranchInputsOptions extends RemoteInputsOptions {
  /**
   * Regular expression of the branches that become inputs.
   *
   * @default - all
   */
  readonly include?: string;

  /**
   * Regular expression of the branches that do not.
   *
   * @default - none
   */
  readonly exclude?: string;
}

/** Options for `Inputs` that are tags, of a repository or of artifacts. */
export interface TagInputsOptions extends RemoteInputsOptions {
  /**
   * Range of semantic versions. Tags outside of it are left out, the highest comes first.
   *
   * @default - all tags, in reverse alphabetical order
   */
  readonly semver?: string;

  /**
   * Regular expression of the tags that become inputs.
   *
   * @default - all
   */
  readonly include?: string;

  /**
   * Regular expression of the tags that do not.
   *
   * @default - none
   */
  readonly exclude?: string;
}

/** Options for `Inputs.ociTags()`. */
export interface OciTagInputsOptions extends TagInputsOptions {
  /**
   * Service account of the same namespace whose image pull secrets are used.
   *
   * @default - none
   */
  readonly serviceAccountName?: string;
}

/** Options for `Inputs` that are open pull or merge requests, of services without labels. */
export interface RequestInputsOptions extends RemoteInputsOptions {
  /**
   * Regular expression of the branches whose requests become inputs.
   *
   * @default - all
   */
  readonly includeBranch?: string;

  /**
   * Regular expression of the branches whose requests do not.
   *
   * @default - none
   */
  readonly excludeBranch?: string;
}

/** Options for `Inputs` that are open pull or merge requests. */
export interface LabelledRequestInputsOptions extends RequestInputsOptions {
  /**
   * Labels that a request must have, all of them. Whoever may set them may start workloads.
   *
   * @default ['deploy/flux-preview']
   */
  readonly labels?: string[];

  /**
   * Labels of requests whose last input stays as it is; with `!` in front, labels that others need.
   *
   * @default - none
   */
  readonly skipLabels?: string[];
}

/** Options for `Inputs.externalService()`. */
export interface ExternalServiceInputsOptions extends RemoteInputsOptions {
  /** What the service exports beside `id`, by name. */
  readonly inputs: { [name: string]: InputType };

  /**
   * Labels that the service is asked for.
   *
   * @default - none
   */
  readonly labels?: string[];
}

/** Options for `Inputs.externalArtifacts()`. */
export interface ExternalArtifactInputsOptions extends InputsOptions {
  /**
   * Labels of the artifacts that templates use as inputs, beside `id`, `name`, `namespace` and `revision`.
   *
   * @default - none
   */
  readonly artifactLabels?: string[];

  /**
   * Service account of the same namespace whose rights are used to read artifacts.
   *
   * @default - the operator's own rights
   */
  readonly serviceAccountName?: string;

  /**
   * Most inputs.
   *
   * @default - 100, the default of the Flux Operator
   */
  readonly limit?: number;
}
