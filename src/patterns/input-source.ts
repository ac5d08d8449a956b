import {
  ResourceSetInputProviderSpecFilter as Filter,
  ResourceSetInputProviderSpecType as Type,
} from '../../imports/fluxcd.controlplane.io';
import { IResourceSetInputProvider } from '../constructs/operator/resource-set-input-provider';
import { ResourceSetInputProviderProps } from '../constructs/operator/resource-set-input-provider-props';
import { InputError } from '../primitives/input-error';
import { exportsOf } from '../primitives/provider-inputs';
import { isSemverRange } from '../primitives/semver-range';
import { DeclaredInput, exportedInputs, inputsOfSets } from './declared-inputs';
import {
  BranchInputsOptions,
  InputsOptions,
  LabelledRequestInputsOptions,
  OciTagInputsOptions,
  RemoteInputsOptions,
  RequestInputsOptions,
} from './inputs-options';

/** Most environments of change requests that a cluster is asked to hold. */
const MAX_REQUESTS = 20;

/** The label that Flux's own documentation uses. */
const PREVIEW_LABELS = ['deploy/flux-preview'];

/** What a template does with its inputs. */
export interface InputSource {
  /** Sets that stand in the ResourceSet itself. */
  readonly sets?: Record<string, unknown>[];
  /** The provider that is to be made. */
  readonly provider?: ResourceSetInputProviderProps;
  /** A provider that there is already. */
  readonly existing?: IResourceSetInputProvider;
  /** Whether there can be more than one set. */
  readonly isSeveral: boolean;
  /** What each set has. */
  readonly inputs: readonly (readonly [string, DeclaredInput])[];
}

/** What differs between types of providers. */
interface ProviderSource extends Partial<ResourceSetInputProviderProps> {
  readonly isSeveral?: boolean;
  /** What is exported beside what all providers of the type export. */
  readonly inputs?: readonly (readonly [string, DeclaredInput])[];
}

/** A provider of any type. */
export function providerSource(
  type: Type,
  options: InputsOptions,
  { isSeveral = true, inputs = [], ...props }: ProviderSource,
): InputSource {
  const { name, defaultValues, schedule, interval, timeout } = options;
  const defaults = inputsOfSets('Inputs', [props.defaultValues ?? defaultValues ?? {}]);
  return {
    isSeveral,
    inputs: [...exportedInputs(exportsOf(type)), ...inputs, ...defaults],
    provider: { type, name, defaultValues, schedule, interval, timeout, ...props },
  };
}

/** A provider that asks a service. */
export function remoteSource(
  type: Type,
  options: RemoteInputsOptions,
  filter: Filter,
  more: ProviderSource & { url: string },
): InputSource {
  const { auth, certSecretName } = options;
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return providerSource(type, options, {
    auth,
    certSecretName,
    filter: isFiltered ? filter : undefined,
    isSeveral: filter.limit !== 1,
    ...more,
  });
}

/** A provider of branches. */
export function branchSource(type: Type, url: string, { include, exclude, ...options }: BranchInputsOptions): InputSource {
  return remoteSource(type, options, { includeBranch: include, excludeBranch: exclude, limit: options.limit }, { url });
}

/** A provider of tags. Of artifacts, only the newest tag counts unless more are asked for. */
export function tagSource(type: Type, url: string, options: OciTagInputsOptions): InputSource {
  const { semver, include, exclude, serviceAccountName } = options;
  if (semver !== undefined && !isSemverRange(semver)) {
    throw new InputError('Inputs', {
      prop: 'semver',
      got: semver,
      mustBe: "a range of semantic versions such as '6.x'",
      fix: "semver: '6.x'",
    });
  }
  const limit = options.limit ?? (type.endsWith('ArtifactTag') ? 1 : undefined);
  return remoteSource(type, options, { semver, includeTag: include, excludeTag: exclude, limit }, { url, serviceAccountName });
}

/** A provider of change requests that have labels. */
export function labelledRequestSource(type: Type, url: string, options: LabelledRequestInputsOptions): InputSource {
  const { labels = PREVIEW_LABELS, skipLabels } = options;
  return requestSource(type, url, options, { labels }, skipLabels);
}

/** A provider of change requests. */
export function requestSource(
  type: Type,
  url: string,
  options: RequestInputsOptions,
  filter: Filter = {},
  skipLabels?: string[],
): InputSource {
  const { includeBranch, excludeBranch, limit = MAX_REQUESTS } = options;
  const skip = skipLabels && { labels: skipLabels };
  return remoteSource(type, options, { ...filter, includeBranch, excludeBranch, limit }, { url, skip });
}
