import { Field } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isUnknown } from '../../../verification/known-text';
import { containersOf, WORKLOAD_KINDS, workloadsIn } from '../podspec';

/** Tags that everybody moves. */
const BRANCHES = ['main', 'master', 'dev', 'develop', 'edge', 'nightly', 'canary', 'snapshot'];

/** What runs can change without a change in Git. */
export class MutableContainerImage implements IRule {
  public readonly meta: RuleMeta = {
    id: 'mutable-container-image',
    severity: Severity.WARNING,
    summary: 'A container runs an image without a tag, or with one that moves.',
    why:
      'An image without a tag is the one that is tagged latest, and whoever pushes that tag changes what new pods run: two pods of one ' +
      'Deployment may differ, nothing in the repository says which image they have, and nothing there can be rolled back.',
    fix: 'Name a version or a digest.',
    references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
    raisedInProduction: true,
    kinds: WORKLOAD_KINDS,
  };

  public check({ manifests, settings }: RuleContext): Finding[] {
    const { mutableTags = [], channels = [] } = settings;
    const mutable = new Set(['latest', ...mutableTags].filter((tag) => !channels.includes(tag)));
    return workloadsIn(manifests).flatMap(({ manifest, pod }) =>
      containersOf(pod).flatMap((container) => {
        const image = container.at('image');
        const text = image.text();
        if (text === undefined || isUnknown(text) || text.includes('@')) return [];
        const tag = tagOf(text);
        const isOverlaid = BRANCHES.includes(tag ?? '') && !channels.includes(tag ?? '') && isElsewhere(image, container);
        if (!mutable.has(tag ?? 'latest') && !isOverlaid) return [];
        const what = tag === undefined ? 'without a tag' : `with the tag ${tag}, which moves`;
        return [new Finding(image, `${manifest} runs the image ${tag === undefined ? text : text.slice(0, -tag.length - 1)} ${what}`)];
      }),
    );
  }
}

/** The tag of an image; the port of its registry is none. */
function tagOf(image: string): string | undefined {
  return /:([^:/]+)$/.exec(image)?.[1];
}

/** Whether the image was set by something else than what defines the container. */
function isElsewhere(image: Field, container: Field): boolean {
  return image.place.file !== container.at('name').place.file;
}
