import { Construct } from 'constructs';
import {
  ResourceSetInputProviderSpecFilter as Filter,
  ResourceSetInputProviderSpecType as Type,
} from '../../imports/fluxcd.controlplane.io';
import { TagPolicy } from '../constructs/image/tag-policy';
import { Auth, CloudProvider } from '../constructs/source/auth';
import { InputError } from '../primitives/input-error';

/** The provider that knows the identity of each cloud. */
const CLOUDS: Record<string, Type> = {
  [CloudProvider.AWS]: Type.ECR_ARTIFACT_TAG,
  [CloudProvider.AZURE]: Type.ACR_ARTIFACT_TAG,
  [CloudProvider.GCP]: Type.GAR_ARTIFACT_TAG,
};

/** The type of provider for a registry. */
export function tagProviderType(auth: Auth | undefined): Type {
  return (auth?.method === 'workloadIdentity' && CLOUDS[auth.fields.provider ?? '']) || Type.OCI_ARTIFACT_TAG;
}

/** The filter that selects what a policy selects, or an error where the operator cannot. */
export function tagFilterOf(at: Construct, { by, _policy, _filterTags }: TagPolicy): Filter {
  if (by !== 'numerical' && _filterTags?.extract === undefined) return { semver: _policy.semver?.range, includeTag: _filterTags?.pattern };
  throw new InputError(at, {
    prop: 'tags',
    got: by === 'numerical' ? 'TagPolicy.highest()' : `the group ${_filterTags!.extract}`,
    mustBe:
      "TagPolicy.semver('…') or TagPolicy.newestBy('…') without a group; the Flux Operator compares whole tags, as versions or as texts",
    fix: by === 'semver' ? `tags: TagPolicy.semver('${_policy.semver!.range}')` : "tags: TagPolicy.newestBy('^[0-9]{14}$')",
  });
}
