import { Manifest } from '../../../manifests/manifest';
import { nearest } from '../../../schemas/wording';
import { Finding } from '../../../verification/finding';
import { isUnknown } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { Override, overridesIn } from '../overrides';

/** A new tag is for an image that nothing runs. */
export class ImageOverrideMatchesNothing implements IRule {
  public readonly meta: RuleMeta = {
    id: 'image-override-matches-nothing',
    severity: Severity.WARNING,
    summary: 'An entry of images names an image that no object runs.',
    why:
      'kustomize replaces the images of containers whose name is exactly the one of the entry, with the registry and without the tag. It ' +
      'says nothing when there are none, and never looks into the values of a HelmRelease: the old image keeps running.',
    fix: 'Write the name as it stands in the containers, or set the image in the values of the release.',
    references: [
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#images',
      'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/',
    ],
    fields: ['spec.images'],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    return overridesIn(context, 'images').flatMap(judge);
  }
}

function judge({ entry, owner, objects }: Override): Finding[] {
  const name = entry.at('name').text();
  // kustomize takes it for a regular expression.
  if (name === undefined || isUnknown(name) || !/^[\w./:-]+$/.test(name)) return [];
  const images = imagesIn(objects);
  if (images.has(name) || images.has(entry.at('newName').text() ?? name)) return [];
  const near = nearest(name, [...images]);
  const message = `${owner} sets the image ${name}, which none of the ${objects.length} objects runs that it could change`;
  return [new Finding(entry.at('name'), message, { fix: near && `Did you mean ${near}?` })];
}

/** Every image, without tag and digest; as it is in the cluster, and before variables were filled in. */
function imagesIn(objects: readonly Manifest[]): ReadonlySet<string> {
  const images = new Set<string>();
  for (const { object, _unsubstituted } of objects) {
    collect(object, images);
    if (_unsubstituted !== object) collect(_unsubstituted, images);
  }
  return images;
}

function collect(value: unknown, images: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner !== 'string') collect(inner, images);
    // People tell kustomize to look into fields of their own as well.
    else if (/image/i.test(key) && inner.length <= LONGEST) images.add(inner.replace(/@sha256:.*$/, '').replace(/:[\w.{}$-]*$/, ''));
  }
}

/** Longer than the name of any image. */
const LONGEST = 512;
