import { Construct } from 'constructs';
import { TagPolicy } from '../constructs/image/tag-policy';
import { CloudProvider } from '../constructs/source/auth';
import { InputError } from '../primitives/input-error';
import { GitlessImageUpdatesProps } from './gitless-image-updates-props';
import { Inputs } from './inputs';
import { TagInputsOptions } from './inputs-options';

/** The newest tag of an artifact, from the provider that knows the registry. */
export function tagInputs(at: Construct, { url, tags, auth, schedule, interval }: GitlessImageUpdatesProps): Inputs {
  const options = { ...tagFilter(at, tags), auth, schedule, interval };
  switch (auth?.method === 'workloadIdentity' ? auth.fields.provider : undefined) {
    case CloudProvider.AWS:
      return Inputs.ecrTags(url, options);
    case CloudProvider.AZURE:
      return Inputs.acrTags(url, options);
    case CloudProvider.GCP:
      return Inputs.garTags(url, options);
    default:
      return Inputs.ociTags(url, options);
  }
}

/** The filter that selects what a policy selects, or an error where the operator cannot. */
function tagFilter(at: Construct, { by, _policy, _filterTags }: TagPolicy): Pick<TagInputsOptions, 'semver' | 'include'> {
  if (by !== 'numerical' && _filterTags?.extract === undefined) return { semver: _policy.semver?.range, include: _filterTags?.pattern };
  throw new InputError(at, {
    prop: 'tags',
    got: by === 'numerical' ? 'TagPolicy.highest()' : `the group ${_filterTags!.extract}`,
    mustBe:
      "TagPolicy.semver('…') or TagPolicy.newestBy('…') without a group; the Flux Operator compares whole tags, as versions or as texts",
    fix: by === 'semver' ? `tags: TagPolicy.semver('${_policy.semver!.range}')` : "tags: TagPolicy.newestBy('^[0-9]{14}$')",
  });
}
