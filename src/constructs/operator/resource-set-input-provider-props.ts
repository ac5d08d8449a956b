import { Duration } from 'cdk8s';
import {
  ResourceSetInputProviderSpecFilter,
  ResourceSetInputProviderSpecSchedule,
  ResourceSetInputProviderSpecSelectors,
  ResourceSetInputProviderSpecSkip,
  ResourceSetInputProviderSpecType,
} from '../../../imports/fluxcd.controlplane.io';
import { FluxObjectProps } from '../flux-object';
import { Auth } from '../source/auth';

/** Props for `ResourceSetInputProvider`. */
export interface ResourceSetInputProviderProps extends FluxObjectProps {
  /** Where the inputs come from, and what an input is: a branch, a tag, a pull request, an artifact. */
  readonly type: ResourceSetInputProviderSpecType;

  /**
   * Address of the Git repository (`https://…`), of the OCI repository (`oci://…`), or of the service (`https://…`).
   *
   * @default - none, for the types `STATIC` and `EXTERNAL_ARTIFACT`; the others need it
   */
  readonly url?: string;

  /**
   * Credentials: a Secret, a GitHub App for the types of GitHub, the identity of a workload for the types of a cloud.
   *
   * @default Auth.anonymous()
   */
  readonly auth?: Auth;

  /**
   * Service account of the same namespace: its image pull secrets for `OCI_ARTIFACT_TAG`, its rights for `EXTERNAL_ARTIFACT`.
   * For a cloud it is part of `Auth.workloadIdentity()`.
   *
   * @default - none
   */
  readonly serviceAccountName?: string;

  /**
   * Secret of the same namespace with `ca.crt` of a private authority, or `tls.crt` and `tls.key` of a client.
   *
   * @default - the authorities that the operator's image trusts
   */
  readonly certSecretName?: string;

  /**
   * Which branches, tags or requests become inputs, and how many.
   *
   * @default - the newest one for types of tags of artifacts, where Flux would take 100; up to 100 for the others
   */
  readonly filter?: ResourceSetInputProviderSpecFilter;

  /**
   * Labels of pull requests that are left alone: their last input stays.
   *
   * @default - none
   */
  readonly skip?: ResourceSetInputProviderSpecSkip;

  /**
   * The ExternalArtifacts that become inputs. For the type `EXTERNAL_ARTIFACT` only, which needs it.
   *
   * @default - none
   */
  readonly selectors?: ResourceSetInputProviderSpecSelectors[];

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
