import { Kind } from '../../manifests/kind';
import { Manifest } from '../../manifests/manifest';
import { referencesIn } from '../../verification/references';
import { RuleContext } from '../../verification/rule-context';
import { isUnknown } from '../../verification/known-text';
import { findPolicy, updatingClusters } from './automations';
import { ValidMarker } from './marker';

/** Why what Flux writes does not fit where a marker stands, as a phrase behind `the marker`; `undefined` where it may. */
export function misfitOf(context: RuleContext, marker: ValidMarker): string | undefined {
  const { field, part } = marker;
  const text = typeof field.value === 'string' ? field.value : String(field.value ?? '');
  if (isUnknown(text)) return undefined;
  if (part === 'tag' || part === 'digest') return text.includes('/') ? `writes the ${part} alone, where a whole image stands` : undefined;
  if (part !== undefined) return undefined;
  if (/tag$/i.test(field.key) && !/[/:]/.test(text)) return 'writes the whole image, where a tag stands';
  return otherImage(context, marker, text);
}

/** Mirrors and registries have images of one name, so that only its last part is compared. */
function otherImage(context: RuleContext, { policy: id }: ValidMarker, text: string): string | undefined {
  const policy = findPolicy(context, id);
  const scanned = policy && imageOf(context, policy);
  const [own, other] = [lastPart(text), lastPart(scanned ?? '')];
  if (own === '' || other === '' || own === other || isUnknown(scanned ?? '')) return undefined;
  return `writes ${other}, the image of ${policy}, where ${own} stands`;
}

function imageOf(context: RuleContext, policy: Manifest): string | undefined {
  for (const { manifests } of updatingClusters(context)) {
    const reference = referencesIn(manifests)
      .of(policy)
      .find(({ role }) => role === 'image-repository');
    const repository = reference && manifests.find(reference.to);
    if (repository?.id.qualifiedKind === Kind.IMAGE_REPOSITORY) return repository.at('spec', 'image').text();
  }
  return undefined;
}

/** The name of an image without its registry, its tag and its digest. */
function lastPart(image: string): string {
  return /([^/:@]+)(?::[\w.-]+)?(?:@[\w:]+)?$/.exec(image)?.[1] ?? '';
}
